import { createReadStream } from 'node:fs';
import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ZenbunError } from '../errors.ts';

/**
 * Standard input that can be read more than once: the first reading copies it to a temporary file, from which the
 * later ones come.
 */
export class StandardInput {
  readonly #source: AsyncIterable<Uint8Array>;
  #folder: string | undefined;
  #copied = false;

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source;
  }

  read(): AsyncIterable<Uint8Array> {
    return this.#copied ? createReadStream(join(this.#folder!, 'stdin')) : this.#copy();
  }

  /** Removes the copy. */
  async close(): Promise<void> {
    if (this.#folder !== undefined) await rm(this.#folder, { recursive: true, force: true });
  }

  async *#copy(): AsyncGenerator<Uint8Array> {
    const handle = await this.#create();
    try {
      for await (const block of this.#source) {
        await telling(() => handle.writeFile(block));
        yield block;
      }
      this.#copied = true;
    } finally {
      await handle.close();
    }
  }

  #create(): Promise<FileHandle> {
    return telling(async () => {
      this.#folder = await mkdtemp(join(tmpdir(), 'zenbun-'));
      return open(join(this.#folder, 'stdin'), 'wx', 0o600);
    });
  }
}

async function telling<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw new ZenbunError('not-written', `Standard input could not be kept aside in ${tmpdir()}.`, {
      advice: 'Free space there, point TMPDIR to another folder, or scan a file.',
      cause,
    });
  }
}
