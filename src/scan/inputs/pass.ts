import { type DatasetSummary, mergeTallies, startTally, type Tally } from '../../dataset/index.ts';
import type { SkippedRow } from '../../schema/index.ts';
import { ExampleTexts } from '../rows/example-texts.ts';
import { MarkSpool } from '../rows/mark-spool.ts';
import { type ChunkOutcome, type FieldRows, MAX_SKIPPED_LISTED, mergeFieldRows } from '../workers/chunk-outcome.ts';

/** The outcome of reading all inputs once; the same for any number of threads. */
export class Pass {
  readonly spool = new MarkSpool();
  readonly texts: ExampleTexts;
  readonly tallies: readonly Tally[];
  /** Number of lines per file, including blank ones; number of elements or records if the file is not line-based. */
  readonly lines: number[];
  /** Per file: a summary of what was read, and the format of most of its rows. Set once all files are read. */
  readonly summaries: DatasetSummary[] = [];
  readonly formats: string[] = [];
  /** Number of answers in languages that the detectors do not support. */
  unread = 0;
  /** Rows with unread texts that refuse and then comply, by field. */
  refusing: FieldRows = [];
  readonly #paths: readonly string[];
  #skips: (SkippedRow & { readonly file: number })[] = [];

  constructor(paths: readonly string[], detectors: number) {
    this.#paths = paths;
    this.texts = new ExampleTexts(detectors);
    this.tallies = paths.map(startTally);
    this.lines = paths.map(() => 0);
  }

  /** Adds the outcome of a chunk. `sequence` numbers the chunks over all files; they may arrive in any order. */
  add(sequence: number, file: number, outcome: ChunkOutcome): void {
    mergeTallies(this.tallies[file]!, outcome.tally);
    this.unread += outcome.unread;
    this.refusing = mergeFieldRows(this.refusing, outcome.refusing);
    this.spool.add(sequence, file, outcome.marks);
    this.texts.add(file, outcome.texts, outcome.tooManyKeys);
    for (const skip of outcome.skips) this.#skips.push({ path: this.#paths[file]!, ...skip, file });
    if (this.#skips.length > 4 * MAX_SKIPPED_LISTED) this.#skips = this.firstSkips();
  }

  /** Returns the first `MAX_SKIPPED_LISTED` skipped rows by file and line. */
  skippedRows(): SkippedRow[] {
    return this.firstSkips().map(({ file: _file, ...skip }) => skip);
  }

  /** Like `skippedRows`, with the index of each file. */
  firstSkips(): (SkippedRow & { readonly file: number })[] {
    return this.#skips.sort((a, b) => a.file - b.file || a.line - b.line).slice(0, MAX_SKIPPED_LISTED);
  }
}
