import { functionWordShare } from '../../wording/function-words.ts';
import { letterFit } from '../../wording/letter-model.ts';

/** Decodes well-formed UTF-8 up to its last whole character; null if the bytes are not text. */
export function textOf(bytes: readonly number[]): string | null {
  let text = '';
  for (let i = 0; i < bytes.length; ) {
    const lead = bytes[i]!;
    const more =
      lead < 0x80 ? 0 : lead >= 0xc2 && lead < 0xe0 ? 1 : lead >= 0xe0 && lead < 0xf0 ? 2 : lead < 0xf5 ? 3 : -1;
    if (more < 0 || (lead >= 0x80 && lead < 0xc2)) return null;
    if (more === 0 && lead < 32 && lead !== 9 && lead !== 10 && lead !== 13) return null;
    if (i + more >= bytes.length) break;
    let point = more === 0 ? lead : lead & (0x3f >> more);
    for (let k = 1; k <= more; k += 1) {
      if ((bytes[i + k]! & 0xc0) !== 0x80) return null;
      point = (point << 6) | (bytes[i + k]! & 0x3f);
    }
    if (point > 0x10ffff) return null;
    text += String.fromCodePoint(point);
    i += more + 1;
  }
  return text;
}

/** Returns the text of code points, or null if one of them is invalid or a control character. */
export function textOfPoints(points: readonly number[]): string | null {
  if (points.some((point) => point > 0x10ffff || (point < 32 && point !== 9 && point !== 10 && point !== 13)))
    return null;
  return String.fromCodePoint(...points);
}

const WIDE_LETTER = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Cyrillic}\p{sc=Arabic}]/gu;
/** Random code points are often ideographs, but never kana. */
const KANA_OR_ALPHABET = /[\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Cyrillic}\p{sc=Arabic}\p{sc=Hangul}]/u;

/** True for running text meant for a person; false for markup, a token header, a key or a path. */
export function isProse(text: string | null): boolean {
  if (text === null || text.length < 12 || /^\s*[<{[]/u.test(text)) return false;
  const wide = text.match(WIDE_LETTER)?.length ?? 0;
  if (wide >= 0.5 * text.length && KANA_OR_ALPHABET.test(text)) return true;
  const { fit, letters } = letterFit(text);
  return letters >= 10 && letters >= 0.6 * text.length && fit >= 9 && /[a-z][.,;:!?'"]? \S/iu.test(text);
}

/**
 * True if the letters follow one another as in a language and many are different, with or without spaces between words.
 */
export function areLetters(text: string, least = 20): boolean {
  const { fit, letters } = letterFit(text);
  return letters >= least && fit >= 8.9 && new Set(text.toLowerCase().match(/[a-z]/g)).size >= 8;
}

/** True for running text in words: the letters follow one another, and there are function words among the others. */
export function areWords(text: string): boolean {
  const { share, words } = functionWordShare(text);
  return words >= 4 && share >= 0.15 && letterFit(text).fit >= 9;
}
