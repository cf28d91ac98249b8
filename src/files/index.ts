/**
 * File writing shared by several modules. In: a place and its content. Out: a file or object that is either complete or
 * absent, a folder, a lock held by one process; also the port to object storage, whose implementation is passed in.
 * Every failure is a `ZenbunError` that says what to do. Knows nothing about the content that is written.
 */
export { type FileLock, lockFile, takeFile } from './file-lock.ts';
export { makeFolder } from './make-folder.ts';
export { OutputFile, requireName, writeWhole } from './output-file.ts';
export { isObjectPlace, objectPlaceOf, requireObject } from './stored/object-place.ts';
export type { ListedObject, ObjectFile, ObjectStorage } from './stored/object-storage.ts';
export { type OwnSignal, ownSignal } from './stored/own-signal.ts';
export { readStored, type StoredOptions, storageFor, writeStored } from './stored/stored-files.ts';
