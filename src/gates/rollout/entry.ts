import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { ZenbunError } from '../../errors.ts';
import type { RolloutPlan } from '../../rollout/index.ts';
import type { Comparison, FingerprintResult, Message } from '../../schema/index.ts';

/** What a comparison, and a check of its endpoint, must be to admit a canary. */
export interface EntryCondition {
  readonly compare: string;
  /** Result of a check that the canary's endpoint is the model of its digest; null: none is demanded. */
  readonly fingerprint: string | null;
  readonly withinMs: number;
}

/**
 * Checks the comparison that admits a canary: that it came out `not-worse`, compared these very digests, and is not older than stated (by the time
 * of its file); and, where one is demanded, the check that the canary's endpoint is the model of that digest. Returns the SHA-256 of the comparison's
 * file, in hexadecimal. Throws `usage` with what is wrong.
 */
export async function checkEntry(entry: EntryCondition, plan: RolloutPlan, now: number): Promise<string> {
  const { compare, fingerprint, withinMs } = entry;
  const { model, stable, canary } = plan;
  const { bytes, result } = await read<Comparison>(compare, model);
  if (result?.schema !== 'zenbun.compare/1')
    throw refused(model, {
      en: `${compare} is no result of zenbun compare --json`,
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
  await requireFresh(compare, model, { withinMs, now });
  if (fingerprint !== null) {
    await checkEndpoint(fingerprint, plan);
    await requireFresh(fingerprint, model, { withinMs, now });
  }
  return createHash('sha256').update(bytes).digest('hex');
}

/** That the endpoint of the canary was found the same, within the margin, as the model whose digest was compared. */
async function checkEndpoint(path: string, { model, canary }: RolloutPlan): Promise<void> {
  const { result } = await read<FingerprintResult>(path, model);
  if (result?.schema !== 'zenbun.fingerprint/1')
    throw refused(
      model,
      {
        en: `${path} is no result of zenbun fingerprint --against --json`,
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
}

async function requireFresh(
  path: string,
  model: string,
  { withinMs, now }: { readonly withinMs: number; readonly now: number },
): Promise<void> {
  const { mtimeMs } = await stat(path);
  if (now - mtimeMs > withinMs)
    throw refused(model, {
      en: `${path} is older than serve.rollouts.${model}.entry.within`,
      ja: `${path} は serve.rollouts.${model}.entry.within より古いものです`,
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
  ja: '比較したモデルの基準を --digest 付きで保存し、カナリアのエンドポイントを確認してください：zenbun fingerprint モデル --against ファイル --json ファイル',
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
