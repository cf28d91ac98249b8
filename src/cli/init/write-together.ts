import { dirname } from 'node:path';
import { makeFolder, OutputFile } from '../../files/index.ts';
import type { NewFile } from './ci-file.ts';

/** Writes files completely, and none if one of them cannot be written. Throws like `OutputFile`. */
export async function writeTogether(files: readonly NewFile[]): Promise<void> {
  const open: OutputFile[] = [];
  try {
    for (const { path, text } of files) {
      await makeFolder(dirname(path));
      const file = await OutputFile.create(path);
      open.push(file);
      await file.write(text);
      await file.finish();
    }
    for (const file of open) await file.commit();
  } catch (failure) {
    for (const file of open) await file.discard();
    throw failure;
  }
}
