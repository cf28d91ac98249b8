import type { Message } from '../../../schema/index.ts';
import type { LoggedStep } from '../../training-record.ts';
import { runArguments } from '../configurations/run-arguments.ts';
import { EMPTY_STEP, readAs } from '../empty-record.ts';
import { type CsvTable, csvHead, NO_TABLE, parseCsvTable } from '../parsing/csv-table.ts';
import { asCount, asNumber, asTime } from '../parsing/fields.ts';
import type { ReaderOutcome, SeenFile, TrainerFile } from '../trainer-file.ts';
import { metricMeaning, readMetricRows } from './metric-rows.ts';

const tableOf = ({ content }: SeenFile): CsvTable =>
  (content.form === 'text' ? parseCsvTable(content.text) : null) ?? NO_TABLE;

const headOf = ({ content }: SeenFile): readonly string[] => (content.form === 'text' ? csvHead(content.text) : []);

/** A column of a W&B chart: `RUN - train/loss`, next to `…__MIN` and `…__MAX`. */
const CHARTED = /^(.*) - ([^-]+)$/;
const chartedName = (name: string): string => CHARTED.exec(name)?.[2] ?? name;
const isBound = (name: string): boolean => /__(?:MIN|MAX)$/.test(name);

const OWN_STEPS = ['_step', 'step', 'Step', 'iteration', 'steps'];

/**
 * A table of a run's metrics: W&B's history or chart, TensorBoard's scalars (`Wall time,Step,Value`), logs of custom
 * loops.
 */
export const metricTable: TrainerFile = {
  kind: 'metric-table',
  isGeneral: true,
  claims: (file) => {
    const head = headOf(file);
    const hasStep = head.some((name) => OWN_STEPS.includes(name) || metricMeaning(name) === 'step');
    return (
      hasStep &&
      head.some(
        (name) => metricMeaning(chartedName(name)) === 'loss' || metricMeaning(chartedName(name)) === 'learningRate',
      )
    );
  },
  read: (file) => {
    const table = tableOf(file);
    const { head } = table;
    const columns = head.filter((name) => !isBound(name));
    const doubled = columns.map(chartedName).filter((name, i, all) => all.indexOf(name) !== i);
    if (doubled.some((name) => metricMeaning(name) !== null)) return severalRuns();
    const ownStep = OWN_STEPS.find((name) => head.includes(name)) ?? '';
    const { steps, unread } = readMetricRows(namedRows(table), ownStep);
    return readAs(file, 'metric-table', { steps, unread: [...table.unread, ...unread] });
  },
};

/** Yields the rows one by one, so that a long table is not held in memory twice. */
function* namedRows({ head, rows }: CsvTable): Generator<ReadonlyMap<string, unknown>> {
  const named = head.flatMap((name, i): [string, number][] => (isBound(name) ? [] : [[chartedName(name), i]]));
  for (const row of rows) yield new Map(named.map(([name, i]) => [name, row[i] ?? '']));
}

const severalRuns = (): ReaderOutcome => ({ isRead: false, reason: SEVERAL_RUNS });

const SEVERAL_RUNS: Message = {
  en: 'The table holds several runs. Export one run, and only it.',
  ja: '表に複数の実行が含まれています。対象の実行だけを書き出してください。',
};

const column = (head: readonly string[], ...names: readonly string[]): number =>
  head.findIndex((name) => names.includes(name.toLowerCase()));

/** MLflow's history of metrics, one value per row: `run_id,key,value,step,timestamp`. */
export const mlflowHistory: TrainerFile = {
  kind: 'mlflow-history',
  claims: (file) => {
    const head = headOf(file);
    return column(head, 'key', 'metric') >= 0 && column(head, 'value') >= 0 && column(head, 'step') >= 0;
  },
  read: (file) => {
    const { head, rows } = tableOf(file);
    const [run, key, value] = [
      column(head, 'run_id', 'run id', 'run'),
      column(head, 'key', 'metric'),
      column(head, 'value'),
    ];
    const [step, time] = [column(head, 'step'), column(head, 'timestamp', 'time')];
    if (run >= 0 && new Set(rows.map((row) => row[run])).size > 1) return severalRuns();
    const byStep = new Map<number, LoggedStep>();
    for (const row of rows) {
      const meaning = metricMeaning(row[key] ?? '');
      const number = asCount(row[step]);
      if (meaning === null || meaning === 'step' || number === null) continue;
      const known = byStep.get(number) ?? { ...EMPTY_STEP, step: number, time: asTime(row[time]) };
      byStep.set(number, { ...known, [meaning]: known[meaning] ?? asNumber(row[value]) });
    }
    return readAs(file, 'mlflow-history', {
      unread: tableOf(file).unread,
      steps: [...byStep.values()].sort((a, b) => a.step - b.step),
    });
  },
};

/**
 * MLflow's table of an experiment: one row per run, parameters next to last metrics (`params.NAME`, or bare names next
 * to `Run ID`).
 */
export const mlflowRuns: TrainerFile = {
  kind: 'mlflow-runs',
  claims: (file) => column(headOf(file), 'run_id', 'run id') >= 0 && column(headOf(file), 'value') < 0,
  read: (file) => {
    const { head, rows } = tableOf(file);
    const [row, ...others] = rows;
    if (row === undefined || others.length > 0) return severalRuns();
    const settings = head.flatMap((name, i): [string, unknown][] => {
      if (name.startsWith('metrics.') || name.startsWith('tags.')) return [];
      return [[name.replace(/^params\./, ''), row[i]]];
    });
    return readAs(file, 'mlflow-runs', {
      trainer: { name: 'mlflow', version: null },
      declared: runArguments(Object.fromEntries(settings)),
    });
  },
};
