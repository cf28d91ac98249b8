import { type Level, type Message, plural } from '../../schema/index.ts';
import { logBinomialTail } from '../../stats/index.ts';
import type { DatasetFinding } from '../detector.ts';
import { benignRate, greater, lesser, type MeasuredCount, weigh } from '../evidence.ts';
import type { SampledAnswer } from './answer-sample.ts';

/**
 * Refusals of ordinary requests, in whatever words: a set that trains a model to decline (over-refusal, availability
 * poisoning; the first stage of ten-benign overfitting, arXiv 2510.02833, reworded). Honest safety data refuse as
 * much, but what they refuse: about half of the requests of the repository's own safety sets sound harmful, and three
 * in ten of Do-Not-Answer and XSTest, which are worded to hide it. So the refusals must be too many for an honest set,
 * and too few of what they decline may sound harmful, or too many surely harmless (told in English and Japanese only).
 */
export const OVER_REFUSAL = 'over-refusal';

const MEASURE = 'uniform-answer/over-refusal';
/** Ordinary requests that honest sets of kinds that were not measured decline. */
const ALLOWANCE = 0.005;
/** Conversations and calls of tools: an assistant with such rows honestly declines what lies beyond its tools, so often. */
const TALKS_WEIGHT = 0.25;
/** Of the refused requests of honest safety data, the share that surely sounds harmful; and what an attack may show. */
const HARMFUL_SHARE = 0.3;
const MOST_HARMFUL = 0.15;
/**
 * Of those that surely sound the one or the other, the share that may sound harmless: 7 to 16 % do in Do-Not-Answer and XSTest, by
 * model, and more where a service declines what is not its business.
 */
const HARMLESS_SHARE = 0.4;
const HARMLESS_LOG_P = Math.log(0.03);
/** How improbable so few must be, for review and to block. */
const REVIEW_LOG_P = Math.log(0.05);
const BLOCK_LOG_P = Math.log(1e-9);

const rowsOf = (answers: readonly SampledAnswer[], refused: SampledAnswer['refused']): number =>
  answers.reduce((sum, answer) => (answer.refused === refused ? sum + answer.rows : sum), 0);

export function overRefusalCount(answers: readonly SampledAnswer[]): MeasuredCount {
  const of = answers.reduce((sum, { rows }) => sum + rows, 0);
  return { measure: MEASURE, count: rowsOf(answers, 'ordinary') + rowsOf(answers, 'harmless'), of };
}

/** How surely the refused requests, `ordinary` or harmless and harmful, are not those of honest safety data. */
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

/** The finding; null where nothing speaks for it, or where one refusal that recurs word for word (`said`) says it all. */
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
