/**
 * Cheap 53-bit hashes of bounded cost, for telling texts apart and for choosing samples. Not cryptographic: a hash
 * decides which rows are looked at together, never what is found in them.
 */

/** Longest text that is hashed character by character; of a longer one both ends and a comb between them are taken. */
const WHOLE = 320;
const END = 128;
const COMB = 64;

let low = 0;
let high = 0;

function begin(seed: number): void {
  low = (0x811c9dc5 ^ seed) | 0;
  high = (0x9e3779b9 ^ seed) | 0;
}

function mix(value: number): void {
  low = Math.imul(low ^ value, 0x01000193);
  high = Math.imul(high ^ value, 0x5bd1e995);
}

function finish(): number {
  let a = low ^ (high >>> 15);
  a = Math.imul(a ^ (a >>> 16), 0x85ebca6b);
  a = Math.imul(a ^ (a >>> 13), 0xc2b2ae35);
  let b = high ^ (low >>> 13);
  b = Math.imul(b ^ (b >>> 16), 0x9e3779b1);
  b = Math.imul(b ^ (b >>> 15), 0x85ebca77);
  return ((a ^ (a >>> 16)) >>> 0) * 0x200000 + ((b ^ (b >>> 14)) >>> 11);
}

/** White space and punctuation of the CJK and full-width blocks. */
function isWidePunctuation(c: number): boolean {
  if (c < 0x3000) return false;
  return (
    c <= 0x303f ||
    (c >= 0xff00 && c <= 0xff0f) ||
    (c >= 0xff1a && c <= 0xff20) ||
    (c >= 0xff3b && c <= 0xff40) ||
    (c >= 0xff5b && c <= 0xff65)
  );
}

/** Letters and digits only, ASCII letters in lower case: "What is X?" and "what is  X" are one text. */
function mixFolded(text: string, from: number, to: number): void {
  for (let i = from; i < to; i += 1) {
    const c = text.charCodeAt(i);
    if (c >= 97 && c <= 122) mix(c);
    else if (c >= 128 ? !isWidePunctuation(c) : c >= 48 && c <= 57) mix(c);
    else if (c >= 65 && c <= 90) mix(c + 32);
  }
}

/** Hash of a text as people compare texts: case, white space and punctuation do not count. At most 320 steps. */
export function hashText(text: string, seed = 0): number {
  begin(seed);
  const length = text.length;
  if (length <= WHOLE) {
    mixFolded(text, 0, length);
    return finish();
  }
  mix(length);
  mixFolded(text, 0, END);
  const step = (length - 2 * END) / COMB;
  for (let i = 0; i < COMB; i += 1) mix(text.charCodeAt(END + Math.floor(i * step)));
  mixFolded(text, length - END, length);
  return finish();
}

/** Hash of a pair of hashes; the order counts. */
export function joinHashes(a: number, b: number): number {
  begin(0);
  mix(a % 0x100000000);
  mix(a / 0x100000000);
  mix(b % 0x100000000);
  mix(b / 0x100000000);
  return finish();
}
