import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isObjectPlace, OutputFile, readStored, type StoredOptions, storageFor } from '../../files/index.ts';

/** A file whose bytes become an object. */
interface ObjectCopy {
  readonly place: string;
  readonly file: OutputFile;
  readonly folder: string;
}

/**
 * The files and objects of one scan: all files are on the disk before the first gets its name, or none is left behind. Objects
 * are written to temporary files, and put in their places before the files get their names: each whole or not at all.
 */
export class OutputSet {
  readonly #options: StoredOptions;
  readonly #files: OutputFile[] = [];
  readonly #copies: ObjectCopy[] = [];

  constructor(options: StoredOptions = {}) {
    this.#options = options;
  }

  async create(path: string): Promise<OutputFile> {
    if (isObjectPlace(path)) return this.#createCopy(path);
    const file = await OutputFile.create(path);
    this.#files.push(file);
    return file;
  }

  /** Gives all finished files their names. */
  async commit(): Promise<void> {
    const { objects, signal } = this.#options;
    for (const { place, file } of this.#copies) {
      await file.commit();
      await storageFor(place, objects).write(place, readStored(file.path), signal);
    }
    for (const file of this.#files) await file.commit();
    this.#files.length = 0;
  }

  /** Leaves nothing behind of what was not committed. */
  async discard(): Promise<void> {
    for (const file of this.#files.splice(0)) await file.discard();
    for (const { file, folder } of this.#copies.splice(0)) {
      await file.discard();
      await rm(folder, { recursive: true, force: true }).catch(() => undefined);
    }
  }

  async #createCopy(place: string): Promise<OutputFile> {
    storageFor(place, this.#options.objects);
    const folder = await mkdtemp(join(tmpdir(), 'zenbun-'));
    try {
      const file = await OutputFile.create(join(folder, place.endsWith('.gz') ? 'output.gz' : 'output'));
      this.#copies.push({ place, file, folder });
      return file;
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
  }
}
