import type { ReadingLanguage } from '../schema/index.ts';
import { LEXICA } from './lexica.ts';
import { CUE_FAMILIES, type CueFamily, type Lexicon } from './lexicon/lexicon.ts';

const compiled = new Map<Lexicon, ReadonlyMap<CueFamily, RegExp>>();

/** The cues of a lexicon, to be tested against `plain` text. Compiled when a text of the language is first read. */
export function patternsOf(lexicon: Lexicon): ReadonlyMap<CueFamily, RegExp> {
  let patterns = compiled.get(lexicon);
  if (patterns === undefined) {
    patterns = new Map(CUE_FAMILIES.map((family) => [family, new RegExp(lowered(lexicon.cues[family]))]));
    compiled.set(lexicon, patterns);
  }
  return patterns;
}

/** Text as cues are written: lower case, plain apostrophes. A pattern without the `i` flag compiles and runs faster. */
export const plain = (text: string) => text.toLowerCase().replace(/[’‘]/g, "'");

const lowered = (source: string) => source.replace(/(?<!\\)\p{Lu}/gu, (letter) => letter.toLowerCase());

const spoken = new Map<ReadingLanguage, readonly Lexicon[]>();

function lexicaOf(language: ReadingLanguage): readonly Lexicon[] {
  let lexica = spoken.get(language);
  if (lexica === undefined) {
    lexica = LEXICA.filter((lexicon) => speaks(lexicon, language));
    spoken.set(language, lexica);
  }
  return lexica;
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
  const text = plain(unit);
  const shown = new Set<CueFamily>();
  for (const lexicon of lexicaOf(unitLanguage(text, language))) {
    for (const [family, pattern] of patternsOf(lexicon))
      if (!shown.has(family) && pattern.test(text)) shown.add(family);
  }
  return shown;
}
