import { type Chunk, parseChunk, type RowSink, type UnreadText } from '../../dataset/index.ts';
import { type Detector, type Mark, type ReadRow, readRow } from '../../detectors/index.ts';
import { ZenbunError } from '../../errors.ts';
import type { Example } from '../../schema/index.ts';
import { refusingFields } from '../coverage/refusing-fields.ts';
import { isScanned } from '../coverage/scanned-languages.ts';
import { encodeMarkedRow } from '../rows/marked-row.ts';
import { rowDigest } from '../rows/row-digest.ts';
import { TextKeeper } from '../rows/text-keeper.ts';
import { type ChunkOutcome, MAX_SKIPPED_LISTED, type RowMark, type SkippedLine } from './chunk-outcome.ts';
import { type Conclusion, conclusionOf } from './conclusion.ts';
import type { Marking } from './marking.ts';

type See = (row: ReadRow) => readonly Mark[] | null;

/**
 * Holds one state per detector and feeds it the rows of one chunk after another. Works the same way in the main thread
 * and in a worker. A scan has one or several readers; one of them takes in the states of all others and concludes.
 */
export class ChunkReader implements RowSink {
  readonly #detectors: readonly Detector[];
  #states: unknown[];
  /** The functions that see each row: all detectors at first, then those that asked for a second pass. */
  #sees: readonly { readonly detector: number; readonly see: See }[];
  #texts: TextKeeper;
  #marks = '';
  #skips: SkippedLine[] = [];
  #unread = 0;
  #refusing = new Map<string, number>();
  /** Current position, in case a detector fails: its index (-1 between detectors) and the line. */
  #detectorNow = -1;
  #lineNow = 0;

  constructor(detectors: readonly Detector[]) {
    this.#detectors = detectors;
    this.#texts = new TextKeeper(detectors.length);
    this.#states = detectors.map((detector) => detector.start());
    this.#sees = detectors.map((detector, index) => {
      const state = this.#states[index];
      return { detector: index, see: (row) => detector.see(state, row) };
    });
  }

  /**
   * Returns the states so far, in the order of the detectors. Afterwards the reader can only be used for a second pass.
   */
  takeStates(): unknown[] {
    const states = this.#states;
    this.#states = [];
    this.#sees = [];
    return states;
  }

  /** Merges the states of another reader into its own. */
  addStates(others: readonly unknown[]): void {
    const states = this.takeStates();
    this.#states = this.#detectors.map((detector, index) => detector.merge(states[index], others[index]));
  }

  /** Returns the detectors' conclusion on all rows seen by this reader and those merged into it. Call once. */
  conclude(): Conclusion {
    return conclusionOf(this.#detectors, this.takeStates());
  }

  /**
   * Starts the second pass: from now on only the given detectors see rows, using the markers made from their merged
   * states.
   */
  beginSecondPass(markings: readonly Marking[]): void {
    this.#texts = new TextKeeper(this.#detectors.length);
    this.#sees = markings.map(({ detector, state, findings }) => {
      const see = this.#detectors[detector]!.secondPass?.(state, findings);
      if (see === undefined) throw noSecondPass(this.#detectors[detector]!.id);
      return { detector, see };
    });
  }

  /** Reads a chunk to its end. Chunks must arrive in ascending order. Throws `internal` if a detector fails. */
  read(chunk: Chunk): ChunkOutcome {
    this.#marks = '';
    this.#skips = [];
    this.#unread = 0;
    this.#refusing = new Map();
    this.#texts.beginChunk();
    try {
      const tally = parseChunk(chunk, this);
      const { marks, skips } = { marks: this.#marks, skips: this.#skips };
      return { tally, unread: this.#unread, refusing: [...this.#refusing], skips, marks, ...this.#texts.takeChunk() };
    } catch (cause) {
      const failed = this.#detectors[this.#detectorNow];
      if (failed === undefined) throw cause;
      throw new ZenbunError(
        'internal',
        {
          en: `The detector ${failed.id} failed at row ${this.#lineNow}.`,
          ja: `検出器 ${failed.id} が ${this.#lineNow} 行目で失敗しました`,
        },
        { cause },
      );
    }
  }

  example(example: Example, _start: number, _end: number, unread: readonly UnreadText[]): void {
    const row = readRow(example);
    for (const field of refusingFields(example, unread))
      this.#refusing.set(field, (this.#refusing.get(field) ?? 0) + 1);
    for (const target of row.targets) if (!isScanned(target.text)) this.#unread += 1;
    this.#lineNow = example.line;
    let marks: RowMark[] | undefined;
    for (const { detector, see } of this.#sees) {
      this.#detectorNow = detector;
      const own = see(row);
      if (own === null || own.length === 0) continue;
      marks ??= [];
      for (const { key, turn, spans } of own) marks.push({ detector, key, turn, spans });
      this.#texts.keep(detector, example, own);
    }
    this.#detectorNow = -1;
    if (marks === undefined) return;
    const { line, physicalLine } = example;
    const place = physicalLine === undefined ? { line } : { line, physicalLine };
    this.#marks += encodeMarkedRow({ ...place, digest: rowDigest(example), marks });
  }

  skipped(line: number, reason: string, _start: number, _end: number, physicalLine?: number): void {
    this.#marks += encodeMarkedRow({ line, digest: '', marks: [] });
    if (this.#skips.length >= MAX_SKIPPED_LISTED) return;
    this.#skips.push(physicalLine === undefined ? { line, reason } : { line, physicalLine, reason });
  }
}

const noSecondPass = (id: string) =>
  new ZenbunError('internal', { en: `${id} has no second pass.`, ja: `${id} には 2 回目の読み取りがありません` });
