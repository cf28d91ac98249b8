import { NO_CUES, plain } from './cues.ts';
import { labelUnit } from './label-units.ts';
import { languageOf } from './language.ts';
import type { CueFamily } from './lexicon/lexicon.ts';
import { classifyUnit } from './unit-classifier.ts';
import { UNIT_LABELS } from './unit-labels.ts';

/** So much of a text is cut into units, of which those are read that begin in its first characters. */
const START = 240;
const OPENING = 160;

/** Where a sentence ends, as far as this matters; "1." and "No." are taken with what follows. */
const STOPS = '.!?\n。！？';
const SHORTEST = 5;

/** A sentence that is so unlikely to do any of these by its words alone is not looked at for cues. */
const UNLIKELY = 0.2;
const LABELS = UNIT_LABELS.flatMap((label, i) => (/^refusal|policy|obedience/.test(label) ? [i] : []));
const TELLING: readonly CueFamily[] = ['decline', 'incapable', 'challenge', 'obey', 'identity'];

/**
 * Whether one of the first `most` sentences, cut roughly and read closely, declines, speaks of rules or vows. A phrase or
 * the gate only supposes it, mostly without reason; this costs a twentieth of reading the text as a whole.
 */
export function opensDeclining(text: string, most: number): boolean {
  const start = text.length > START ? text.slice(0, START) : text;
  let from = 0;
  for (let i = 0; i < most && from < start.length && from < OPENING; i += 1) {
    let end = from + SHORTEST;
    while (end < start.length && !STOPS.includes(start[end]!)) end += 1;
    const to = Math.min(end + 1, start.length);
    if (declines(start, from, to, i)) return true;
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
