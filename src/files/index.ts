/**
 * What several rooms write alike. In: a place and what belongs there. Out: a file that is whole or not there at all, a
 * folder, a lock that one process has. Every failure is a `ZenbunError` that says what to do. Knows nothing of what is written.
 */
export { type FileLock, lockFile, takeFile } from './file-lock.ts';
export { makeFolder } from './make-folder.ts';
export { OutputFile, writeWhole } from './output-file.ts';
