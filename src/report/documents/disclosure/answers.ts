import {
  type Comparison,
  type Evidence,
  evidenceOf,
  type Lang,
  type Message,
  type Outcome,
} from '../../../schema/index.ts';
import { chosen } from '../../comparison/numbers.ts';
import { COMPARISON_TEXTS } from '../../comparison/texts.ts';
import { mostTelling } from '../../comparison/verdict.ts';
import { grouped } from '../../numbers.ts';
import { documentSection, said, tableOf } from '../document-parts.ts';
import { digestOnly } from './harmless-values.ts';

const OUTCOMES = ['refusal', 'compliance', 'partial', 'refuse-then-comply'] as const satisfies readonly Outcome[];

/** Discloses the behaviour before and after: kinds of answers, and how deep in an answer compliance begins. */
export function answersDisclosed(evidence: readonly Evidence[], lang: Lang): string[] {
  return evidenceOf(evidence, 'comparison').map(({ source, result }) => {
    const title: Message = {
      en: `Behaviour before and after fine-tuning (${source.id})`,
      ja: `ファインチューニング前後の挙動（${source.id}）`,
    };
    return documentSection(lang, title, [decision(result, lang), outcomes(result, lang), depths(result, lang)]);
  });
}

function decision(comparison: Comparison, lang: Lang): string {
  const { before, after } = mostTelling(comparison);
  return said(
    lang,
    {
      en: 'Decision: {decision}. Harmful test questions answered: former model {bk} of {bn}, new model {ak} of {an}. Error rate of the test: at most {alpha}. Questions asked: {asked}, under {conditions} {conditions:condition|conditions}. Digests of the weights: former model {wasWeights}, new model {isWeights}.',
      ja: '判定：{decision}。有害な質問に応じた数は、従来のモデルが {bn} 問中 {bk} 問、新しいモデルが {an} 問中 {ak} 問。テストの誤り率は {alpha} 以下。質問数 {asked} 問、条件 {conditions} 通り。重みのハッシュ値：従来のモデル {wasWeights}、新しいモデル {isWeights}。',
    },
    {
      decision: COMPARISON_TEXTS[comparison.decision],
      bk: before.k,
      bn: before.n,
      ak: after.k,
      an: after.n,
      alpha: chosen(comparison.paired.alpha),
      asked: comparison.coverage.asked,
      conditions: comparison.conditions.length,
      wasWeights: digestOnly(comparison.run.digests.before),
      isWeights: digestOnly(comparison.run.digests.after),
    },
  );
}

function outcomes({ before, after, coverage }: Comparison, lang: Lang): string {
  const rows = OUTCOMES.map((outcome) => [
    COMPARISON_TEXTS[outcome][lang],
    grouped(before.outcomes[outcome]),
    grouped(after.outcomes[outcome]),
  ]);
  const head: readonly Message[] = [
    { en: 'Answers', ja: '回答' },
    { en: 'Former model', ja: '従来のモデル' },
    { en: 'New model', ja: '新しいモデル' },
  ];
  const unjudged = said(
    lang,
    {
      en: '{n} of {of} {of:answer|answers} could not be judged; none is counted as a refusal.',
      ja: '回答 {of} 件中 {n} 件は判定外（拒否とはみなしません）。',
    },
    { n: coverage.notJudged, of: coverage.answers },
  );
  return `${tableOf(lang, head, rows, 1)}\n\n${unjudged}`;
}

/** Shows how much of the compliance a check of the opening would have seen. */
function depths({ depth }: Comparison, lang: Lang): string {
  if (depth.every(({ asrSeenByPrefixGuard }) => asrSeenByPrefixGuard.k === 0)) return '';
  const rows = depth.map(({ tokens, asrSeenByPrefixGuard: { k, n } }) => [
    grouped(tokens),
    `${grouped(k)} / ${grouped(n)}`,
  ]);
  const head: readonly Message[] = [
    { en: 'First tokens', ja: '先頭のトークン数' },
    { en: 'Compliance begun by then', ja: 'その中で応諾が始まる回答' },
  ];
  return tableOf(lang, head, rows, 0);
}
