import type { ReadingLanguage } from '../schema/index.ts';
import { CUE_LITERALS } from './cue-literals.ts';
import { LEXICA } from './lexica.ts';
import { CUE_FAMILIES, type CueFamily, type Lexicon } from './lexicon/lexicon.ts';
import { type LiteralScan, literalScan } from './literal-scan.ts';

/** The cues of a lexicon, ready to be looked for in plain text. */
export interface CuePatterns {
  /** By family, in the order of `CUE_FAMILIES`. */
  readonly patterns: readonly RegExp[];
  /** Bit `i`: family `i` may show. One pass that spares most of the searches. */
  readonly mayShow: LiteralScan;
}

const compiled = new Map<Lexicon, CuePatterns>();

/** Compiled when a text of the language is first read. */
export function patternsOf(lexicon: Lexicon): CuePatterns {
  let cues = compiled.get(lexicon);
  if (cues === undefined) {
    const sources = CUE_FAMILIES.map((family) => lowered(lexicon.cues[family]));
    cues = {
      patterns: sources.map((source) => new RegExp(source)),
      mayShow: literalScan(CUE_LITERALS[lexicon.language]),
    };
    compiled.set(lexicon, cues);
  }
  return cues;
}

/** Text as cues are written: lower case, plain apostrophes. A pattern without the `i` flag compiles and runs faster. */
export const plain = (text: string) => text.toLowerCase().replace(/[’‘]/g, "'");

/** The source of a pattern for plain text. */
export const lowered = (source: string) => source.replace(/(?<!\\)\p{Lu}/gu, (letter) => letter.toLowerCase());

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

const WIDE = /[\u3041-\ud7a3]/;
const KANA = /[\u3041-\u30ff]/;
const HAN = /[\u4e00-\u9fff]/;
const HANGUL = /[\uac00-\ud7a3]/;

/** The language of one unit within a text of `language`: scripts tell, else the text's own. */
export function unitLanguage(unit: string, language: ReadingLanguage): ReadingLanguage {
  if (WIDE.test(unit)) {
    if (KANA.test(unit)) return 'ja';
    if (HANGUL.test(unit)) return 'ko';
    if (HAN.test(unit)) return language === 'ja' ? 'ja' : 'zh';
  }
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

export const NO_CUES: ReadonlySet<CueFamily> = new Set();

/** The cue families that show in a unit of plain text in `language`: its own (`unitLanguage`). */
export function cuesOf(unit: string, language: ReadingLanguage): ReadonlySet<CueFamily> {
  let shown: Set<CueFamily> | null = null;
  for (const lexicon of lexicaOf(language)) {
    const { patterns, mayShow } = patternsOf(lexicon);
    for (let rest = mayShow(unit); rest !== 0; rest &= rest - 1) {
      const family = 31 - Math.clz32(rest & -rest);
      if (!patterns[family]!.test(unit)) continue;
      shown ??= new Set();
      shown.add(CUE_FAMILIES[family]!);
    }
  }
  return shown ?? NO_CUES;
}
