import { setImmediate as turnOfOthers } from 'node:timers/promises';
import { resolveInputs } from '../dataset/index.ts';
import { DETECTORS, type Detector } from '../detectors/index.ts';
import { ZenbunError } from '../errors.ts';
import {
  type Finding,
  type Message,
  type ReviewedException,
  type ScanInput,
  type ScanResult,
  TOOL,
} from '../schema/index.ts';
import { coverageOf, inputFields } from './coverage/coverage.ts';
import { applyExceptions, findingDigests } from './exceptions.ts';
import { levels, tellFindings, verdictOf } from './findings.ts';
import { Inputs } from './inputs/inputs.ts';
import { interrupted, interruptible } from './inputs/interruptible.ts';
import { Pass } from './inputs/pass.ts';
import { ProgressMeter } from './inputs/progress-meter.ts';
import { readInputs } from './inputs/read-inputs.ts';
import { requireKnownOptions } from './known-options.ts';
import { SCAN_OPTIONS, type ScanOptions, type ScanProgress } from './options.ts';
import { OutputSet } from './outputs/output-set.ts';
import { makeFolders, type OutputPlan, planOutputs } from './outputs/outputs.ts';
import { separate } from './outputs/separate.ts';
import { Examples } from './rows/examples.ts';
import { flaggedRow, isFlagged, type LevelOf, removedRows, standingRows } from './rows/flagged-rows.ts';
import type { Engine } from './workers/engine.ts';
import { startEngine } from './workers/start-engine.ts';

/**
 * Reads every row of the inputs to its end and the set as a whole. The result depends on the bytes of the inputs and
 * on the detectors only, not on threads or chunks. Output files are there whole or not at all.
 *
 * Throws `ZenbunError`: `usage` (also for an option that there is not), `not-found`, `unreadable`, `damaged`, `limit` (an input that fails fails the scan, so
 * that it never passes for checked; all inputs are tried first and all failures told), `not-written`, `interrupted`,
 * `internal`.
 */
export async function scan(options: ScanOptions): Promise<ScanResult> {
  requireKnownOptions(options, SCAN_OPTIONS, 'scan');
  const { signal } = options;
  if (signal?.aborted) throw interrupted();
  const { paths, sizes, unread } = await interruptible(resolveInputs(options.paths, options), signal);
  const inputs = await Inputs.of(paths, options, sizes);
  const plan = await planOutputs(inputs.paths, options);
  const run = new ScanRun(options, inputs, unread, plan);
  const stop = () => void run.stop();
  signal?.addEventListener('abort', stop);
  try {
    return await run.result();
  } catch (error) {
    if (signal?.aborted) throw interrupted();
    if (error instanceof ZenbunError) throw error;
    throw new ZenbunError(
      'internal',
      { en: `The scan failed: ${String(error)}`, ja: `検査に失敗しました：${String(error)}` },
      { advice: DEFECT, cause: error },
    );
  } finally {
    signal?.removeEventListener('abort', stop);
    await run.close();
  }
}

const ROWS_AT_A_TIME = 4_096;
/** A hundredth unread may hide as many poisoned rows as an attack needs. */
const MAX_SKIPPED = 0.01;

const DEFECT: Message = {
  en: 'This is a bug in zenbun; please report it and say what kind of data it was.',
  ja: 'zenbun の不具合です。データの種類を添えてご報告ください。',
};

/** One scan, and all that must be put away at its end. */
class ScanRun {
  readonly #options: ScanOptions;
  readonly #detectors: readonly Detector[];
  readonly #inputs: Inputs;
  /** Files of the named folders that are of no kind that is read. */
  readonly #unread: readonly string[];
  readonly #plan: OutputPlan;
  readonly #engine: Engine;
  readonly #first: Pass;
  readonly #second: Pass;
  readonly #outputs: OutputSet;

  constructor(options: ScanOptions, inputs: Inputs, unread: readonly string[], plan: OutputPlan) {
    this.#options = options;
    this.#detectors = options.detectors ?? DETECTORS;
    this.#inputs = inputs;
    this.#unread = unread;
    this.#plan = plan;
    this.#outputs = new OutputSet(options);
    this.#engine = startEngine(options, inputs.totalBytes);
    this.#first = new Pass(inputs.paths, this.#detectors.length);
    this.#second = new Pass(inputs.paths, this.#detectors.length);
  }

  async result(): Promise<ScanResult> {
    const detectors = this.#detectors;
    await this.#read(this.#first, 'read');
    const { concluded, markings } = await this.#engine.conclude();
    if (markings.length > 0) {
      await this.#engine.beginSecondPass(markings);
      await this.#read(this.#second, 'second-pass');
    }
    this.#engine.release();
    const digests = findingDigests(standingRows(this.#first.spool, this.#second.spool, levels(concluded)));
    const reviewed = applyExceptions(detectors, concluded, digests, this.#options.accept ?? []);
    const levelOf = levels(reviewed.concluded);
    const examples = new Examples(this.#inputs.paths, [this.#first.texts, this.#second.texts]);
    await makeFolders(this.#plan.folders);
    const flagged = await this.#tellRows(levelOf, examples);
    await this.#separate(levelOf);
    if (this.#options.signal?.aborted) throw interrupted();
    await this.#outputs.commit();
    return this.#tell(tellFindings(detectors, reviewed.concluded, examples), reviewed.exceptions, flagged);
  }

  /** Ends the threads, so that whoever waits for one goes on with an error. */
  stop(): Promise<void> {
    return this.#engine.close();
  }

  async close(): Promise<void> {
    await this.#outputs.discard();
    await this.#engine.close();
    this.#first.spool.close();
    this.#second.spool.close();
    await this.#inputs.close();
  }

  #read(pass: Pass, phase: ScanProgress['phase']): Promise<void> {
    return readInputs(this.#inputs, this.#engine, pass, this.#meter(phase), this.#options.signal);
  }

  #meter(phase: ScanProgress['phase']): ProgressMeter {
    return new ProgressMeter(this.#options.onProgress, phase, this.#inputs);
  }

  /** Shows the marked rows to the examples, tells the flagged ones, and counts them. */
  async #tellRows(levelOf: LevelOf, examples: Examples): Promise<number> {
    const { rows } = this.#plan;
    const { onFlaggedRow } = this.#options;
    const file = rows === null ? null : await this.#outputs.create(rows);
    let flagged = 0;
    let seen = 0;
    for (const row of standingRows(this.#first.spool, this.#second.spool, levelOf)) {
      examples.see(row);
      seen += 1;
      // Many rows are told without any waiting: here a signal gets its turn.
      if (seen % ROWS_AT_A_TIME === 0) await turnOfOthers();
      if (this.#options.signal?.aborted) throw interrupted();
      if (!isFlagged(row)) continue;
      flagged += 1;
      if (file === null && onFlaggedRow === undefined) continue;
      const told = flaggedRow(row, this.#inputs.paths[row.file]!, (detector) => this.#detectors[detector]!.id);
      onFlaggedRow?.(told);
      await file?.write(`${JSON.stringify(told)}\n`);
    }
    await file?.finish();
    return flagged;
  }

  async #separate(levelOf: LevelOf): Promise<void> {
    if (this.#plan.clean === null && this.#plan.quarantine === null) return;
    const removed = removedRows(this.#first.spool, this.#second.spool, levelOf);
    await separate(this.#inputs, removed, this.#plan, this.#outputs, this.#meter('write'), this.#options.signal);
  }

  #tell(findings: readonly Finding[], exceptions: readonly ReviewedException[], flagged: number): ScanResult {
    const { tallies, summaries, formats } = this.#first;
    const inputs = this.#inputs.paths.map((path, file): ScanInput => {
      const { sha256, bytes } = summaries[file]!;
      const { rows, skipped } = tallies[file]!;
      return { path, sha256, bytes, format: formats[file]!, rows, skipped, fields: inputFields(tallies[file]!) };
    });
    const unread = { skippedRows: this.#first.skippedRows(), answers: this.#first.unread, files: this.#unread };
    const coverage = coverageOf(inputs, tallies, unread, this.#options.maxSkipped ?? MAX_SKIPPED);
    return {
      schema: 'zenbun.scan/1',
      tool: TOOL,
      verdict: verdictOf(findings, coverage.enough),
      inputs,
      coverage,
      findings,
      exceptions,
      flagged: { rows: flagged },
    };
  }
}
