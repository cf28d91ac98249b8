import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { ZenbunError } from '../../errors.ts';
import type { RolloutPlan } from '../../rollout/index.ts';
import type { Comparison, Message } from '../../schema/index.ts';

/** What a comparison must be to admit a canary. */
export interface EntryCondition {
  readonly compare: string;
  readonly withinMs: number;
}

/**
 * Checks the comparison that admits a canary: that it came out `not-worse`, compared these very digests, and is not older than stated (by the time
 * of its file). Returns the SHA-256 of the file, in hexadecimal. Throws `usage` with what is wrong.
 */
export async function checkEntry(
  { compare, withinMs }: EntryCondition,
  { model, stable, canary }: RolloutPlan,
  now: number,
): Promise<string> {
  const bytes = await readFile(compare).catch(() => {
    throw refused(model, { en: `${compare} cannot be read`, ja: `${compare} を読み込めません` });
  });
  const result = parsed(bytes);
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
  const { mtimeMs } = await stat(compare);
  if (now - mtimeMs > withinMs)
    throw refused(model, {
      en: `${compare} is older than serve.rollouts.${model}.entry.within`,
      ja: `${compare} は serve.rollouts.${model}.entry.within より古いものです`,
    });
  return createHash('sha256').update(bytes).digest('hex');
}

function parsed(bytes: Buffer): Partial<Comparison> | null {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return null;
  }
}

const refused = (model: string, { en, ja }: Message) =>
  new ZenbunError(
    'usage',
    { en: `${model}: ${en}`, ja: `${model}：${ja}` },
    {
      advice: {
        en: 'Compare the two models again with --before-digest and --after-digest, or start with --without-comparison; the ledger will say so.',
        ja: '--before-digest と --after-digest を付けて比較し直すか、--without-comparison で開始してください（証跡に残ります）。',
      },
    },
  );
