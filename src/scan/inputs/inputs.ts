import { type DatasetOptions, type DatasetReader, fileSizes, openDataset } from '../../dataset/index.ts';

/**
 * A chunk is the unit of work: large enough that a message between threads costs nothing beside it, small enough that
 * its bytes are still in the processor's cache when they are parsed.
 */
const CHUNK = { chunkBytes: 2 ** 20, blockBytes: 2 ** 20 };

/** The files of one scan, each opened once and read as often as needed. */
export class Inputs {
  readonly paths: readonly string[];
  /** Of all files on disk; 0 where standard input or a pipe makes it unknown. */
  readonly totalBytes: number;
  readonly #options: DatasetOptions;
  readonly #readers: DatasetReader[] = [];
  #closed = false;

  private constructor(paths: readonly string[], totalBytes: number, options: DatasetOptions) {
    this.paths = paths;
    this.totalBytes = totalBytes;
    this.#options = options;
  }

  /** `known`: bytes of each, where they are known. */
  static async of(
    paths: readonly string[],
    options: DatasetOptions,
    known?: readonly (number | null)[],
  ): Promise<Inputs> {
    const sizes = known ?? (await fileSizes(paths));
    const totalBytes = sizes.includes(null) ? 0 : sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0);
    return new Inputs(paths, totalBytes, options);
  }

  /** The reader of a file. Throws what `openDataset` throws. */
  async open(file: number): Promise<DatasetReader> {
    const known = this.#readers[file];
    if (known !== undefined) return known;
    const limits = { ...CHUNK, ...this.#options.limits };
    const reader = await openDataset(this.paths[file]!, file, { ...this.#options, limits });
    // A scan that was stopped does not wait for standard input, which may end long after.
    if (this.#closed) await reader.close();
    this.#readers[file] = reader;
    return reader;
  }

  /** Lets go of all files. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const reader of this.#readers.splice(0)) await reader?.close();
  }
}
