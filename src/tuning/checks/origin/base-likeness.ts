import type { CheckedRun } from '../checked-run.ts';
import { median } from '../log/log-lines.ts';
import {
  type CheckOutcome,
  cannotTell,
  consistent,
  inconsistent,
  type TrainingCheckUnit,
} from '../training-check-unit.ts';

/**
 * Fine-tuning moves weights by a small part of their size, whereas tensors of two independently initialised models are
 * at right angles.
 */
const LEAST_COSINE = 0.5;

/** Compares tensors of the result with those of the base, by the angle between them. */
export const baseLikeness: TrainingCheckUnit = {
  check: 'base-likeness',
  question: 'base',
  title: { en: 'Weights derive from the base model', ja: 'ベースモデルとの重みの近さ' },
  meaning: {
    en: 'The weights have another direction than those of the base model: the run started from another model. A base that is itself a close relative of the declared one is not told from it.',
    ja: '重みの向きがベースモデルと異なり、別のモデルから学習されています。宣言されたモデルの近縁（同じモデルから派生したもの）は区別できません。',
  },
  look({ history: { likeness = [] } }: CheckedRun): CheckOutcome {
    if (likeness.length === 0)
      return cannotTell({
        en: 'No whole tensors of result and base could be compared (--base).',
        ja: '結果とベースモデルで比較できるテンソルがありません（--base）。',
      });
    const middle = Number(median(likeness.map(({ cosine }) => cosine)).toFixed(3));
    const count = likeness.length;
    const values = { expected: `≥ ${LEAST_COSINE}`, found: middle, sources: ['--base'] };
    const detail = {
      en: `The median cosine of ${count} tensors with those of the base model is ${middle}.`,
      ja: `${count} 件のテンソルとベースモデルのコサイン類似度の中央値は ${middle} です。`,
    };
    return middle >= LEAST_COSINE ? consistent(detail, values) : inconsistent(detail, values);
  },
};
