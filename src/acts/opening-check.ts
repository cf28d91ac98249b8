import { NO_CUES, plain, unitLanguage } from './cues.ts';
import { labelUnit } from './label-units.ts';
import { languageOf } from './language.ts';
import type { CueFamily } from './lexicon/lexicon.ts';
import { OPENING_CHARS, tellingStarts } from './opening-gate.ts';
import { classifyUnit } from './unit-classifier.ts';
import { UNIT_LABELS } from './unit-labels.ts';

/** A sentence of an opening is read no further than this. */
const LONGEST = 240;
/** Where it ends; "1." and "No." are taken with what follows. */
const STOPS = '.!?\n。！？';
const SHORTEST = 5;
/** So many sentences may be the opening one, and are looked at where a phrase made it likely. */
const OPENING = 2;
const LIKELY = 3;

/** A sentence that is so unlikely to do any of these by its words alone is not looked at for cues. */
const UNLIKELY = 0.2;
const LABELS = UNIT_LABELS.flatMap((label, i) => (/^refusal|policy|obedience/.test(label) ? [i] : []));
const TELLING: readonly CueFamily[] = ['decline', 'incapable', 'challenge', 'obey'];

/**
 * Whether one of the first sentences, cut roughly and read closely, declines, speaks of rules or vows: of the first
 * three where a phrase made it `likely`, else of those that sound like it. This costs a twentieth of reading the text as
 * a whole.
 */
export function opensDeclining(text: string, likely: boolean): boolean {
  const starts = likely ? firstStarts(text) : tellingStarts(text);
  return starts.some((start, i) =>
    declines(text, start, sentenceEnd(text, start), !likely || i < OPENING ? start : null),
  );
}

function firstStarts(text: string): number[] {
  const starts: number[] = [];
  for (
    let start = 0;
    starts.length < LIKELY && start < Math.min(text.length, OPENING_CHARS);
    start = sentenceEnd(text, start)
  ) {
    starts.push(start);
  }
  return starts;
}

/** The end of the sentence of an opening that starts at `start`, cut roughly. */
function sentenceEnd(text: string, start: number): number {
  const to = Math.min(text.length, LONGEST);
  let end = start + SHORTEST;
  while (end < to && !STOPS.includes(text[end]!)) end += 1;
  return Math.min(end + 1, to);
}

function declines(text: string, start: number, end: number, opening: number | null): boolean {
  const sentence = plain(text.slice(start, end));
  const language = languageOf(text);
  const p = classifyUnit(sentence, unitLanguage(sentence, language), NO_CUES);
  let likely = 0;
  for (const label of LABELS) likely += p[label]!;
  if (likely < UNLIKELY) return false;
  const { act, cues } = labelUnit(text, start, end, language, false, [], opening);
  if (act === 'refusal' || act === 'policy' || act === 'obedience') return true;
  return TELLING.some((family) => cues.has(family));
}
