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
import { SETTING_NAMES } from './setting-names.ts';

/**
 * Returns what statements say about a run: about its training (base, data, settings), about data and about a base
 * model. Signatures are not checked here; `zenbun verify` does that. Throws `not-found`, `limit`, and a
 * `ProvenanceError` for anything that is not a signed statement.
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
      // A file is named twice: with its OpenSSF Model Signing digest, then with its own, which the map keeps.
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

function declaredBy(parameters: Readonly<Record<string, unknown>>): DeclaredRun {
  const first = (names: readonly string[]): unknown =>
    names.map((name) => parameters[name]).find((value) => value !== undefined && value !== null);
  const number = (names: readonly string[]): number | null => {
    const value = first(names);
    const read = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    return typeof read === 'number' && Number.isFinite(read) && read >= 0 ? read : null;
  };
  const scheduler = first(SETTING_NAMES.scheduler);
  const packing = first(SETTING_NAMES.isPacked);
  const isSorted = first(SETTING_NAMES.isSorted);
  const maxSteps = number(SETTING_NAMES.maxSteps);
  return {
    baseModel: null,
    datasets: [],
    epochs: number(SETTING_NAMES.epochs),
    maxSteps: maxSteps === 0 ? null : maxSteps,
    deviceBatch: number(SETTING_NAMES.deviceBatch),
    accumulation: number(SETTING_NAMES.accumulation),
    devices: number(SETTING_NAMES.devices),
    totalBatch: number(SETTING_NAMES.totalBatch),
    learningRate: number(SETTING_NAMES.learningRate),
    scheduler: typeof scheduler === 'string' ? scheduler : null,
    warmupSteps: number(SETTING_NAMES.warmupSteps),
    warmupRatio: number(SETTING_NAMES.warmupRatio),
    saveEvery: null,
    logEvery: null,
    seed: number(SETTING_NAMES.seed),
    isPacked: typeof packing === 'boolean' ? packing : null,
    isSorted: typeof isSorted === 'boolean' ? isSorted : null,
    maxLength: number(SETTING_NAMES.maxLength),
    adapter: null,
  };
}
