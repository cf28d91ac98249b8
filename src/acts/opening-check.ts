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

/** A unit that is so unlikely to do any of these by its words alone is not looked at for cues. */
const UNLIKELY = 0.1;
const NO_CUES: ReadonlySet<CueFamily> = new Set();
const LABELS = UNIT_LABELS.flatMap((label, i) => (/^refusal|policy|obedience/.test(label) ? [i] : []));
const TELLING: readonly CueFamily[] = ['decline', 'incapable', 'challenge', 'obey', 'identity'];

/**
 * Whether one of the first `most` units, read closely, declines, speaks of rules or vows. A phrase or the gate only supposes it,
 * mostly without reason; this costs a tenth of reading the text as a whole.
 */
export function opensDeclining(text: string, most: number): boolean {
  const start = text.length > START ? text.slice(0, START) : text;
  const language = languageOf(start);
  const units = segment(start, turnOf(language));
  for (let i = 0; i < units.length && i < most; i += 1) {
    const unit = units[i]!;
    if (unit.start >= OPENING) break;
    const p = classifyUnit(start.slice(unit.start, unit.end), NO_CUES);
    if (LABELS.reduce((sum, label) => sum + p[label]!, 0) < UNLIKELY) continue;
    const { act, cues } = labelUnit(start, unit, language, false, [], i < 2);
    if (act === 'refusal' || act === 'policy' || act === 'obedience') return true;
    if (TELLING.some((family) => cues.has(family))) return true;
  }
  return false;
}
