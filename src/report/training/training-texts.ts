import type { Message, TrainingCheck, TrainingResult } from '../../schema/index.ts';

/** The first sentence about a run, by its verdict. */
export const TRAINING_SAYS = {
  pass: { en: 'The history fits what was declared.', ja: '学習の記録は宣言と一致しています。' },
  review: {
    en: 'Nothing is inconsistent, but too little is there to tell.',
    ja: '矛盾はありませんが、判断に必要な情報が足りません。',
  },
  block: { en: 'The history contradicts what was declared.', ja: '学習の記録が宣言と矛盾しています。' },
} as const satisfies Record<TrainingResult['verdict'], Message>;

export const TRAINING_VERDICTS = {
  pass: { en: 'PASS', ja: '合格' },
  review: { en: 'REVIEW', ja: '要確認' },
  block: { en: 'BLOCK', ja: '停止' },
} as const satisfies Record<TrainingResult['verdict'], Message>;

/** Inconsistent first, because somebody has to act on it. */
export const CHECK_GROUPS: readonly { readonly state: TrainingCheck['state']; readonly title: Message }[] = [
  { state: 'inconsistent', title: { en: 'Inconsistent', ja: '矛盾あり' } },
  { state: 'cannot-tell', title: { en: 'Cannot tell', ja: '判断不能' } },
  { state: 'consistent', title: { en: 'Consistent', ja: '一致' } },
];

/** Things that no check of files can show. */
export const TRAINING_LIMITS: readonly Message[] = [
  {
    en: 'that the files are those of the run: whoever writes all of them anew, in agreement, is not found',
    ja: '渡されたファイルが実際の学習のものであること（すべてを矛盾なく書き直した場合は検出できません）',
  },
  {
    en: 'that the data are harmless (`zenbun scan`), or that the model is (`zenbun compare`)',
    ja: '学習データの安全性（`zenbun scan`）とモデルの安全性（`zenbun compare`）',
  },
  {
    en: 'that statements are signed by whom they should be (`zenbun verify`)',
    ja: 'ステートメントの署名者が正しいこと（`zenbun verify`）',
  },
];

export const TRAINING_WORDS = {
  expected: { en: 'expected', ja: '期待値' },
  found: { en: 'found', ja: '実際の値' },
  means: { en: 'What it means', ja: '意味' },
  sources: { en: 'From', ja: '出典' },
  notProven: { en: 'This does not prove', ja: 'この検査で分からないこと' },
  files: { en: 'Files', ja: 'ファイル' },
  unread: { en: 'Not read, or not whole', ja: '読み取れなかったファイル（一部を含む）' },
} as const satisfies Record<string, Message>;
