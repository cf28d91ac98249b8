import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeStdout } from './stdout.ts';

/**
 * Gives `work` a path for a file, and afterwards copies that file to standard output: whole or not at all, like a file.
 */
export async function streamedFile<T>(work: (place: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'zenbun-'));
  try {
    const place = join(folder, 'output');
    const result = await work(place);
    for await (const block of createReadStream(place)) await writeStdout(block as Uint8Array);
    return result;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
