import type { DeclaredAdapter, DeclaredRun, LoggedStep, TrainingHistory, TrainingRecord } from '../training-record.ts';

/** A value, and the file or statement that states it. */
export interface SaidValue<T> {
  readonly value: T;
  readonly source: string;
}

/** The training log of one file: its lines with a loss or a learning rate, in the order of the file. */
interface TrainingLog {
  readonly path: string;
  /** As in `TrainingRecord.checkpoint`. */
  readonly checkpoint: number | null;
  readonly steps: readonly LoggedStep[];
  readonly record: TrainingRecord;
}

/** A history as checks see it: the main log, and what was declared, with its sources. */
export interface CheckedRun {
  readonly history: TrainingHistory;
  /** The log of the whole run; null if there is none. */
  readonly log: TrainingLog | null;
  /** All logs, the main one first. */
  readonly logs: readonly TrainingLog[];
  /** Rows of all known data; null if no data are known. */
  readonly rows: number | null;
  /** The same, plus the rows that could not be read here but may have been read by the trainer. */
  readonly mostRows: number;
  /** True if epochs say nothing: a stream has no length, and its trainer counts shares of all steps. */
  readonly isStreamed: boolean;
  readonly isPacked: boolean;
  /** True if rows come in an order of their own, or grouped by length. */
  readonly isSorted: boolean;
  /** Records with totals of the run: the main log, then the results that its trainer wrote next to it. */
  readonly summaries: readonly TrainingRecord[];
  /**
   * Optimizer steps of the run as its trainer counts them, or up to the furthest line of the log if that goes beyond.
   */
  readonly steps: SaidValue<number> | null;
  /**
   * Returns what statements and configurations declare, the most trusted first; arguments kept by trainers come last.
   */
  readonly said: <K extends keyof DeclaredRun>(key: K) => readonly SaidValue<NonNullable<DeclaredRun[K]>>[];
  /** The same without what trainers keep in their logs. That is derived, whereas the rest was written by somebody. */
  readonly written: CheckedRun['said'];
  /**
   * The number of steps that somebody set instead of epochs. It takes precedence over epochs, as in trainers that are
   * given both.
   */
  readonly setSteps: SaidValue<number> | null;
  readonly adapter: SaidValue<DeclaredAdapter> | null;
}

/** The source name under which signed statements appear. */
export const STATEMENT_SOURCE = 'attested';

/** For a stream, Hugging Face's trainer writes `sys.maxsize` epochs. */
const MOST_EPOCHS = 1e9;

/** Prepares a history once for all checks. */
export function checkedRun(history: TrainingHistory): CheckedRun {
  const logs = logsOf(history.records);
  const log = logs[0] ?? null;
  const declared = declarationsOf(history);
  const ofLogs = new Set(logs.map(({ path }) => path));
  const written: CheckedRun['written'] = (key) => saidIn(declared, key).filter(({ source }) => !ofLogs.has(source));
  return {
    history,
    log,
    logs,
    rows: history.data.length === 0 ? null : history.data.reduce((sum, { rows }) => sum + rows, 0),
    mostRows: history.data.reduce((sum, { rows, skippedRows = 0 }) => sum + rows + skippedRows, 0),
    isStreamed: saidIn(declared, 'epochs').some(({ value }) => value > MOST_EPOCHS),
    isPacked: saidIn(declared, 'isPacked').some(({ value }) => value),
    isSorted: saidIn(declared, 'isSorted').some(({ value }) => value),
    summaries: summariesOf(log, history),
    steps: log === null ? null : { value: stepsOfLog(log), source: log.path },
    said: (key) => saidIn(declared, key),
    written,
    setSteps: declaresEpochsOnly(history) ? null : firstSaid(written('maxSteps')),
    adapter: adapterOf(history, declared),
  };
}

function saidIn<K extends keyof DeclaredRun>(
  declared: readonly SaidValue<DeclaredRun>[],
  key: K,
): readonly SaidValue<NonNullable<DeclaredRun[K]>>[] {
  return declared.flatMap(({ value, source }) => {
    const one = value[key];
    if (one === null || one === undefined || (Array.isArray(one) && one.length === 0)) return [];
    return [{ value: one as NonNullable<typeof one>, source }];
  });
}

/**
 * Reports whether a statement names epochs but no number of steps; a number that a file of the trainer adds does not
 * replace the signed word.
 */
const declaresEpochsOnly = ({ attested }: TrainingHistory): boolean =>
  attested?.declared?.epochs != null && attested.declared.maxSteps === null;

/** Returns the first of the stated values, or null. */
export const firstSaid = <T>(said: readonly SaidValue<T>[]): SaidValue<T> | null => said[0] ?? null;

/**
 * Returns the logs, ordered by how much of the run they hold: those outside checkpoints first, then those that go
 * furthest, then those with most lines, then those that Hugging Face's trainer keeps itself. It knows the end of the
 * run, whereas others may end with their last line.
 */
function logsOf(records: readonly TrainingRecord[]): TrainingLog[] {
  return records
    .filter(({ steps }) => steps.length > 0)
    .map((record) => ({
      path: record.path,
      checkpoint: record.checkpoint,
      steps: record.steps.filter(({ loss, learningRate }) => loss !== null || learningRate !== null),
      record,
    }))
    .filter(({ steps }) => steps.length > 0)
    .sort(
      (a, b) =>
        Number(a.checkpoint !== null) - Number(b.checkpoint !== null) ||
        stepsOfLog(b) - stepsOfLog(a) ||
        b.steps.length - a.steps.length ||
        Number(isOfTrainer(b.record)) - Number(isOfTrainer(a.record)),
    );
}

const lastStep = (steps: readonly LoggedStep[]): number => steps.reduce((most, { step }) => Math.max(most, step), 0);

const stepsOfLog = ({ record, steps }: TrainingLog): number => Math.max(record.totals?.steps ?? 0, lastStep(steps));

const isOfTrainer = ({ kind }: TrainingRecord): boolean => kind === 'trainer-state';

/** Returns the main log, and what its trainer wrote next to it at the end of the run. */
function summariesOf(log: TrainingLog | null, { records }: TrainingHistory): readonly TrainingRecord[] {
  if (log === null) return [];
  return [
    log.record,
    ...records.filter(({ kind, path }) => kind === 'train-results' && folderOf(path) === folderOf(log.path)),
  ];
}

const folderOf = (path: string): string => path.replace(/[^/\\]*$/, '');

/**
 * Returns all declarations, the most trusted first: a configuration that somebody wrote says more than what a trainer
 * derived from it.
 */
function declarationsOf({ records, attested }: TrainingHistory): readonly SaidValue<DeclaredRun>[] {
  const written = records.flatMap(({ declared, steps, path }) =>
    declared === null ? [] : [{ value: declared, source: path, isLog: steps.length > 0 }],
  );
  const sorted = [...written.filter(({ isLog }) => !isLog), ...written.filter(({ isLog }) => isLog)];
  return [
    ...(attested?.declared ? [{ value: attested.declared, source: STATEMENT_SOURCE }] : []),
    ...sorted.map(({ value, source }) => ({ value, source })),
  ];
}

function adapterOf(
  { records }: TrainingHistory,
  declared: readonly SaidValue<DeclaredRun>[],
): SaidValue<DeclaredAdapter> | null {
  for (const { value, source } of declared) if (value.adapter !== null) return { value: value.adapter, source };
  const record = records.find(({ adapter }) => adapter !== null);
  return record?.adapter ? { value: record.adapter, source: record.path } : null;
}
