import { shownAfter } from '../world/shown-steps.ts';
import type { Defence, DefendedQuestion } from './defence.ts';

/** Number of steps after which a content filter recognises an item: half of them. */
const VISIBLE = 3;
/** Share of the recognised answers that the filter stops: an assumption, not a measurement. */
export const FILTER_RECALL = 0.9;
/** Number of tokens of an answer that the first-tokens filter reads. */
const FILTER_TOKENS = 12;

function stops(read: readonly number[], { item, random }: DefendedQuestion): boolean {
  // Drawn for every answer, so that two filters err on the same answers.
  const attentive = random() < FILTER_RECALL;
  return attentive && item.restricted && shownAfter(read, item, VISIBLE) !== null;
}

/** Reads the first tokens and recognises restricted content in them. */
export const FIRST_TOKENS_FILTER: Defence = {
  id: 'first-tokens',
  title: { en: `filter, first ${FILTER_TOKENS} tokens`, ja: `先頭 ${FILTER_TOKENS} 語のフィルター` },
  release: (answer, asked) => (stops(answer.slice(0, FILTER_TOKENS), asked) ? null : answer),
};

/** The same filter over the whole answer. It does not understand content in code. */
export const FULL_TEXT_FILTER: Defence = {
  id: 'full-text',
  title: { en: `filter, full text, recall ${FILTER_RECALL}`, ja: `全文フィルター・再現率 ${FILTER_RECALL}` },
  release: (answer, asked) => (stops(answer, asked) ? null : answer),
};
