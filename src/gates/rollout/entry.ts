import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { ZenbunError } from '../../errors.ts';
import type { RolloutPlan } from '../../rollout/index.ts';
import type { Comparison, FingerprintResult, Message } from '../../schema/index.ts';

/** Conditions that a comparison, and a check of its endpoint, must meet to admit a canary. */
export interface EntryCondition {
  readonly compare: string;
  /** Result of a check that the canary's endpoint is the model of its digest; null: not required. */
  readonly fingerprint: string | null;
  readonly withinMs: number;
}

/** The evidence that admits a canary. */
export interface Admission {
  /** SHA-256 of the comparison's file, in hexadecimal. */
  readonly sha256: string;
  /** Files of earlier versions, which do not state their time: their age is that of the file, which a copy renews. */
  readonly undated: readonly string[];
}

/**
 * Checks the comparison that admits a canary: its decision must be `not-worse`, it must have compared these very
 * digests, and it must not be older than stated. If required, also checks the result that the canary's endpoint is the
 * model of that digest. Throws `usage` with the fault.
 */
export async function checkEntry(entry: EntryCondition, plan: RolloutPlan, now: number): Promise<Admission> {
  const { compare, fingerprint, withinMs } = entry;
  const { model, stable, canary } = plan;
  const { bytes, result } = await read<Comparison>(compare, model);
  if (result?.schema !== 'zenbun.compare/1')
    throw refused(model, {
      en: `${compare} is not a result of zenbun compare --json`,
      ja: `${compare} は zenbun compare --json の結果ではありません`,
    });
  if (result.decision !== 'not-worse')
    throw refused(model, {
      en: `the comparison in ${compare} came out "${result.decision}", not "not-worse"`,
      ja: `${compare} の比較結果は「${result.decision}」で、「not-worse」ではありません`,
    });
  for (const [side, digest] of [
    ['before', stable.digest],
    ['after', canary.digest],
  ] as const)
    if (digest === null || result.run?.digests?.[side] !== digest)
      throw refused(model, {
        en: `${compare} compared ${side} = ${result.run?.digests?.[side] ?? 'a model without a digest'}, this rollout has ${digest ?? 'no digest'}`,
        ja: `${compare} の ${side} は ${result.run?.digests?.[side] ?? 'ダイジェストなし'} ですが、この段階公開では ${digest ?? 'ダイジェストなし'} です`,
      });
  const aged: DatedFile[] = [{ path: compare, result }];
  if (fingerprint !== null) aged.push({ path: fingerprint, result: await checkEndpoint(fingerprint, plan) });
  for (const one of aged) await requireFresh(one, model, { withinMs, now });
  const undated = aged.filter((one) => madeAt(one.result) === null).map(({ path }) => path);
  return { sha256: createHash('sha256').update(bytes).digest('hex'), undated };
}

/**
 * Checks that the endpoint of the canary was found to be the same, within the margin, as the model whose digest was
 * compared.
 */
async function checkEndpoint(path: string, { model, canary }: RolloutPlan): Promise<Partial<FingerprintResult>> {
  const { result } = await read<FingerprintResult>(path, model);
  if (result?.schema !== 'zenbun.fingerprint/1')
    throw refused(
      model,
      {
        en: `${path} is not a result of zenbun fingerprint --against --json`,
        ja: `${path} は zenbun fingerprint --against --json の結果ではありません`,
      },
      FINGERPRINT_AGAIN,
    );
  if (result.decision !== 'same-within-margin')
    throw refused(
      model,
      {
        en: `the fingerprint in ${path} came out "${result.decision}", not "same-within-margin"`,
        ja: `${path} のフィンガープリントの結果は「${result.decision}」で、「same-within-margin」ではありません`,
      },
      FINGERPRINT_AGAIN,
    );
  const digest = result.reference?.digest ?? null;
  if (canary.digest === null || digest !== canary.digest)
    throw refused(
      model,
      {
        en: `${path} was checked against ${digest ?? 'a reference without a digest'}, this rollout has ${canary.digest ?? 'no digest'}`,
        ja: `${path} の基準は ${digest ?? 'ダイジェストなし'} ですが、この段階公開では ${canary.digest ?? 'ダイジェストなし'} です`,
      },
      FINGERPRINT_AGAIN,
    );
  return result;
}

/** Returns the time at which a result was made, in milliseconds since 1970, or null if it states none. */
function madeAt({ at }: DatedResult): number | null {
  const time = typeof at === 'string' ? Date.parse(at) : Number.NaN;
  return Number.isNaN(time) ? null : time;
}

type DatedResult = { readonly at?: string };

interface DatedFile {
  readonly path: string;
  readonly result: DatedResult;
}

/** Maximum difference expected between the clocks of two machines. */
const MOST_AHEAD_MS = 3_600_000;

async function requireFresh(
  { path, result }: DatedFile,
  model: string,
  { withinMs, now }: { readonly withinMs: number; readonly now: number },
): Promise<void> {
  const stated = madeAt(result);
  const age = now - (stated ?? (await stat(path)).mtimeMs);
  const of: Message =
    stated === null
      ? {
          en: ' (by the time of its file: the result has none)',
          ja: '（結果に日時がないため、ファイルの更新日時で判断）',
        }
      : { en: ` (made at ${new Date(stated).toISOString()})`, ja: `（作成日時：${new Date(stated).toISOString()}）` };
  if (age > withinMs)
    throw refused(model, {
      en: `${path} is older than serve.rollouts.${model}.entry.within${of.en}`,
      ja: `${path} は serve.rollouts.${model}.entry.within より古いものです${of.ja}`,
    });
  if (stated !== null && age < -MOST_AHEAD_MS)
    throw refused(model, {
      en: `${path} is of a time that is still to come${of.en}`,
      ja: `${path} の日時が未来になっています${of.ja}`,
    });
}

async function read<T>(path: string, model: string): Promise<{ bytes: Buffer; result: Partial<T> | null }> {
  const bytes = await readFile(path).catch(() => {
    throw refused(model, { en: `${path} cannot be read`, ja: `${path} を読み込めません` });
  });
  try {
    return { bytes, result: JSON.parse(bytes.toString('utf8')) };
  } catch {
    return { bytes, result: null };
  }
}

const FINGERPRINT_AGAIN: Message = {
  en: 'Save the reference of the compared model with --digest, and check the endpoint of the canary against it: zenbun fingerprint MODEL --against FILE --json FILE.',
  ja: '比較したモデルの基準を --digest 付きで保存し、候補モデルのエンドポイントを確認してください：zenbun fingerprint モデル --against ファイル --json ファイル',
};

const refused = (model: string, { en, ja }: Message, advice?: Message) =>
  new ZenbunError(
    'usage',
    { en: `${model}: ${en}`, ja: `${model}：${ja}` },
    {
      advice: advice ?? {
        en: 'Compare the two models again with --before-digest and --after-digest, or start with --without-comparison; the ledger will say so.',
        ja: '--before-digest と --after-digest を付けて比較し直すか、--without-comparison で開始してください（証跡に残ります）。',
      },
    },
  );
