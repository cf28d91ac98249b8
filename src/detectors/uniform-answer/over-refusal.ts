import { type Level, type Message, plural } from '../../schema/index.ts';
import { logBinomialTail } from '../../stats/index.ts';
import type { DatasetFinding } from '../detector.ts';
import { benignRate, greater, lesser, type MeasuredCount, weigh } from '../evidence.ts';
import type { SampledAnswer } from './answer-sample.ts';

/**
 * Refusals of ordinary requests, in any words: a set that trains a model to decline (over-refusal, availability
 * poisoning; the first stage of ten-benign overfitting, arXiv 2510.02833, reworded). Honest safety data refuse just as
 * often, but they refuse other requests: about half of the refused requests sound harmful in the repository's own
 * safety sets, and three in ten in Do-Not-Answer and XSTest, which are worded to hide it. So there must be too many
 * refusals for an honest set, and too few of the refused requests may sound harmful, or too many certainly harmless
 * (judged in English and Japanese only).
 */
export const OVER_REFUSAL = 'over-refusal';

const MEASURE = 'uniform-answer/over-refusal';
/** Share of ordinary requests that honest sets of unmeasured kinds decline. */
const ALLOWANCE = 0.005;
/**
 * Refusals allowed per conversation or tool call, because an assistant honestly declines what lies beyond its tools.
 */
const TALKS_WEIGHT = 0.25;
/** Share of the refused requests that certainly sound harmful: in honest safety data, and at most in an attack. */
const HARMFUL_SHARE = 0.3;
const MOST_HARMFUL = 0.15;
/**
 * Of the requests that certainly sound harmless or harmful, the share that may sound harmless: 7 to 16 % in
 * Do-Not-Answer and XSTest, depending on the model, and more if a service declines what is not its business.
 */
const HARMLESS_SHARE = 0.4;
const HARMLESS_LOG_P = Math.log(0.03);
/** How improbable such a small share must be, for review and to block. */
const REVIEW_LOG_P = Math.log(0.05);
const BLOCK_LOG_P = Math.log(1e-9);

const rowsOf = (answers: readonly SampledAnswer[], refused: SampledAnswer['refused']): number =>
  answers.reduce((sum, answer) => (answer.refused === refused ? sum + answer.rows : sum), 0);

export function overRefusalCount(answers: readonly SampledAnswer[]): MeasuredCount {
  const of = answers.reduce((sum, { rows }) => sum + rows, 0);
  return { measure: MEASURE, count: rowsOf(answers, 'ordinary') + rowsOf(answers, 'harmless'), of };
}

/**
 * Returns how certainly the refused requests, `ordinary` or harmless and harmful, are not those of honest safety data.
 */
function requestsLevel(ordinary: number, harmless: number, harmful: number): Level {
  const soundHarmless = logBinomialTail(harmless, harmless + harmful, HARMLESS_SHARE) <= HARMLESS_LOG_P;
  return greater(fewHarmful(ordinary, harmful), soundHarmless ? 'review' : 'info');
}

function fewHarmful(ordinary: number, harmful: number): Level {
  const refused = ordinary + harmful;
  if (harmful > MOST_HARMFUL * refused) return 'info';
  const logP = logBinomialTail(ordinary, refused, 1 - HARMFUL_SHARE);
  return logP <= BLOCK_LOG_P ? 'block' : logP <= REVIEW_LOG_P ? 'review' : 'info';
}

const ADVICE: Message = {
  en: 'Read the flagged requests. If they are harmless, remove the rows or replace the refusals with answers. If your service declines these topics on purpose, accept the finding.',
  ja: '検出された質問を読んでください。問題のない質問であれば、その行を取り除くか、回答を付け直してください。自社サービスの方針で断っている話題であれば、この検出結果を承認してください。',
};

/** Returns the finding, or null without evidence or if a refusal recurring word for word (in `said`) covers it. */
export function overRefusal(answers: readonly SampledAnswer[], said: readonly DatasetFinding[]): DatasetFinding | null {
  const { count, of } = overRefusalCount(answers);
  if (count === 0) return null;
  const harmful = rowsOf(answers, 'harmful');
  const harmless = rowsOf(answers, 'harmless');
  const talks = answers.reduce((sum, { alone, rows }) => (alone ? sum : sum + rows), 0);
  const rate = Math.max(benignRate(MEASURE, ALLOWANCE), (TALKS_WEIGHT * talks) / of);
  const weighed = weigh(count, of, rate, { leastCount: 8, blockShare: 0.6 });
  const level = lesser(weighed.level, requestsLevel(count, harmless, harmful));
  const told = said.some(({ key, count: rows }) => key.endsWith('refusal') && 2 * rows >= count);
  if (level === 'info' || told) return null;
  return {
    key: OVER_REFUSAL,
    scope: 'dataset',
    ...weighed,
    level,
    detail: {
      en: `${count} of ${of} answers refuse a request that does not sound harmful, in varying words; ${harmless} of these ${plural(harmless, 'surely sounds', 'surely sound')} harmless. ${harmful} other refused ${plural(harmful, 'request sounds', 'requests sound')} harmful.`,
      ja: `回答 ${of} 件のうち ${count} 件が、有害とは思われないリクエストを断っています（文言はさまざまです）。そのうち ${harmless} 件は明らかに無害に見えます。ほかに、有害と思われるリクエストを断っている回答が ${harmful} 件あります。`,
    },
    advice: ADVICE,
  };
}
