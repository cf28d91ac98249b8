import { turnOf } from './cues.ts';
import { labelUnit } from './label-units.ts';
import { languageOf } from './language.ts';
import type { CueFamily } from './lexicon/lexicon.ts';
import { segment } from './segment.ts';
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
const NO_CUES: ReadonlySet<CueFamily> = new Set();
const LABELS = UNIT_LABELS.flatMap((label, i) => (/^refusal|policy|obedience/.test(label) ? [i] : []));
const TELLING: readonly CueFamily[] = ['decline', 'incapable', 'challenge', 'obey', 'identity'];

/**
 * Whether one of the first `most` units, read closely, declines, speaks of rules or vows. A phrase or the gate only
 * supposes it, mostly without reason; this costs a tenth of reading the text as a whole.
 */
export function opensDeclining(text: string, most: number): boolean {
  const start = text.length > START ? text.slice(0, START) : text;
  if (!mayDecline(start, most)) return false;
  const language = languageOf(start);
  const units = segment(start, turnOf(language));
  for (let i = 0; i < units.length && i < most; i += 1) {
    const unit = units[i]!;
    if (unit.start >= OPENING) break;
    const { act, cues } = labelUnit(start, unit, language, false, [], i < 2);
    if (act === 'refusal' || act === 'policy' || act === 'obedience') return true;
    if (TELLING.some((family) => cues.has(family))) return true;
  }
  return false;
}

/** The same by the words alone, of sentences that are cut roughly: few openings are looked at further. */
function mayDecline(text: string, most: number): boolean {
  let from = 0;
  for (let i = 0; i < most && from < text.length && from < OPENING; i += 1) {
    let end = from + SHORTEST;
    while (end < text.length && !STOPS.includes(text[end]!)) end += 1;
    const p = classifyUnit(text.slice(from, end + 1), NO_CUES);
    if (LABELS.reduce((sum, label) => sum + p[label]!, 0) >= UNLIKELY) return true;
    from = end + 1;
  }
  return false;
}
