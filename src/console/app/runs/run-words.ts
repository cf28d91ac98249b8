import type { Decision, Message } from '../../../schema/index.ts';

export const DECISIONS: Readonly<Record<Decision, Message>> = {
  worse: { en: 'worse than before tuning', ja: 'ファインチューニング前より悪化' },
  'not-worse': { en: 'not worse than before tuning', ja: 'ファインチューニング前から悪化なし' },
  undecided: { en: 'undecided, which is not a pass', ja: '未決定（合格ではありません）' },
};
