import { ZenbunError } from '../../errors.ts';
import type { Message } from '../../schema/index.ts';

/** Reasons for not carrying out an order. */
const REFUSALS = {
  runs: { en: 'a rollout of this model runs already', ja: 'このモデルの段階公開はすでに実行中です' },
  rejected: {
    en: 'this canary was rolled back before; a rollback is final for its digest',
    ja: 'この候補モデルは以前に切り戻されています。切り戻しは、そのダイジェストについて取り消せません',
  },
  none: { en: 'no rollout of this model runs', ja: 'このモデルの段階公開は実行されていません' },
  paused: { en: 'the rollout is paused already', ja: 'この段階公開はすでに一時停止中です' },
  'not-paused': { en: 'the rollout is not paused', ja: 'この段階公開は一時停止していません' },
  last: { en: 'the rollout is in its last stage', ja: 'この段階公開は最後の段階です' },
  superseded: {
    en: 'another gateway changed the rollout at the same moment; look at its status first',
    ja: '同時に別のゲートウェイが段階公開を変更しました。先に状態を確認してください',
  },
} as const satisfies Record<string, Message>;

export const orderRefused = (why: keyof typeof REFUSALS): ZenbunError => new ZenbunError('usage', REFUSALS[why]);

/** Returns a warning about a failure in a rollout that will be retried; the gateway continues to serve. */
export function lookFailed(model: string, cause: unknown): ZenbunError {
  const { en, ja } =
    cause instanceof ZenbunError ? cause.localized : { en: (cause as Error).message, ja: (cause as Error).message };
  return new ZenbunError(
    cause instanceof ZenbunError ? cause.code : 'internal',
    {
      en: `rollout of ${model}: ${en}; if it lasts, all traffic goes to the stable model`,
      ja: `${model} の段階公開：${ja}。続く場合は、全リクエストを安定版で処理します`,
    },
    { cause },
  );
}

/** Returns a warning for people that the evidence has taken a canary back. */
export const rolledBack = (model: string, metric: string): ZenbunError =>
  new ZenbunError('internal', {
    en: `rollout of ${model}: the canary was taken back (${metric}); all traffic goes to the stable model: zenbun rollout history ${model}`,
    ja: `${model} の段階公開：候補モデルを切り戻しました（${metric}）。全リクエストを安定版で処理します。詳細は zenbun rollout history ${model}`,
  });
