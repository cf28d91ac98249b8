import type { ReadingLanguage } from '../schema/index.ts';
import { LEXICA } from './lexica.ts';
import { CUE_FAMILIES, type CueFamily, type Lexicon } from './lexicon/lexicon.ts';

type Patterns = readonly (readonly [CueFamily, RegExp])[];

const compiled = new Map<ReadingLanguage, Patterns>();

function patternsOf(language: ReadingLanguage): Patterns {
  let patterns = compiled.get(language);
  if (patterns === undefined) {
    const lexica = LEXICA.filter((lexicon) => speaks(lexicon, language));
    patterns = CUE_FAMILIES.map((family) => [family, new RegExp(lexica.map((l) => l.cues[family]).join('|'), 'i')]);
    compiled.set(language, patterns);
  }
  return patterns;
}

/** English stands in every language's text: models answer in it, and attacks glue it on. */
function speaks(lexicon: Lexicon, language: ReadingLanguage): boolean {
  if (language === 'ja' || language === 'zh' || language === 'ko') return lexicon.language === language;
  if (language === 'und') return !['ja', 'zh', 'ko'].includes(lexicon.language);
  return lexicon.language === language || lexicon.language === 'en';
}

const KANA = /[\u3041-\u30ff]/;
const HAN = /[\u4e00-\u9fff]/;
const HANGUL = /[\uac00-\ud7a3]/;

/** The language of one unit within a text of `language`: scripts tell, else the text's own. */
export function unitLanguage(unit: string, language: ReadingLanguage): ReadingLanguage {
  if (KANA.test(unit)) return 'ja';
  if (HANGUL.test(unit)) return 'ko';
  if (HAN.test(unit)) return language === 'ja' ? 'ja' : 'zh';
  return language === 'ja' || language === 'zh' || language === 'ko' ? 'en' : language;
}

const turns = new Map<ReadingLanguage, RegExp>();

/** Matches where a sentence of `language` turns, at the first character of the new clause. Global: set `lastIndex`. */
export function turnOf(language: ReadingLanguage): RegExp {
  let turn = turns.get(language);
  if (turn === undefined) {
    const lexica = LEXICA.filter((lexicon) => speaks(lexicon, language) || lexicon.language === 'en');
    turn = new RegExp(lexica.map((lexicon) => lexicon.turn).join('|'), 'gi');
    turns.set(language, turn);
  }
  return turn;
}

/** The cue families that show in a unit, read in `language`. */
export function cuesOf(unit: string, language: ReadingLanguage): ReadonlySet<CueFamily> {
  const text = unit.replace(/[’‘]/g, "'");
  const shown = new Set<CueFamily>();
  for (const [family, pattern] of patternsOf(unitLanguage(text, language))) if (pattern.test(text)) shown.add(family);
  return shown;
}
