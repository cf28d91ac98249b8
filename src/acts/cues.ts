import { LEXICA } from './lexica.ts';
import { CUE_FAMILIES, type CueFamily } from './lexicon/lexicon.ts';

const PATTERNS: readonly (readonly [CueFamily, RegExp])[] = CUE_FAMILIES.map((family) => [
  family,
  new RegExp(LEXICA.map((lexicon) => lexicon.cues[family]).join('|'), 'iu'),
]);

/** The cue families that show in a unit, in any language. */
export function cuesOf(unit: string): ReadonlySet<CueFamily> {
  const text = unit.replace(/[’‘]/g, "'");
  const shown = new Set<CueFamily>();
  for (const [family, pattern] of PATTERNS) if (pattern.test(text)) shown.add(family);
  return shown;
}
