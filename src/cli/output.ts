import { open, rename, stat, unlink, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { ZenbunError } from '../errors.ts';

/**
 * Writes a whole result: to stdout for `-`, else to a file, atomically (temporary file in the same folder, fsync,
 * rename), so that a reader never sees half a report. A device or a pipe is written to as it is.
 *
 * Throws ZenbunError('not-written') when the disk or the permissions do not allow it; nothing partial stays behind.
 */
export async function writeOutput(path: string, text: string): Promise<void> {
  if (path === '-') return writeStdout(text);
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
  try {
    if (await isSpecialFile(path)) return await writeFile(path, text);
    const file = await open(temporary, 'w');
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (cause) {
    await unlink(temporary).catch(() => undefined);
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ZenbunError('not-written', `${path} could not be written: ${reason}`, {
      cause,
      advice: 'Free some space or name another place, then run again.',
    });
  }
}

/** Resolves once the text is handed to the reader. A reader that left early (`| head`) is not an error. */
export function writeStdout(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => {
      if (error && (error as NodeJS.ErrnoException).code !== 'EPIPE') reject(error);
      else resolve();
    });
  });
}

async function isSpecialFile(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  return found !== null && !found.isFile() && !found.isDirectory();
}
