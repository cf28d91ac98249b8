/** No token: white space, controls, format characters. */
export const SPACE = 0;
/** A run of letters and apostrophes, in a script that separates words. */
export const WORD = 1;
/** A run of digits. */
export const NUMBER = 2;
/** One character of a script that does not separate words: Han, kana, Thai. */
export const WIDE = 3;
/** Any other single character. */
export const MARK = 4;

const WIDE_RANGES = [
  [0x0e01, 0x0e3a],
  [0x0e40, 0x0e4e],
  [0x3005, 0x3007],
  [0x3041, 0x30ff],
  [0x3400, 0x9fff],
  [0xf900, 0xfaff],
] as const;
const WORD_RANGES = [
  [0x41, 0x5a],
  [0x61, 0x7a],
  [0x27, 0x27],
  [0xaa, 0xaa],
  [0xb5, 0xb5],
  [0xba, 0xba],
  [0xc0, 0xd6],
  [0xd8, 0xf6],
  [0xf8, 0x2c1],
  [0x300, 0x374],
  [0x376, 0x5cf],
  [0x5d0, 0x5f2],
  [0x610, 0x61a],
  [0x620, 0x65f],
  [0x66e, 0x6d3],
  [0x6d5, 0x6ef],
  [0x6fa, 0x963],
  [0x970, 0xdff],
  [0x0e80, 0x109f],
  [0x10a0, 0x1fff],
  [0xac00, 0xd7a3],
] as const;
const NUMBER_RANGES = [
  [0x30, 0x39],
  [0x660, 0x669],
  [0x6f0, 0x6f9],
  [0x966, 0x96f],
  [0xe50, 0xe59],
] as const;
const SPACE_RANGES = [
  [0, 0x20],
  [0x7f, 0xa0],
  [0xad, 0xad],
  [0x2000, 0x200f],
  [0x2028, 0x202f],
  [0x205f, 0x206f],
  [0x3000, 0x3000],
  [0xfe00, 0xfe0f],
  [0xfeff, 0xfeff],
] as const;

/** Kind of token by UTF-16 code unit. */
export const KINDS: Uint8Array = new Uint8Array(0x1_0000).fill(MARK);
for (const [kind, ranges] of [
  [WORD, WORD_RANGES],
  [WIDE, WIDE_RANGES],
  [NUMBER, NUMBER_RANGES],
  [SPACE, SPACE_RANGES],
] as const) {
  for (const [from, to] of ranges) KINDS.fill(kind, from, to + 1);
}

/**
 * Returns the end of the token of `kind` that starts at `start`; each wide character and each mark is a token of its
 * own.
 */
export function tokenEnd(text: string, start: number, kind: number): number {
  let end = start + 1;
  if (kind === MARK || kind === WIDE) return end;
  while (end < text.length && KINDS[text.charCodeAt(end)] === kind) end += 1;
  return end;
}
