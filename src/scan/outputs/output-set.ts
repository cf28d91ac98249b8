import { OutputFile } from '../../files/index.ts';

/** The files of one scan: all are on the disk before the first gets its name, or none is left behind. */
export class OutputSet {
  readonly #files: OutputFile[] = [];

  async create(path: string): Promise<OutputFile> {
    const file = await OutputFile.create(path);
    this.#files.push(file);
    return file;
  }

  /** Gives all finished files their names. */
  async commit(): Promise<void> {
    for (const file of this.#files) await file.commit();
    this.#files.length = 0;
  }

  /** Leaves nothing behind of what was not committed. */
  async discard(): Promise<void> {
    for (const file of this.#files.splice(0)) await file.discard();
  }
}
