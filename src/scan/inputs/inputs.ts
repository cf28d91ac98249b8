import {
  type DatasetOptions,
  type DatasetReader,
  type FileRange,
  fileSizes,
  openDataset,
} from '../../dataset/index.ts';

/**
 * A chunk is the unit of work: large enough that the cost of a message between threads is negligible, small enough that
 * its bytes are still in the processor's cache when they are parsed.
 */
const CHUNK = { chunkBytes: 2 ** 20, blockBytes: 2 ** 20 };

/** A file, or a range of lines in one. */
export interface InputPiece {
  readonly path: string;
  /** Index of the file in the list of all inputs. */
  readonly file: number;
  /** null for the whole file. */
  readonly range: FileRange | null;
}

/** The files, or pieces of files, that one scan reads. Each is opened once and can be read any number of times. */
export class Inputs {
  readonly pieces: readonly InputPiece[];
  /** The path of each piece. */
  readonly paths: readonly string[];
  /** Size of all pieces on disk in bytes; 0 if standard input or a pipe makes it unknown. */
  readonly totalBytes: number;
  readonly #options: DatasetOptions;
  readonly #readers: DatasetReader[] = [];
  #closed = false;

  constructor(pieces: readonly InputPiece[], totalBytes: number, options: DatasetOptions) {
    this.pieces = pieces;
    this.paths = pieces.map(({ path }) => path);
    this.totalBytes = totalBytes;
    this.#options = options;
  }

  /** Creates inputs from whole files. `known`: the size of each file in bytes, if already known. */
  static async of(
    paths: readonly string[],
    options: DatasetOptions,
    known?: readonly (number | null)[],
  ): Promise<Inputs> {
    const sizes = known ?? (await fileSizes(paths));
    const totalBytes = sizes.includes(null) ? 0 : sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0);
    return new Inputs(
      paths.map((path, file) => ({ path, file, range: null })),
      totalBytes,
      options,
    );
  }

  /** Returns the reader of a piece. Throws the errors of `openDataset`. */
  async open(index: number): Promise<DatasetReader> {
    const known = this.#readers[index];
    if (known !== undefined) return known;
    const { path, file, range } = this.pieces[index]!;
    const limits = { ...CHUNK, ...this.#options.limits };
    const reader = await openDataset(path, file, { ...this.#options, limits }, range);
    // A stopped scan must not wait for standard input, which may end much later.
    if (this.#closed) await reader.close();
    this.#readers[index] = reader;
    return reader;
  }

  /** Closes all files. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const reader of this.#readers.splice(0)) await reader?.close();
  }
}
