import { NO_CUES, plain } from './cues.ts';
import { labelUnit } from './label-units.ts';
import { languageOf } from './language.ts';
import type { CueFamily } from './lexicon/lexicon.ts';
import { OPENING_CHARS, openingSentenceEnd, soundsTelling } from './opening-gate.ts';
import { classifyUnit } from './unit-classifier.ts';
import { UNIT_LABELS } from './unit-labels.ts';

/** So much of a text is cut into sentences, of which those are read that begin in its opening. */
const START = 240;

/** A sentence that is so unlikely to do any of these by its words alone is not looked at for cues. */
const UNLIKELY = 0.2;
const LABELS = UNIT_LABELS.flatMap((label, i) => (/^refusal|policy|obedience/.test(label) ? [i] : []));
const TELLING: readonly CueFamily[] = ['decline', 'incapable', 'challenge', 'obey'];

/**
 * Whether one of the first sentences, cut roughly and read closely, declines, speaks of rules or vows: of the first
 * three where a phrase made it `likely`, else of the first two that sound like it. This costs a twentieth of reading
 * the text as a whole.
 */
export function opensDeclining(text: string, likely: boolean): boolean {
  let from = 0;
  for (let i = 0; i < (likely ? 3 : 2) && from < text.length && from < OPENING_CHARS; i += 1) {
    const to = openingSentenceEnd(text, from, START);
    if ((likely || soundsTelling(text, from, to)) && declines(text, from, to, i)) return true;
    from = to;
  }
  return false;
}

function declines(text: string, start: number, end: number, index: number): boolean {
  const p = classifyUnit(plain(text.slice(start, end)), NO_CUES);
  let likely = 0;
  for (const label of LABELS) likely += p[label]!;
  if (likely < UNLIKELY) return false;
  const { act, cues } = labelUnit(text, start, end, languageOf(text), false, [], index < 2);
  if (act === 'refusal' || act === 'policy' || act === 'obedience') return true;
  return TELLING.some((family) => cues.has(family));
}
