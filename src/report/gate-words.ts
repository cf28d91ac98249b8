import type { GateName, GateState, Lang, Message } from '../schema/index.ts';
import { TEXTS } from './texts.ts';

/** Names of the gates for people who do not know the tool. */
export const GATE_NAMES = {
  provenance: { en: 'origin of data and model', ja: 'データとモデルの出所' },
  data: { en: 'training data', ja: '学習データ' },
  behaviour: { en: 'behaviour before and after fine-tuning', ja: 'ファインチューニング前後の挙動' },
  operation: { en: 'operation', ja: '運用' },
} as const satisfies Record<GateName, Message>;

export const STATE_WORDS: Readonly<Record<GateState, Message>> = {
  pass: TEXTS.pass,
  review: TEXTS.review,
  block: TEXTS.block,
  'not-checked': { en: 'NOT CHECKED', ja: '未確認' },
};

/** Returns the name of a gate as a heading. */
export const gateTitle = (gate: GateName, lang: Lang): string =>
  GATE_NAMES[gate][lang].replace(/^[a-z]/, (letter) => letter.toUpperCase());
