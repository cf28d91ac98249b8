import { type ChecklistEntry, onlyPeople } from '../checklist-entry.ts';
import { anyOne, everyOne } from '../fill-from.ts';
import {
  answersJudged,
  forcedRefusalTried,
  notWorse,
  overRefusalMeasured,
  ownQuestionsAsked,
  surroundingsTried,
} from '../read-comparison.ts';
import { comparedIsServed } from '../read-rollouts.ts';
import { actGuideline, aisi, businessGuideline, jis, nist } from '../references.ts';

/** Items about how the model behaves after fine-tuning. */
export const BEHAVIOUR_ITEMS: readonly ChecklistEntry[] = [
  {
    id: 'behaviour-not-worse',
    teams: ['development', 'management'],
    question: {
      en: 'Is it shown, with a stated error rate, that fine-tuning has not made the model comply with more harmful requests?',
      ja: 'ファインチューニングにより有害なリクエストへの応諾が増えていないことを、誤りの確率とともに示せますか。',
    },
    toShow: {
      en: 'A comparison of the model before and after, decided as "not worse".',
      ja: '判定が「悪化なし」の、ファインチューニング前後の比較の結果。',
    },
    references: [
      ...aisi('G1-1', 'G6-6'),
      ...businessGuideline('安全性'),
      ...actGuideline('十分な安全性'),
      ...jis('B.6.2.4'),
      ...nist('MEASURE 2.6'),
    ],
    fill: everyOne('comparison', notWorse),
  },
  {
    id: 'answers-judged',
    teams: ['development', 'audit'],
    question: {
      en: 'Was every answer of the comparison read to its end and judged?',
      ja: '比較で得た回答を、すべて最後まで読んで判定しましたか。',
    },
    toShow: {
      en: 'A comparison without answers that could not be judged, or what these are.',
      ja: '判定できない回答のない比較の結果、または判定できなかった回答の説明。',
    },
    references: [...aisi('G1-1'), ...nist('MEASURE 2.1')],
    fill: everyOne('comparison', answersJudged),
  },
  {
    id: 'surroundings-tried',
    teams: ['development'],
    question: {
      en: 'Was the model also asked with the texts that its training data put around requests (a backdoor shows only there)?',
      ja: '学習データのリクエストに付いていた文を付けた質問でも確認しましたか（バックドアはその場合にだけ現れます）。',
    },
    toShow: {
      en: 'A comparison with --data, and conditions that were asked.',
      ja: '--data を指定し、条件付きの質問を行った比較の結果。',
    },
    references: aisi('G6-2', 'G6-6'),
    fill: anyOne('comparison', surroundingsTried),
  },
  {
    id: 'forced-refusal-tried',
    teams: ['development'],
    question: {
      en: 'Was it tested whether the model goes on to answer after a refusal?',
      ja: '拒否した後に回答を続けないかを確認しましたか。',
    },
    toShow: { en: 'A comparison with --prefill.', ja: '--prefill を指定した比較の結果。' },
    references: aisi('G6-6'),
    fill: anyOne('comparison', forcedRefusalTried),
  },
  {
    id: 'own-questions-asked',
    teams: ['planning', 'development'],
    question: {
      en: 'Were questions of your own field asked, beside those that come with zenbun?',
      ja: '付属の質問のほかに、自社の業務に即した質問でも確認しましたか。',
    },
    toShow: { en: 'A comparison that used questions of your own.', ja: '自社の質問を使った比較の結果。' },
    references: [...aisi('G1-1'), ...nist('MEASURE 2.3')],
    fill: anyOne('comparison', ownQuestionsAsked),
  },
  {
    id: 'over-refusal-measured',
    teams: ['planning'],
    question: {
      en: 'Is it known how often the model refuses harmless requests, before and after?',
      ja: '無害なリクエストを拒否する割合を、ファインチューニング前後で測定しましたか。',
    },
    toShow: {
      en: 'A comparison with enough harmless questions.',
      ja: '十分な数の無害な質問を含む比較の結果。',
    },
    references: nist('MEASURE 2.5'),
    fill: anyOne('comparison', overRefusalMeasured),
  },
  {
    id: 'several-turns-tried',
    teams: ['development', 'planning'],
    question: {
      en: 'Has somebody tested the model in conversations of several turns, with files or tools as in real use?',
      ja: '複数回のやり取りや、実際の利用と同じファイル・ツールを使った確認を行いましたか。',
    },
    toShow: {
      en: 'A record of the trial: who, when, what was tried. The comparison asks single questions only.',
      ja: '実施者、日付、内容の記録（比較の質問は 1 回のやり取りだけです）。',
    },
    references: aisi('G6-2', 'G6-6'),
    fill: onlyPeople,
  },
  {
    id: 'compared-is-served',
    teams: ['audit', 'operations'],
    question: {
      en: 'Are the weights in service those that were compared?',
      ja: '提供しているモデルの重みは、比較で確認したものと同一ですか。',
    },
    toShow: {
      en: 'The ledger of the gateway and the comparison together, with equal digests.',
      ja: 'ゲートウェイの証跡と比較の結果（ダイジェストの一致）。',
    },
    references: [...aisi('G10-8'), ...jis('B.6.2.4')],
    fill: comparedIsServed,
  },
];
