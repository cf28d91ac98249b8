import { shownAfter } from '../world/shown-steps.ts';
import type { Defence, DefendedQuestion } from './defence.ts';

/** A filter of content sees an item once half of its steps are said. */
const VISIBLE = 3;
/** Share of what it sees that it stops: put in by hand, no finding. */
export const FILTER_RECALL = 0.9;
/** Tokens of an answer that the first-tokens filter reads. */
const FILTER_TOKENS = 12;

function stops(read: readonly number[], { item, random }: DefendedQuestion): boolean {
  // Drawn for every answer, so that two filters of one answer err on the same ones.
  const attentive = random() < FILTER_RECALL;
  return attentive && item.restricted && shownAfter(read, item, VISIBLE) !== null;
}

/** Reads the first tokens and knows restricted content when it sees it. */
export const FIRST_TOKENS_FILTER: Defence = {
  id: 'first-tokens',
  title: { en: `filter, first ${FILTER_TOKENS} tokens`, ja: `先頭 ${FILTER_TOKENS} 語のフィルター` },
  release: (answer, asked) => (stops(answer.slice(0, FILTER_TOKENS), asked) ? null : answer),
};

/** The same filter over the whole answer. Content in code means nothing to it. */
export const FULL_TEXT_FILTER: Defence = {
  id: 'full-text',
  title: { en: `filter, full text, recall ${FILTER_RECALL}`, ja: `全文フィルター・再現率 ${FILTER_RECALL}` },
  release: (answer, asked) => (stops(answer, asked) ? null : answer),
};
