/**
 * What several rooms write alike. In: a place and what belongs there. Out: a file or an object that is whole or not there at
 * all, a folder, a lock that one process has; and the port to object storage, which is passed in. Every failure is a `ZenbunError` that says what to do. Knows nothing of what is written.
 */
export { type FileLock, lockFile, takeFile } from './file-lock.ts';
export { makeFolder } from './make-folder.ts';
export { OutputFile, requireName, writeWhole } from './output-file.ts';
export { isObjectPlace, objectPlaceOf, requireObject } from './stored/object-place.ts';
export type { ListedObject, ObjectFile, ObjectStorage } from './stored/object-storage.ts';
export { type OwnSignal, ownSignal } from './stored/own-signal.ts';
export { readStored, type StoredOptions, storageFor, writeStored } from './stored/stored-files.ts';
