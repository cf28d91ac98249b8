import { ZenbunError } from '../../../errors.ts';
import type { FingerprintResult } from '../../../schema/index.ts';
import type { LiveRollouts } from '../../rollout/live-rollouts.ts';
import type { FingerprintOption } from './fingerprint-options.ts';

/** Ports for reacting to a difference. */
export interface DifferenceReach {
  readonly rollouts: Pick<LiveRollouts, 'all'>;
  /** Guards all routes as `final` from now on. */
  readonly tighten: () => void;
  readonly onTrouble: (trouble: unknown) => void;
}

/**
 * Reports that an upstream began to differ, and reacts as configured for as long as it differs, so that rollouts that
 * another gateway starts meanwhile are rolled back, too. A rollback affects only rollouts whose canary is that model.
 */
export function actOnDifference(
  onDiffers: NonNullable<FingerprintOption['onDiffers']>,
  model: string,
  { result, isNew }: { readonly result: FingerprintResult; readonly isNew: boolean },
  { rollouts, tighten, onTrouble }: DifferenceReach,
): void {
  if (isNew) onTrouble(differs(model, result));
  if (onDiffers === 'final') tighten();
  if (onDiffers !== 'rollback') return;
  const order = { by: 'zenbun fingerprint', reason: `fingerprint of ${model} differs from its reference` };
  for (const live of rollouts.all)
    if (live.isInForce && live.stage?.plan.canary.model === model) live.order('rollback', order).catch(onTrouble);
}

const differs = (model: string, { difference, method, nth }: FingerprintResult): ZenbunError => {
  const size = method === 'logprob' ? `${difference.toFixed(3)} nats` : `${(100 * difference).toFixed(0)} %`;
  return new ZenbunError(
    'internal',
    {
      en: `fingerprint: the answers of ${model} are distributed otherwise than those of its reference (${size}, check ${nth ?? 1})`,
      ja: `フィンガープリント：${model} の回答の分布が基準と異なります（差 ${size}、${nth ?? 1} 回目の確認）`,
    },
    {
      advice: {
        en: 'Ask the operator of the upstream what changed. If the change is approved, save a new reference.',
        ja: '上流の運用者に変更点を確認してください。変更を承認する場合は、新しい基準を保存します。',
      },
    },
  );
};
