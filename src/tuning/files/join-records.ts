import type { Message } from '../../schema/index.ts';
import type { DeclaredRun, LoggedStep, TrainingRecord } from '../training-record.ts';
import { emptyRecordAt } from './empty-record.ts';
import { mergedStep } from './exports/metric-rows.ts';
import type { FileReading } from './trainer-file.ts';

/**
 * Returns the records of everything that was read. MLflow keeps a file for each metric and parameter; those of one run
 * become a single record, `mlflow`, with the path of the run's folder. Configurations in one folder that declare
 * different values are all kept, and each names the other's values in `unread`, because the folder does not show which
 * one was used.
 */
export function joinRecords(readings: readonly FileReading[]): readonly TrainingRecord[] {
  const records = readings.flatMap((reading) => (reading.state === 'read' ? [reading.record] : []));
  const parts = new Map<string, TrainingRecord[]>();
  for (const record of records) {
    const folder = runFolder(record);
    if (folder !== null) parts.set(folder, [...(parts.get(folder) ?? []), record]);
  }
  const joined = [...parts].map(([folder, of]) => joinParts(folder, of));
  return withDifferences([...records.filter((record) => runFolder(record) === null), ...joined]);
}

/** Returns the folder of the MLflow run that a record is part of; null if it is not part of one. */
function runFolder({ kind, path }: TrainingRecord): string | null {
  if (kind === 'mlflow-run') return folderOf(path);
  const folder = kind === 'mlflow-metric' ? 'metrics' : kind === 'mlflow-parameter' ? 'params' : null;
  const at = folder === null ? -1 : `/${path}`.lastIndexOf(`/${folder}/`);
  return at === -1 ? null : path.slice(0, Math.max(0, at - 1));
}

function joinParts(folder: string, parts: readonly TrainingRecord[]): TrainingRecord {
  const byStep = new Map<number, LoggedStep>();
  for (const step of parts.flatMap(({ steps }) => steps)) {
    const known = byStep.get(step.step);
    byStep.set(step.step, known === undefined ? step : mergedStep(known, step));
  }
  return {
    ...emptyRecordAt(folder, 'mlflow'),
    trainer: { name: 'mlflow', version: null },
    declared: parts.reduce((all: DeclaredRun | null, { declared }) => mergedRun(all, declared), null),
    steps: [...byStep.values()].sort((a, b) => a.step - b.step),
    totals: parts.find(({ totals }) => totals !== null)?.totals ?? null,
    unread: parts.flatMap(({ unread }) => unread),
  };
}

function mergedRun(first: DeclaredRun | null, second: DeclaredRun | null): DeclaredRun | null {
  if (first === null || second === null) return first ?? second;
  const said = Object.entries(second).filter(
    ([, value]) => value !== null && !(Array.isArray(value) && value.length === 0),
  );
  return { ...first, ...Object.fromEntries(said) };
}

const CONFIGURATIONS: ReadonlySet<string> = new Set([
  'llama-factory',
  'llama-board',
  'axolotl',
  'torchtune',
  'trl',
  'deepspeed',
  'training-arguments',
  'nested-arguments',
  'wandb-config',
  'mlflow',
]);
const COMPARED = [
  'epochs',
  'maxSteps',
  'deviceBatch',
  'accumulation',
  'totalBatch',
  'learningRate',
  'scheduler',
  'warmupSteps',
  'warmupRatio',
  'seed',
  'isPacked',
] as const satisfies readonly (keyof DeclaredRun)[];

const folderOf = (path: string): string => path.replace(/\/?[^/]*$/, '');

function withDifferences(records: readonly TrainingRecord[]): readonly TrainingRecord[] {
  const configurations = records.filter(({ kind, declared }) => CONFIGURATIONS.has(kind) && declared !== null);
  return records.map((record) => {
    if (!configurations.includes(record)) return record;
    const beside = configurations.filter((other) => other !== record && folderOf(other.path) === folderOf(record.path));
    return { ...record, unread: [...record.unread, ...beside.flatMap((other) => differences(record, other))] };
  });
}

function differences({ declared }: TrainingRecord, other: TrainingRecord): readonly Message[] {
  const apart = COMPARED.flatMap((name) => {
    const [own, others] = [declared?.[name] ?? null, other.declared?.[name] ?? null];
    return own === null || others === null || own === others ? [] : [`${name} ${own} / ${others}`];
  }).join(', ');
  if (apart === '') return [];
  const { path } = other;
  return [
    {
      en: `Another configuration in the same folder, ${path}, declares other values: ${apart}.`,
      ja: `同じフォルダー内の別の設定ファイル ${path} と値が異なります：${apart}。`,
    },
  ];
}
