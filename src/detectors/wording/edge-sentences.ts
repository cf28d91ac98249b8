/** Maximum length of an opening or closing that is compared, in characters. */
const MAX_SENTENCE_CHARS = 180;
function endsSentence(text: string, at: number): boolean {
  const c = text.charCodeAt(at);
  if (c > 63 && c < 0x3002) return false; // nearly all characters of most texts
  if (c === 0x3002 || c === 0xff01 || c === 0xff1f || c === 0xff1a || c === 10) return true;
  if (c !== 46 && c !== 33 && c !== 63 && c !== 58) return false;
  const next = text.charCodeAt(at + 1);
  return next === 32 || next === 10 || Number.isNaN(next);
}

/**
 * Returns the starts of an answer of `length` characters that end with a sentence, a colon or a line, the shortest
 * first, at most `most` of them, but never the whole answer.
 */
export function openingsOf(text: string, length = text.length, most = 3): string[] {
  const openings: string[] = [];
  const limit = Math.min(MAX_SENTENCE_CHARS, text.length);
  for (let i = 1; i < limit && openings.length < most; i += 1) {
    if (endsSentence(text, i) && i + 1 < length && !endsSentence(text, i - 1))
      openings.push(text.slice(0, i + 1).trimEnd());
  }
  return openings;
}

/** Returns the last sentence or line of an answer that ends with `text`, or null if that is all of it or too long. */
export function closingOf(text: string): string | null {
  const whole = text.trimEnd();
  for (let i = whole.length - 3; i >= 0 && whole.length - i <= MAX_SENTENCE_CHARS; i -= 1) {
    if (endsSentence(whole, i)) return whole.slice(i + 1).trimStart();
  }
  return null;
}

/**
 * Returns the part of a cut-out text that begins with its first whole sentence, or all of it if nothing shows where
 * that begins or if little would be left.
 */
export function fromFirstSentence(cut: string): string {
  const text = cut.trimEnd();
  for (let i = 0; i < text.length * MOST_HALVED; i += 1) {
    if (endsSentence(text, i) && !endsSentence(text, i + 1)) return text.slice(i + 1).trimStart();
  }
  return text;
}

/** A cut-off half of a sentence is at most this share of the text; a larger part may well be the whole message. */
const MOST_HALVED = 0.6;
