import { type ResolvedInputs, resolveInputs } from '../dataset/index.ts';
import { DETECTORS, type Detector } from '../detectors/index.ts';
import { ZenbunError } from '../errors.ts';
import type { Message, ScanResult } from '../schema/index.ts';
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
import { type LevelOf, removedRows } from './rows/flagged-rows.ts';
import { type ReadInputs, Telling } from './telling.ts';
import type { Engine } from './workers/engine.ts';
import { startEngine } from './workers/start-engine.ts';

/**
 * Reads every row of the inputs and judges both the rows and the set as a whole. The result depends only on the bytes
 * of the inputs and on the detectors, not on threads or chunks. Output files are either complete or absent.
 *
 * Throws `ZenbunError`: `usage` (also for an unknown option), `not-found`, `unreadable`, `damaged`, `limit` (an input
 * that fails makes the scan fail, so that it never passes as checked; all inputs are tried first and all failures
 * reported), `not-written`, `interrupted`, `internal`.
 */
export async function scan(options: ScanOptions): Promise<ScanResult> {
  requireKnownOptions(options, SCAN_OPTIONS, 'scan');
  const { signal } = options;
  if (signal?.aborted) throw interrupted();
  const { paths, sizes, unread, aside } = await interruptible(
    resolveInputs(options.paths, { ...options, rowsOnly: true }),
    signal,
  );
  const inputs = await Inputs.of(paths, options, sizes);
  const plan = await planOutputs(inputs.paths, options);
  const run = new ScanRun(options, inputs, { unread, aside }, plan);
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

const DEFECT: Message = {
  en: 'This is a bug in zenbun; please report it and say what kind of data it was.',
  ja: 'zenbun の不具合です。データの種類を添えてご報告ください。',
};

/** One scan, with all resources that must be released at its end. */
class ScanRun {
  readonly #options: ScanOptions;
  readonly #detectors: readonly Detector[];
  readonly #inputs: Inputs;
  /** Files in the named folders that may hold rows but are not read, and those that accompany the data. */
  readonly #left: Pick<ResolvedInputs, 'unread' | 'aside'>;
  readonly #plan: OutputPlan;
  readonly #engine: Engine;
  readonly #first: Pass;
  readonly #second: Pass;
  readonly #outputs: OutputSet;

  constructor(options: ScanOptions, inputs: Inputs, left: Pick<ResolvedInputs, 'unread' | 'aside'>, plan: OutputPlan) {
    this.#options = options;
    this.#detectors = options.detectors ?? DETECTORS;
    this.#inputs = inputs;
    this.#left = left;
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
    const { accept = [], onFlaggedRow, maxSkipped, signal } = this.#options;
    const telling = new Telling(detectors, this.#readInputs(), concluded, accept);
    await makeFolders(this.#plan.folders);
    const rows = this.#plan.rows === null ? null : await this.#outputs.create(this.#plan.rows);
    const flagged = await telling.tellRows(rows, onFlaggedRow, signal);
    await this.#separate(telling.levelOf);
    if (signal?.aborted) throw interrupted();
    await this.#outputs.commit();
    return telling.result(flagged, maxSkipped);
  }

  /** Ends the threads, so that pending requests fail instead of waiting forever. */
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

  async #separate(levelOf: LevelOf): Promise<void> {
    if (this.#plan.clean === null && this.#plan.quarantine === null) return;
    const removed = removedRows(this.#first.spool, this.#second.spool, levelOf);
    await separate(this.#inputs, removed, this.#plan, this.#outputs, this.#meter('write'), this.#options.signal);
  }

  #readInputs(): ReadInputs {
    const { tallies, summaries, formats, spool, texts, unread, refusing } = this.#first;
    return {
      paths: this.#inputs.paths,
      ...{ summaries, formats, tallies },
      ...{ first: spool, second: this.#second.spool, texts: [texts, this.#second.texts] },
      ...{ skippedRows: this.#first.skippedRows(), unreadAnswers: unread, unreadFiles: this.#left.unread },
      refusing,
      asideFiles: this.#left.aside,
    };
  }
}
