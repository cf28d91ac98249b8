import type { Chunk, DatasetReader } from '../../dataset/index.ts';
import type { OutputFile } from '../../files/index.ts';
import type { Inputs } from '../inputs/inputs.ts';
import { interrupted } from '../inputs/interruptible.ts';
import type { ProgressMeter } from '../inputs/progress-meter.ts';
import type { OutputSet } from './output-set.ts';
import type { OutputPlan } from './outputs.ts';

/** A row to remove, by file and line. */
export interface RemovedRow {
  readonly file: number;
  readonly line: number;
}

/**
 * Splits the records of all inputs, byte for byte, into those that stay and those that are removed. Each output is
 * framed like its input; the folders must already exist. `removed` must be ordered by file and line. Nothing is parsed
 * again.
 */
export async function separate(
  inputs: Inputs,
  removed: Iterator<RemovedRow>,
  plan: OutputPlan,
  outputs: OutputSet,
  meter: ProgressMeter,
  signal: AbortSignal | undefined,
): Promise<void> {
  let next = removed.next();
  const isRemoved = (file: number, line: number): boolean => {
    while (!next.done && (next.value.file < file || (next.value.file === file && next.value.line < line))) {
      next = removed.next();
    }
    return !next.done && next.value.file === file && next.value.line === line;
  };
  for (const file of inputs.paths.keys()) {
    const reader = await inputs.open(file);
    const clean = plan.clean && new Part(await outputs.create(plan.clean[file]!), reader);
    const quarantine = plan.quarantine && new Part(await outputs.create(plan.quarantine[file]!), reader);
    for await (const chunk of reader) {
      if (signal?.aborted) throw interrupted();
      for (const [line, record] of records(chunk)) (isRemoved(file, line) ? quarantine : clean)?.add(record);
      await clean?.drain();
      await quarantine?.drain();
      meter.add(file, reader.bytesRead, { rows: chunk.ranges.length / 2, skipped: 0 });
    }
    await clean?.end();
    await quarantine?.end();
  }
}

/** Yields the records of a chunk with their line numbers. Blank lines and records too long to be held are omitted. */
function* records(chunk: Chunk): Generator<[line: number, record: Uint8Array]> {
  const { ranges, bytes, firstLine } = chunk;
  for (let i = 0; i < ranges.length; i += 2) {
    const start = ranges[i]!;
    const end = ranges[i + 1]!;
    if (start < end) yield [firstLine + i / 2, bytes.subarray(start, end)];
  }
}

/** One side, clean or quarantine, of one input. */
class Part {
  readonly #file: OutputFile;
  readonly #reader: DatasetReader;
  readonly #between: Uint8Array;
  #empty = true;

  constructor(file: OutputFile, reader: DatasetReader) {
    this.#file = file;
    this.#reader = reader;
    this.#between = Buffer.from(reader.frame.between);
  }

  add(record: Uint8Array): void {
    this.#file.gather(this.#empty ? this.#reader.frame.before : this.#between);
    this.#file.gather(record);
    this.#empty = false;
  }

  drain(): Promise<void> {
    return this.#file.drain();
  }

  async end(): Promise<void> {
    const { before, after } = this.#reader.frame;
    if (this.#empty) this.#file.gather(before);
    // Without records, lines and CSV need no ending, but a list of elements must still be closed.
    if (!this.#empty || this.#reader.summary().container === 'elements') this.#file.gather(Buffer.from(after));
    await this.#file.finish();
  }
}
