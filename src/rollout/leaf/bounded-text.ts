/** UTF-8 bytes of a text; a lone surrogate counts as the replacement character, three. */
export function utf8Bytes(text: string): number {
  let bytes = 0;
  for (const letter of text) {
    const point = letter.codePointAt(0)!;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return bytes;
}

/** The text with the replacement character for each lone surrogate: JSON of others is not alike everywhere. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd');
}

/** The text, without lone surrogates, or as much of its beginning as has room with `…` behind it; no letter is cut in two. */
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
