import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isObjectPlace, OutputFile, readStored, type StoredOptions, storageFor } from '../../files/index.ts';

/** A temporary file whose content will be uploaded as an object. */
interface ObjectCopy {
  readonly place: string;
  readonly file: OutputFile;
  readonly folder: string;
}

/**
 * The output files and objects of one scan. All files are on disk before the first one gets its name; otherwise none is
 * left behind. Objects are written to temporary files first and uploaded before the files get their names; each is
 * either complete or absent.
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

  /** Uploads the objects, then gives all finished files their names. */
  async commit(): Promise<void> {
    const { objects, signal } = this.#options;
    for (const { place, file } of this.#copies) {
      await file.commit();
      await storageFor(place, objects).write(place, readStored(file.path), signal);
    }
    for (const file of this.#files) await file.commit();
    this.#files.length = 0;
  }

  /** Removes everything that was not committed. */
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
