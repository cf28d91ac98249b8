import type { Dependency } from '../../../provenance/index.ts';
import type { Message } from '../../../schema/index.ts';
import { type DeclaredRun, type FileReading, joinRecords, type TrainingRecord } from '../../../tuning/index.ts';
import { readRunFile } from '../../tuning/read-run-file.ts';
import { listFolder } from '../hash-folder/list-folder.ts';
import { GIT_PATHS } from './hashed-subject.ts';

/** Facts about a run from the trainer's own files. */
export interface TrainerFacts {
  /** Hyper-parameters, by the names that zenbun uses for all trainers. */
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly trainers: readonly Dependency[];
  /** Files that were read; `failed` holds files of a known kind that could not be, with the reason. */
  readonly read: readonly string[];
  readonly failed: readonly { readonly path: string; readonly reason: Message }[];
}

/** Weights are hashed but not read when a run is described. */
const WEIGHTS = /\.(?:safetensors|bin|pt|pth|gguf|onnx|npz)$/i;
/** Maximum number of files to read. A trainer leaves tens of files; a folder of thousands is data. */
const MOST_FILES = 2_000;

/**
 * Reads what the trainer left in a folder. Throws as `listFolder` does; files that cannot be read are in the result.
 */
export async function trainerFacts(folder: string, allowSymlinks: boolean): Promise<TrainerFacts> {
  const { files } = await listFolder(folder, { ignore: GIT_PATHS, allowSymlinks });
  const readings: FileReading[] = [];
  for (const { name, path } of files.filter((file) => !WEIGHTS.test(file.name)).slice(0, MOST_FILES))
    readings.push((await readRunFile(path, name)).reading);
  const records = joinRecords(readings);
  const declared = records.filter((record) => record.declared !== null);
  const adapter = records.find((record) => record.adapter !== null)?.adapter ?? null;
  return {
    parameters: { ...statedOf(declared), ...(adapter === null ? {} : { adapter }) },
    trainers: trainersOf(records),
    read: records.map(({ path }) => path),
    failed: readings.flatMap((one) => (one.state === 'failed' ? [{ path: one.path, reason: one.reason }] : [])),
  };
}

/**
 * Returns what the configurations declare. If two disagree on a value, neither is taken, since there is no telling
 * which one was used.
 */
function statedOf(records: readonly TrainingRecord[]): Readonly<Record<string, unknown>> {
  const values = new Map<string, Set<string>>();
  for (const { declared } of records)
    for (const [name, value] of Object.entries(declared as DeclaredRun))
      if (value !== null && !(Array.isArray(value) && value.length === 0))
        values.set(name, (values.get(name) ?? new Set()).add(JSON.stringify(value)));
  return Object.fromEntries(
    [...values]
      .filter(([, said]) => said.size === 1)
      .map(([name, said]) => [name, JSON.parse([...said][0]!) as unknown]),
  );
}

function trainersOf(records: readonly TrainingRecord[]): Dependency[] {
  const named = records.flatMap(({ trainer }) => (trainer === null ? [] : [trainer]));
  const known = new Map(named.map((trainer) => [`${trainer.name} ${trainer.version}`, trainer]));
  return [...known.values()].map(({ name, version }) => ({ name, uri: null, sha256: null, role: 'trainer', version }));
}
