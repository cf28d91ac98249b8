import {
  type ActName,
  type ConsoleView,
  type Ground,
  type Level,
  type Message,
  type Outcome,
  RECORD_KINDS,
  type Verdict,
} from '../../../schema/index.ts';

// Standard terms of the field, the same as in the reports.

export const VIEW_NAMES: Readonly<Record<ConsoleView, Message>> = {
  overview: { en: 'Overview', ja: '概要' },
  live: { en: 'Live', ja: 'ライブ' },
  answer: { en: 'Answer', ja: '回答' },
  rollout: { en: 'Rollout', ja: '段階公開' },
  watch: { en: 'Watch', ja: '監視' },
  runs: { en: 'Runs', ja: '検査結果' },
  evidence: { en: 'Evidence', ja: '証跡' },
};

/** A word and a sign for it, so that meaning never depends on colour alone. */
export interface Sign {
  readonly word: Message;
  /** One character, purely visual. */
  readonly icon: string;
}

export const OUTCOMES: Readonly<Record<Outcome, Sign>> = {
  refusal: { word: { en: 'refusal', ja: '拒否' }, icon: '⊘' },
  compliance: { word: { en: 'compliance', ja: '応諾' }, icon: '●' },
  partial: { word: { en: 'partial', ja: '一部だけ応諾' }, icon: '◐' },
  'refuse-then-comply': { word: { en: 'refused, then complied', ja: '拒否の後に応諾' }, icon: '▲' },
  empty: { word: { en: 'empty', ja: '空' }, icon: '○' },
  unread: { word: { en: 'unread', ja: '読み取り対象外' }, icon: '?' },
};

export const OUTCOME_NAMES = Object.keys(OUTCOMES) as readonly Outcome[];

export const ACTS: Readonly<Record<ActName, Sign>> = {
  refusal: { word: { en: 'refuses', ja: '拒否' }, icon: '⊘' },
  policy: { word: { en: 'cites rules', ja: '規則' }, icon: '§' },
  pivot: { word: { en: 'pivot', ja: '転換' }, icon: '↪' },
  affirmation: { word: { en: 'affirms', ja: '承諾' }, icon: '✓' },
  obedience: { word: { en: 'obeys', ja: '服従' }, icon: '↓' },
  redirect: { word: { en: 'offers', ja: '代案' }, icon: '→' },
  caution: { word: { en: 'caution', ja: '注意' }, icon: '△' },
  rebuttal: { word: { en: 'rejects the premise', ja: '前提の否定' }, icon: '≠' },
  admonition: { word: { en: 'admonishes', ja: '戒め' }, icon: '!' },
  substance: { word: { en: 'complies', ja: '応諾' }, icon: '●' },
};

export const GROUNDS: Readonly<Record<Ground, Message>> = {
  safety: { en: 'citing safety', ja: '安全を理由に' },
  premise: { en: 'rejecting the premise', ja: '質問の前提を否定' },
  capability: { en: 'citing inability', ja: '能力や手段を理由に' },
  bare: { en: 'without a reason', ja: '理由なし' },
  none: { en: 'does not decline', ja: '拒否なし' },
};

export const VERDICTS: Readonly<Record<Verdict, Sign>> = {
  pass: { word: { en: 'PASS', ja: '合格' }, icon: '✓' },
  review: { word: { en: 'REVIEW', ja: '要確認' }, icon: '!' },
  block: { word: { en: 'BLOCK', ja: '停止' }, icon: '✕' },
};

export const LEVELS: Readonly<Record<Level, Sign>> = {
  info: { word: { en: 'info', ja: '参考' }, icon: 'i' },
  review: VERDICTS.review,
  block: VERDICTS.block,
};

const STAGES: Readonly<Record<string, Message>> = {
  stable: { en: 'stable', ja: '安定版' },
  canary: { en: 'canary', ja: '候補モデル' },
};

export const kindName = (kind: string): Message => RECORD_KINDS[kind] ?? { en: kind, ja: kind };

export const stageName = (stage: string): Message => STAGES[stage] ?? { en: stage, ja: stage };
