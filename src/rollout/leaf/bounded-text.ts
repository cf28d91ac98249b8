/** Returns the length of a text in UTF-8 bytes. A lone surrogate counts as the replacement character, three bytes. */
export function utf8Bytes(text: string): number {
  let bytes = 0;
  for (const letter of text) {
    const point = letter.codePointAt(0)!;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return bytes;
}

/**
 * Replaces each lone surrogate with the replacement character, because JSON encoders differ in how they write lone
 * surrogates.
 */
export function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd');
}

/**
 * Returns the text without lone surrogates. If it is too long, returns as much of its beginning as fits with `…`
 * appended, without splitting a character.
 */
export function boundedText(text: string, maxBytes: number): string {
  const whole = wellFormed(text);
  if (utf8Bytes(whole) <= maxBytes) return whole;
  const room = maxBytes - utf8Bytes('…');
  if (room < 0) return '';
  let kept = '';
  let bytes = 0;
  for (const letter of whole) {
    bytes += utf8Bytes(letter);
    if (bytes > room) break;
    kept += letter;
  }
  return `${kept}…`;
}
