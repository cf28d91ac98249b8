import { setImmediate as turnOfOthers } from 'node:timers/promises';
import type { Tally } from '../dataset/index.ts';
import type { DatasetFinding, Detector } from '../detectors/index.ts';
import type { OutputFile } from '../files/index.ts';
import {
  type AcceptedFinding,
  type FlaggedRow,
  type ScanInput,
  type ScanResult,
  type SkippedRow,
  TOOL,
} from '../schema/index.ts';
import { coverageOf, inputFields } from './coverage/coverage.ts';
import { applyExceptions, findingDigests, type Reviewed } from './exceptions.ts';
import { levels, tellFindings, verdictOf } from './findings.ts';
import { interrupted } from './inputs/interruptible.ts';
import type { ExampleTexts } from './rows/example-texts.ts';
import { Examples } from './rows/examples.ts';
import { flaggedRow, isFlagged, type LevelOf, standingRows } from './rows/flagged-rows.ts';
import type { RowSource } from './rows/mark-spool.ts';
import type { FieldRows } from './workers/chunk-outcome.ts';

/** The outcome of reading all inputs, in one process or in many. Lists are in the order of the inputs. */
export interface ReadInputs {
  readonly paths: readonly string[];
  readonly summaries: readonly { readonly sha256: string; readonly bytes: number }[];
  readonly formats: readonly string[];
  readonly tallies: readonly Tally[];
  /** The marked rows of both passes. */
  readonly first: RowSource;
  readonly second: RowSource;
  readonly texts: readonly ExampleTexts[];
  readonly skippedRows: readonly SkippedRow[];
  /** Number of answers in languages that the detectors do not support. */
  readonly unreadAnswers: number;
  /** Rows with unread texts that refuse and then comply, by field. */
  readonly refusing: FieldRows;
  /** Files in the named folders that may hold rows but were not read. */
  readonly unreadFiles: readonly string[];
  readonly asideFiles: readonly string[];
}

const ROWS_AT_A_TIME = 4_096;
/** One unread row in a hundred may hide as many poisoned rows as an attack needs. */
const MAX_SKIPPED = 0.01;

/** Builds the scan result from what was read and what the detectors concluded. */
export class Telling {
  readonly levelOf: LevelOf;
  readonly #detectors: readonly Detector[];
  readonly #read: ReadInputs;
  readonly #reviewed: Reviewed;
  readonly #examples: Examples;

  /** `concluded`: the findings of each detector, in the order of `detectors`. */
  constructor(
    detectors: readonly Detector[],
    read: ReadInputs,
    concluded: readonly (readonly DatasetFinding[])[],
    accept: readonly AcceptedFinding[],
  ) {
    this.#detectors = detectors;
    this.#read = read;
    const digests = findingDigests(standingRows(read.first, read.second, levels(concluded)));
    this.#reviewed = applyExceptions(detectors, concluded, digests, accept);
    this.levelOf = levels(this.#reviewed.concluded);
    this.#examples = new Examples(read.paths, read.texts);
  }

  /**
   * Collects examples from the marked rows, reports the flagged rows, and returns their number. Call once, before
   * `result`.
   */
  async tellRows(
    file: OutputFile | null,
    tell: ((row: FlaggedRow) => void) | undefined,
    signal: AbortSignal | undefined,
  ): Promise<number> {
    let flagged = 0;
    let seen = 0;
    for (const row of standingRows(this.#read.first, this.#read.second, this.levelOf)) {
      this.#examples.see(row);
      seen += 1;
      // Rows may be reported without ever waiting, so yield here to let a signal fire.
      if (seen % ROWS_AT_A_TIME === 0) await turnOfOthers();
      if (signal?.aborted) throw interrupted();
      if (!isFlagged(row)) continue;
      flagged += 1;
      if (file === null && tell === undefined) continue;
      const told = flaggedRow(row, this.#read.paths[row.file]!, (detector) => this.#detectors[detector]!.id);
      tell?.(told);
      await file?.write(`${JSON.stringify(told)}\n`);
    }
    await file?.finish();
    return flagged;
  }

  result(flagged: number, maxSkipped: number = MAX_SKIPPED): ScanResult {
    const { tallies, summaries, formats, paths } = this.#read;
    const findings = tellFindings(this.#detectors, this.#reviewed.concluded, this.#examples);
    const inputs = paths.map((path, file): ScanInput => {
      const { sha256, bytes } = summaries[file]!;
      const { rows, skipped } = tallies[file]!;
      return { path, sha256, bytes, format: formats[file]!, rows, skipped, fields: inputFields(tallies[file]!) };
    });
    const { skippedRows, unreadAnswers, refusing, unreadFiles, asideFiles } = this.#read;
    const unread = { skippedRows, answers: unreadAnswers, refusing, files: unreadFiles, aside: asideFiles };
    const coverage = coverageOf(inputs, tallies, unread, maxSkipped);
    return {
      schema: 'zenbun.scan/1',
      tool: TOOL,
      verdict: verdictOf(findings, coverage.enough),
      inputs,
      coverage,
      findings,
      exceptions: this.#reviewed.exceptions,
      flagged: { rows: flagged },
    };
  }
}
