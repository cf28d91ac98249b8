import type { DeclaredAdapter, DeclaredRun, LoggedStep, TrainingHistory, TrainingRecord } from '../training-record.ts';

/** A value and the file or statement that says it. */
export interface SaidValue<T> {
  readonly value: T;
  readonly source: string;
}

/** The training log of one file: lines with a loss or a learning rate, in the order of the file. */
interface TrainingLog {
  readonly path: string;
  /** As `TrainingRecord.checkpoint`. */
  readonly checkpoint: number | null;
  readonly steps: readonly LoggedStep[];
  readonly record: TrainingRecord;
}

/** A history as checks look at it: the main log, and what was declared with where it stands. */
export interface CheckedRun {
  readonly history: TrainingHistory;
  /** The log of the whole run; null: there is none. */
  readonly log: TrainingLog | null;
  /** All logs, the main one first. */
  readonly logs: readonly TrainingLog[];
  /** Rows of all data that are known; null: none are. */
  readonly rows: number | null;
  /** The same with rows that could not be read here, which a trainer may have read. */
  readonly mostRows: number;
  /** Whether epochs say nothing: a stream has no length, and its trainer counts shares of all steps. */
  readonly isStreamed: boolean;
  readonly isPacked: boolean;
  /** Rows in an order of their own, or grouped by length. */
  readonly isSorted: boolean;
  /** Records with totals of the run: the main log, then the results that its trainer wrote beside it. */
  readonly summaries: readonly TrainingRecord[];
  /** Optimizer steps of the run, as its trainer counts; from the last line of the log where it says nothing else. */
  readonly steps: SaidValue<number> | null;
  /** What statements and configurations declare, the most trusted first; what trainers keep of their arguments comes last. */
  readonly said: <K extends keyof DeclaredRun>(key: K) => readonly SaidValue<NonNullable<DeclaredRun[K]>>[];
  /** The same without what trainers keep in their logs: that is worked out, where the rest was written by somebody. */
  readonly written: CheckedRun['said'];
  /** The number of steps that somebody set instead of epochs; it counts before epochs, as trainers have it where both are given. */
  readonly setSteps: SaidValue<number> | null;
  readonly adapter: SaidValue<DeclaredAdapter> | null;
}

/** The name under which signed statements stand among the sources. */
export const STATEMENT_SOURCE = 'attested';

/** Of a stream, Hugging Face's trainer writes `sys.maxsize` epochs. */
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

/** Whether a statement names epochs and no number of steps: what a file of the trainer adds does not replace a signed word. */
const declaresEpochsOnly = ({ attested }: TrainingHistory): boolean =>
  attested?.declared?.epochs != null && attested.declared.maxSteps === null;

/** The first of what is said, or null. */
export const firstSaid = <T>(said: readonly SaidValue<T>[]): SaidValue<T> | null => said[0] ?? null;

/**
 * Logs by how much of the run they hold: outside checkpoints first, then those that go furthest, then those with most lines, then what Hugging Face's
 * trainer keeps itself: it knows the end of the run, where others may end with their last line.
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

/** The main log, and what its trainer wrote beside it at the end of the run. */
function summariesOf(log: TrainingLog | null, { records }: TrainingHistory): readonly TrainingRecord[] {
  if (log === null) return [];
  return [
    log.record,
    ...records.filter(({ kind, path }) => kind === 'train-results' && folderOf(path) === folderOf(log.path)),
  ];
}

const folderOf = (path: string): string => path.replace(/[^/\\]*$/, '');

/** A configuration that somebody wrote says more than what a trainer worked out of it. */
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
