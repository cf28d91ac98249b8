import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type * as z from 'zod';
import { ZenbunError } from '../../errors.ts';
import type {
  Comparison,
  Evidence,
  EvidenceSource,
  FingerprintResult,
  Message,
  ScanResult,
  TrainingResult,
  Verification,
  WatchStatus,
} from '../../schema/index.ts';
import { bundleEvidence } from '../bundle/bundle-evidence.ts';
import { type LedgerSummaryOptions, ledgerSummary } from './ledger-summary.ts';
import {
  COMPARISON_SHAPE,
  FINGERPRINT_SHAPE,
  SCAN_SHAPE,
  TRAINING_SHAPE,
  VERIFICATION_SHAPE,
  WATCH_SHAPE,
} from './result-shapes.ts';

/** Options for reading evidence. */
export interface ReadEvidenceOptions extends Omit<LedgerSummaryOptions, 'onProgress'> {
  /** Called while a ledger is verified. */
  readonly onProgress?: (path: string, progress: { readonly leaves: number; readonly size: number }) => void;
}

const COMPARISON = 'comparison.json';
const RUN = 'run.json';
const LEDGER = 'ledger.json';

/** A result takes a few hundred kilobytes; longer files are something else. */
const MAX_BYTES = 256 * 2 ** 20;

/**
 * Reads zenbun's results by their paths, in order: the `--json` output of `scan`, `compare`, `watch`, `verify`,
 * `training` and `fingerprint`, folders of a comparison, evidence bundles, and ledgers. Throws `not-found`,
 * `unreadable` for anything that is not a result or not complete, `limit`, `usage` for one that is named twice, and as
 * `ledgerSummary` does.
 */
export async function readEvidence(paths: readonly string[], options: ReadEvidenceOptions): Promise<Evidence[]> {
  const found: Evidence[] = [];
  for (const path of paths)
    for (const one of await readOne(path, found.length, options)) {
      const twin = found.find(({ source }) => isSame(source, one.source));
      if (twin !== undefined) throw namedTwice(twin.source.path, path);
      found.push(one);
    }
  return found;
}

const isSame = (a: EvidenceSource, b: EvidenceSource): boolean =>
  a.sha256 === null
    ? b.sha256 === null && a.ledger?.root === b.ledger?.root && a.path === b.path
    : a.sha256 === b.sha256;

/** Reads the evidence at a path. `before`: number of pieces found before, from which the ids continue. */
async function readOne(path: string, before: number, options: ReadEvidenceOptions): Promise<Evidence[]> {
  const id = `E${before + 1}`;
  const { isFolder, bytes } = await kindOf(path);
  if (!isFolder)
    return path.endsWith('.zip') ? readBundle(path, before, options) : [await readResult(path, path, id, bytes)];
  if (await isThere(join(path, LEDGER))) return [await readLedgerFolder(path, id, options)];
  const result = join(path, COMPARISON);
  if (await isThere(result)) return [await readResult(path, result, id, (await stat(result)).size)];
  throw (await isThere(join(path, RUN))) ? unfinished(path) : nothingIn(path);
}

/** Reads the results in an evidence bundle and the summaries of its logs, each with its path inside the bundle. */
async function readBundle(path: string, before: number, { now }: ReadEvidenceOptions): Promise<Evidence[]> {
  const { results, ledgers } = await bundleEvidence(path, now);
  const found: Evidence[] = [];
  const nextId = () => `E${before + found.length + 1}`;
  for (const { name, bytes } of results) {
    const place = `${path}/${name}`;
    if (isReported(schemaOf(jsonOf(bytes, place)))) found.push(resultIn(place, place, nextId(), bytes));
  }
  for (const { folder, summary, head } of ledgers) {
    const source = { id: nextId(), kind: 'ledger' as const, path: `${path}/${folder}`, sha256: null, ledger: head };
    found.push({ kind: 'ledger', source, result: summary });
  }
  if (found.length === 0) throw nothingIn(path);
  return found;
}

const REPORTED: ReadonlySet<string | null> = new Set([
  'zenbun.scan/1',
  'zenbun.compare/1',
  'zenbun.watch/1',
  'zenbun.watch-live/1',
  'zenbun.verify/1',
  'zenbun.training/1',
  'zenbun.fingerprint/1',
]);

/** Reports whether a report covers results of this schema. */
export const isReported = (schema: string | null): boolean => REPORTED.has(schema);

async function kindOf(path: string): Promise<{ isFolder: boolean; bytes: number }> {
  try {
    const { size, isDirectory } = await stat(path).then((one) => ({ size: one.size, isDirectory: one.isDirectory() }));
    return { isFolder: isDirectory, bytes: size };
  } catch (cause) {
    throw new ZenbunError(
      'not-found',
      { en: `${path} is not there or cannot be read`, ja: `${path} がないか、読み取れません` },
      { advice: WHAT_IS_READ, cause },
    );
  }
}

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

async function readLedgerFolder(
  path: string,
  id: string,
  { onProgress, ...options }: ReadEvidenceOptions,
): Promise<Evidence> {
  const { summary, head } = await ledgerSummary(path, {
    ...options,
    ...(onProgress === undefined ? {} : { onProgress: (progress) => onProgress(path, progress) }),
  });
  const ledger = { origin: summary.origin, size: head?.size ?? 0, root: head?.root ?? '' };
  return { kind: 'ledger', source: { id, kind: 'ledger', path, sha256: null, ledger }, result: summary };
}

async function readResult(named: string, path: string, id: string, size: number): Promise<Evidence> {
  if (size > MAX_BYTES) throw tooLong(path);
  return resultIn(named, path, id, await readFile(path));
}

function resultIn(named: string, path: string, id: string, bytes: Uint8Array): Evidence {
  const json = jsonOf(bytes, path);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const source = <K extends Evidence['kind']>(kind: K) => ({ id, kind, path: named, sha256, ledger: null });
  switch (schemaOf(json)) {
    case 'zenbun.scan/1':
      checked(SCAN_SHAPE, json, path);
      return { kind: 'scan', source: source('scan'), result: json as ScanResult };
    case 'zenbun.compare/1':
      checked(COMPARISON_SHAPE, json, path);
      return { kind: 'comparison', source: source('comparison'), result: json as Comparison };
    case 'zenbun.verify/1':
      checked(VERIFICATION_SHAPE, json, path);
      return { kind: 'verification', source: source('verification'), result: json as Verification };
    case 'zenbun.training/1':
      checked(TRAINING_SHAPE, json, path);
      return { kind: 'training', source: source('training'), result: json as TrainingResult };
    case 'zenbun.fingerprint/1':
      checked(FINGERPRINT_SHAPE, json, path);
      return { kind: 'fingerprint', source: source('fingerprint'), result: json as FingerprintResult };
    case 'zenbun.watch/1':
    case 'zenbun.watch-live/1':
      return { kind: 'watch', source: source('watch'), result: watchOf(json, path) };
    default:
      throw noResult(path, schemaOf(json));
  }
}

function jsonOf(bytes: Uint8Array, path: string): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new ZenbunError(
      'unreadable',
      { en: `${path} is not JSON`, ja: `${path} は JSON ではありません` },
      { advice: WHAT_IS_READ, cause },
    );
  }
}

const schemaOf = (json: unknown): string | null => {
  const schema = typeof json === 'object' && json !== null ? (json as { schema?: unknown }).schema : null;
  return typeof schema === 'string' ? schema.slice(0, 60) : null;
};

function checked(shape: z.ZodType, json: unknown, path: string): void {
  const result = shape.safeParse(json);
  if (result.success) return;
  const { path: at, message } = result.error.issues[0]!;
  const place = at.join('.');
  throw new ZenbunError(
    'unreadable',
    {
      en: `${path} is not as zenbun writes it: ${place}: ${message}`,
      ja: `${path} は zenbun が書き出した形と異なります：${place}：${message}`,
    },
    {
      advice: {
        en: 'Use the result as it was written; a report cannot be made from a changed one.',
        ja: '書き出されたままの結果を指定してください。変更された結果からは報告書を作成できません。',
      },
    },
  );
}

/**
 * Reads the status of a watch. One that still gathers its reference is refused, and one that read its log only in part
 * counts as learning.
 */
function watchOf(json: unknown, path: string): WatchStatus {
  if ((json as { verdict?: unknown }).verdict === 'gathering') throw gathering(path);
  checked(WATCH_SHAPE, json, path);
  const status = json as WatchStatus;
  const isHalf = (json as { verdict: unknown }).verdict === 'incomplete';
  return isHalf ? { ...status, verdict: 'learning', reason: HALF_READ } : status;
}

const HALF_READ: Message = {
  en: 'Too many lines of the log could not be read.',
  ja: 'ログに読めなかった行が多く含まれています。',
};

const WHAT_IS_READ: Message = {
  en: 'Name results of zenbun scan, compare, watch, verify, training or fingerprint (--json FILE), the folder of a comparison, or a ledger.',
  ja: 'zenbun scan・compare・watch・verify・training・fingerprint の結果（--json FILE）、比較のフォルダー、証跡のフォルダーのいずれかを指定してください。',
};

const noResult = (path: string, schema: string | null) =>
  new ZenbunError(
    'unreadable',
    schema === null
      ? { en: `${path} is not a result of zenbun`, ja: `${path} は zenbun の結果ではありません` }
      : {
          en: `${path} is of a kind that is not reported on (${schema})`,
          ja: `${path} は報告の対象外です（${schema}）`,
        },
    { advice: WHAT_IS_READ },
  );

const nothingIn = (path: string) =>
  new ZenbunError(
    'unreadable',
    { en: `${path} holds neither a finished comparison nor a ledger`, ja: `${path} に完了した比較も証跡もありません` },
    { advice: WHAT_IS_READ },
  );

const unfinished = (path: string) =>
  new ZenbunError(
    'unreadable',
    { en: `the comparison in ${path} has no result yet`, ja: `${path} の比較はまだ完了していません` },
    {
      advice: {
        en: `Finish it first: zenbun compare --resume ${path}`,
        ja: `先に完了させてください：zenbun compare --resume ${path}`,
      },
    },
  );

const gathering = (path: string) =>
  new ZenbunError(
    'unreadable',
    { en: `the watch in ${path} still gathers its reference`, ja: `${path} の監視は基準を収集中です` },
    {
      advice: {
        en: 'Leave it out, or report again once the reference is frozen.',
        ja: '指定から外すか、基準の確定後に作り直してください。',
      },
    },
  );

const tooLong = (path: string) =>
  new ZenbunError(
    'limit',
    { en: `${path} is too long for a result`, ja: `${path} は結果としては大きすぎます` },
    { advice: WHAT_IS_READ },
  );

const namedTwice = (first: string, second: string) =>
  new ZenbunError(
    'usage',
    { en: `${first} and ${second} are the same result`, ja: `${first} と ${second} は同じ結果です` },
    { advice: { en: 'Name each result once.', ja: '結果は 1 回だけ指定してください。' } },
  );
