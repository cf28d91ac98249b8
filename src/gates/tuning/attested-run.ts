import { readFile, stat } from 'node:fs/promises';
import { ZenbunError } from '../../errors.ts';
import {
  MAX_ENVELOPE_BYTES,
  PREDICATES,
  parseSignedFile,
  parseStatement,
  readTrainingFacts,
  type Statement,
  type TrainingFacts,
} from '../../provenance/index.ts';
import type { AttestedRun, DeclaredRun } from '../../tuning/index.ts';

/**
 * What statements say of a run: of its training (base, data, settings), of data and of a base model. Signatures are not checked here: that is
 * `zenbun verify`. Throws `not-found`, `limit`, and a `ProvenanceError` for what is no signed statement.
 */
export async function attestedRun(paths: readonly string[]): Promise<AttestedRun | null> {
  let run: AttestedRun | null = null;
  for (const path of paths) run = joined(run ?? NOTHING, await readStatement(path));
  return run;
}

const NOTHING: AttestedRun = { baseSha256: null, baseName: null, data: [], declared: null };

async function readStatement(path: string): Promise<Statement> {
  const size = await stat(path).then(
    (known) => known.size,
    () => null,
  );
  if (size === null)
    throw new ZenbunError('not-found', {
      en: `${path} is not there or cannot be read`,
      ja: `${path} がないか、読み取れません`,
    });
  if (size > MAX_ENVELOPE_BYTES)
    throw new ZenbunError('limit', {
      en: `${path} is too large for a statement`,
      ja: `${path} はステートメントの上限を超えています`,
    });
  return parseStatement(parseSignedFile(await readFile(path)).envelope.payload);
}

function joined(run: AttestedRun, { predicateType, subject, predicate }: Statement): AttestedRun {
  switch (predicateType) {
    case PREDICATES.train:
      return ofTraining(run, readTrainingFacts(predicate));
    case PREDICATES.data: {
      // A file is named twice: by its digest in OpenSSF Model Signing, then by its own.
      const named = new Map(subject.flatMap(({ name, digest }) => (digest.sha256 ? [[name, digest.sha256]] : [])));
      return { ...run, data: [...run.data, ...[...named].map(([name, sha256]) => ({ name, sha256 }))] };
    }
    default:
      return run;
  }
}

function ofTraining(run: AttestedRun, { dependencies, parameters }: TrainingFacts): AttestedRun {
  const base = dependencies.find(({ role }) => role === 'base');
  const data = dependencies.flatMap(({ role, name, uri, sha256 }) =>
    role === 'data' && sha256 !== null ? [{ name: name ?? uri ?? sha256.slice(0, 16), sha256 }] : [],
  );
  return {
    baseSha256: base?.sha256 ?? run.baseSha256,
    baseName: base?.name ?? base?.uri ?? run.baseName,
    data: [...run.data, ...data],
    declared: declaredBy(parameters),
  };
}

/** Names that trainers use for the same setting, the plainest first. */
const NAMES = {
  epochs: ['epochs', 'num_train_epochs', 'num_epochs', 'n_epochs'],
  maxSteps: ['maxSteps', 'max_steps'],
  deviceBatch: ['deviceBatch', 'per_device_train_batch_size', 'micro_batch_size'],
  accumulation: ['accumulation', 'gradient_accumulation_steps'],
  devices: ['devices', 'world_size', 'num_processes'],
  totalBatch: ['totalBatch', 'batch_size', 'train_batch_size'],
  learningRate: ['learningRate', 'learning_rate'],
  warmupSteps: ['warmupSteps', 'warmup_steps'],
  warmupRatio: ['warmupRatio', 'warmup_ratio'],
  seed: ['seed'],
  maxLength: ['maxLength', 'max_length', 'max_seq_length', 'sequence_len', 'cutoff_len'],
} as const satisfies Partial<Record<keyof DeclaredRun, readonly string[]>>;

function declaredBy(parameters: Readonly<Record<string, unknown>>): DeclaredRun {
  const first = (names: readonly string[]): unknown =>
    names.map((name) => parameters[name]).find((value) => value !== undefined && value !== null);
  const number = (names: readonly string[]): number | null => {
    const value = first(names);
    const read = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    return typeof read === 'number' && Number.isFinite(read) && read >= 0 ? read : null;
  };
  const scheduler = first(['scheduler', 'lr_scheduler_type', 'lr_scheduler']);
  const packing = first(['isPacked', 'packing', 'sample_packing', 'neat_packing']);
  const isSorted = first(['isSorted', 'group_by_length']);
  const maxSteps = number(NAMES.maxSteps);
  return {
    baseModel: null,
    datasets: [],
    epochs: number(NAMES.epochs),
    maxSteps: maxSteps === 0 ? null : maxSteps,
    deviceBatch: number(NAMES.deviceBatch),
    accumulation: number(NAMES.accumulation),
    devices: number(NAMES.devices),
    totalBatch: number(NAMES.totalBatch),
    learningRate: number(NAMES.learningRate),
    scheduler: typeof scheduler === 'string' ? scheduler : null,
    warmupSteps: number(NAMES.warmupSteps),
    warmupRatio: number(NAMES.warmupRatio),
    saveEvery: null,
    logEvery: null,
    seed: number(NAMES.seed),
    isPacked: typeof packing === 'boolean' ? packing : null,
    isSorted: typeof isSorted === 'boolean' ? isSorted : null,
    maxLength: number(NAMES.maxLength),
    adapter: null,
  };
}
