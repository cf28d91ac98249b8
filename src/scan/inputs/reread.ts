import { stat } from 'node:fs/promises';
import { parseChunk, resolveInputs } from '../../dataset/index.ts';
import { type ReadRow, readRow } from '../../detectors/index.ts';
import { ZenbunError } from '../../errors.ts';
import type { ScanInput } from '../../schema/index.ts';
import type { ScanOptions } from '../options.ts';
import { Inputs } from './inputs.ts';
import { interrupted, interruptible } from './interruptible.ts';
import { ProgressMeter } from './progress-meter.ts';

/**
 * Resolves paths to files that can all be read more than once. Throws `usage` for standard input and pipes, and the
 * errors of `resolveInputs`.
 */
export async function rereadableFiles(
  paths: readonly string[],
  signal: AbortSignal | undefined,
): Promise<readonly string[]> {
  if (signal?.aborted) throw interrupted();
  const { paths: files } = await interruptible(
    resolveInputs(paths, { rowsOnly: true, ...(signal === undefined ? {} : { signal }) }),
    signal,
  );
  await requireFiles(files);
  return files;
}

/** Scanned rows that can be read again as often as needed. Progress is reported as `second-pass`. */
export class ScannedRows {
  readonly #inputs: Inputs;
  readonly #scanned: readonly ScanInput[];
  readonly #options: Pick<ScanOptions, 'onProgress' | 'signal'>;

  private constructor(
    inputs: Inputs,
    scanned: readonly ScanInput[],
    options: Pick<ScanOptions, 'onProgress' | 'signal'>,
  ) {
    this.#inputs = inputs;
    this.#scanned = scanned;
    this.#options = options;
  }

  /** `scanned`: the inputs of the scan result, in the order of `files`. */
  static async of(
    files: readonly string[],
    scanned: readonly ScanInput[],
    options: Pick<ScanOptions, 'format' | 'map' | 'limits' | 'onProgress' | 'signal'>,
  ): Promise<ScannedRows> {
    return new ScannedRows(await Inputs.of(files, options), scanned, options);
  }

  /**
   * Calls `see` for every readable row that trains an answer, in the order of files and lines. Throws `damaged` if a
   * file differs from what was scanned, `interrupted` if the signal fires.
   */
  async each(see: (row: ReadRow) => void): Promise<void> {
    const { onProgress, signal } = this.#options;
    const meter = new ProgressMeter(onProgress, 'second-pass', this.#inputs);
    const sink = {
      example: (example: Parameters<typeof readRow>[0]) => see(readRow(example)),
      skipped: () => undefined,
    };
    for (const [file, path] of this.#inputs.paths.entries()) {
      const reader = await interruptible(this.#inputs.open(file), signal);
      try {
        for await (const chunk of reader) {
          if (signal?.aborted) throw interrupted();
          meter.add(file, reader.bytesRead, parseChunk(chunk, sink));
        }
      } catch (error) {
        // When the signal fires, reading a file fails with an error of its own.
        throw signal?.aborted ? interrupted() : error;
      }
      if (reader.summary().sha256 !== this.#scanned[file]?.sha256) throw changed(path);
    }
  }

  close(): Promise<void> {
    return this.#inputs.close();
  }
}

const changed = (path: string) =>
  new ZenbunError(
    'damaged',
    { en: `${path} changed between two reads`, ja: `${path} は 1 回目と 2 回目の読み取りの間に変更されました` },
    { advice: { en: 'Run it again.', ja: 'もう一度実行してください。' } },
  );

async function requireFiles(paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    const isFile =
      path !== '-' &&
      (await stat(path)
        .then((known) => known.isFile())
        .catch(() => true));
    if (isFile) continue;
    throw new ZenbunError(
      'usage',
      {
        en: `${path === '-' ? 'Standard input' : path} can only be read once`,
        ja: `${path === '-' ? '標準入力' : path} は一度しか読めません`,
      },
      {
        advice: { en: 'Save the data to a file and use that.', ja: 'データをファイルに保存して指定してください。' },
      },
    );
  }
}
