import type { FingerprintResult, Lang, Message } from '../../schema/index.ts';
import { visible } from '../excerpt.ts';

/** The word for each decision, and its meaning in one sentence. */
export const FINGERPRINT_DECISIONS = {
  'same-within-margin': {
    badge: 'pass',
    word: { en: 'SAME WITHIN MARGIN', ja: '許容差の範囲で同じ' },
    sentence: {
      en: 'The endpoint answers as the reference did, within the margin.',
      ja: 'エンドポイントの回答は、許容差の範囲で基準と同じです。',
    },
  },
  differs: {
    badge: 'block',
    word: { en: 'DIFFERS', ja: '相違あり' },
    sentence: {
      en: 'The answers are distributed otherwise than those of the reference.',
      ja: '回答の分布が基準と異なります。',
    },
  },
  undecided: {
    badge: 'review',
    word: { en: 'UNDECIDED', ja: '判定できず' },
    sentence: {
      en: 'The answers neither show a difference nor rule one out.',
      ja: '差があるとも、ないとも言えません。',
    },
  },
} as const satisfies Record<
  FingerprintResult['decision'],
  { readonly badge: string; readonly word: Message; readonly sentence: Message }
>;

export const FINGERPRINT_TEXTS = {
  title: { en: 'fingerprint', ja: 'フィンガープリント' },
  differing: { en: 'What differs most', ja: '差が大きいもの' },
  prompt: { en: 'Prompt', ja: '質問' },
  before: { en: 'reference', ja: '基準' },
  now: { en: 'now', ja: '今回' },
  notes: { en: 'Notes', ja: '注意' },
} as const satisfies Record<string, Message>;

const METHODS = {
  logprob: { en: 'log-probabilities of the first token', ja: '最初のトークンの対数確率' },
  border: { en: 'answers to border inputs', ja: '境界入力への回答' },
} as const satisfies Record<FingerprintResult['method'], Message>;

/** Returns label and text of each line about a check. */
export function fingerprintLines(result: FingerprintResult, lang: Lang): readonly (readonly [string, string])[] {
  const { reference, requests, method } = result;
  const isLogprob = method === 'logprob';
  const amount = (value: number) => (isLogprob ? value.toFixed(4) : `${(100 * value).toFixed(1)} %`);
  const unit = isLogprob ? ' nats' : '';
  const [low, high] = result.interval;
  const digest = reference.digest === null ? '' : ` (${reference.digest})`;
  const confidence = `${Number((100 * (1 - result.alpha)).toFixed(2))} %`;
  const served = result.servedModel === null ? '' : ` (${result.servedModel})`;
  const lines: readonly (readonly [Message, Message])[] = [
    [
      { en: 'Model', ja: 'モデル' },
      { en: `${result.model}${served}`, ja: `${result.model}${served}` },
    ],
    [
      { en: 'Reference', ja: '基準' },
      {
        en: `${reference.path}, ${reference.at}: ${reference.model}${digest}`,
        ja: `${reference.path}、${reference.at}：${reference.model}${digest}`,
      },
    ],
    [
      { en: 'Method', ja: '方法' },
      {
        en: `${METHODS[method].en}; ${requests.reference} requests of the reference, ${requests.check} now`,
        ja: `${METHODS[method].ja}。リクエストは基準 ${requests.reference} 件、今回 ${requests.check} 件`,
      },
    ],
    [
      { en: 'Difference', ja: '差' },
      {
        en: `${amount(result.difference)}${unit}, interval ${amount(low)} to ${amount(high)} (${confidence}); margin ${amount(result.margin)}`,
        ja: `${amount(result.difference)}${unit}、区間 ${amount(low)} から ${amount(high)}（${confidence}）、許容差 ${amount(result.margin)}`,
      },
    ],
    [
      { en: 'Test', ja: '検定' },
      result.nth === null
        ? {
            en: `p = ${small(result.pValue)}; an unchanged model is said to differ with probability ${result.alpha} at most`,
            ja: `p = ${small(result.pValue)}。変化がないのに「相違あり」とする確率は ${result.alpha} 以下`,
          }
        : {
            en: `check ${result.nth} of a series, p = ${small(result.pValue)}, evidence ${large(result.eValue ?? 1)}; over all checks together an unchanged model is said to differ with probability ${result.alpha} at most`,
            ja: `一連の ${result.nth} 回目、p = ${small(result.pValue)}、エビデンス ${large(result.eValue ?? 1)}。全回を通して、変化がないのに「相違あり」とする確率は ${result.alpha} 以下`,
          },
    ],
  ];
  return lines.map(([label, text]) => [label[lang], visible(text[lang])]);
}

const small = (p: number): string => (p < 0.001 ? p.toExponential(1) : p.toFixed(3));
const large = (e: number): string => (e >= 1e4 ? e.toExponential(1) : e.toFixed(2));
