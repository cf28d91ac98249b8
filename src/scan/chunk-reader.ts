import { type Chunk, parseChunk } from '../dataset/index.ts';
import { type Detector, type Mark, type ReadRow, readRow } from '../detectors/index.ts';
import { ZenbunError } from '../errors.ts';
import { type ChunkOutcome, MAX_SKIPPED_LISTED, type RowMark, type SkippedLine } from './chunk-outcome.ts';
import { encodeMarkedRow } from './marked-row.ts';
import type { Marking } from './marking.ts';
import { TextKeeper } from './text-keeper.ts';

type See = (row: ReadRow) => readonly Mark[] | null;

/**
 * Holds one state per detector and shows it the rows of chunk after chunk. The same object works in the main thread
 * and in a worker; a scan has one or several of them, and their states are merged.
 */
export class ChunkReader {
  readonly #detectors: readonly Detector[];
  #states: unknown[];
  /** What sees each row: all detectors at first, then those that asked for a second pass. */
  #sees: readonly { readonly detector: number; readonly see: See }[];
  #texts: TextKeeper;

  constructor(detectors: readonly Detector[]) {
    this.#detectors = detectors;
    this.#texts = new TextKeeper(detectors.length);
    this.#states = detectors.map((detector) => detector.start());
    this.#sees = detectors.map((detector, index) => {
      const state = this.#states[index];
      return { detector: index, see: (row) => detector.see(state, row) };
    });
  }

  /** The states so far, in the order of the detectors. The reader is of use for a second pass only after that. */
  takeStates(): unknown[] {
    const states = this.#states;
    this.#states = [];
    this.#sees = [];
    return states;
  }

  /** From here on only the given detectors see rows, with the marker that their merged state gives. */
  beginSecondPass(markings: readonly Marking[]): void {
    this.#texts = new TextKeeper(this.#detectors.length);
    this.#sees = markings.map(({ detector, state, findings }) => {
      const see = this.#detectors[detector]!.secondPass?.(state, findings);
      if (see === undefined) throw new ZenbunError('internal', `${this.#detectors[detector]!.id} has no second pass.`);
      return { detector, see };
    });
  }

  read(chunk: Chunk): ChunkOutcome {
    const sees = this.#sees;
    const skips: SkippedLine[] = [];
    let read = 0;
    let untargeted = 0;
    let skipped = 0;
    let marked = '';
    let detectorNow = -1;
    let lineNow = 0;
    this.#texts.beginChunk();
    try {
      for (const record of parseChunk(chunk)) {
        if ('reason' in record) {
          skipped += 1;
          if (skips.length < MAX_SKIPPED_LISTED) skips.push({ line: record.line, reason: record.reason });
          continue;
        }
        const row = readRow(record.example);
        read += 1;
        if (row.targets.length === 0) untargeted += 1;
        lineNow = row.example.line;
        let marks: RowMark[] | undefined;
        for (const { detector, see } of sees) {
          detectorNow = detector;
          const own = see(row);
          if (own === null || own.length === 0) continue;
          marks ??= [];
          for (const mark of own) marks.push({ detector, key: mark.key, turn: mark.turn, spans: mark.spans });
          this.#texts.keep(detector, row.example, own);
        }
        detectorNow = -1;
        if (marks !== undefined) marked += encodeMarkedRow(row.example.line, marks);
      }
    } catch (cause) {
      if (detectorNow === -1) throw cause;
      const { id } = this.#detectors[detectorNow]!;
      throw new ZenbunError('internal', `The detector ${id} failed at row ${lineNow}.`, { cause });
    }
    return { read, untargeted, skipped, skips, marks: marked, ...this.#texts.takeChunk() };
  }
}
