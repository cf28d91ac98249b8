/**
 * Cheap 53-bit hashes of bounded cost, for distinguishing texts and for choosing samples. Not cryptographic: a hash
 * decides which rows are examined together, never what is found in them.
 */

/**
 * Maximum length of a text that is hashed character by character; of longer ones, both ends and a comb between them.
 */
const WHOLE = 192;
const END = 64;
const COMB = 64;

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

/** Maps ASCII codes to characters as people compare texts: letters in lower case, 0 for white space and punctuation. */
const ASCII_FOLDED = Uint8Array.from({ length: 128 }, (_, c) => {
  if (c >= 65 && c <= 90) return c + 32;
  return (c >= 97 && c <= 122) || (c >= 48 && c <= 57) ? c : 0;
});

/** Does the same for any character; only ASCII letters are folded. */
function folded(c: number): number {
  if (c < 128) return ASCII_FOLDED[c]!;
  return isWidePunctuation(c) ? 0 : c;
}

function finish(low: number, high: number): number {
  let a = low ^ (high >>> 15);
  a = Math.imul(a ^ (a >>> 16), 0x85ebca6b);
  a = Math.imul(a ^ (a >>> 13), 0xc2b2ae35);
  let b = high ^ (low >>> 13);
  b = Math.imul(b ^ (b >>> 16), 0x9e3779b1);
  b = Math.imul(b ^ (b >>> 15), 0x85ebca77);
  return ((a ^ (a >>> 16)) >>> 0) * 0x200000 + ((b ^ (b >>> 14)) >>> 11);
}

/**
 * Returns the hash of a text as people compare texts: up to 192 characters, regardless of the case of Latin letters,
 * white space and punctuation. For a longer text, the two ends are treated in this way; between them a comb of
 * characters counts unchanged, and so does the length. At most 192 steps.
 */
export function hashText(text: string, seed = 0): number {
  let low = (0x811c9dc5 ^ seed) | 0;
  let high = (0x9e3779b9 ^ seed) | 0;
  const { length } = text;
  const whole = length <= WHOLE;
  if (!whole) {
    low = Math.imul(low ^ length, 0x01000193);
    high = Math.imul(high ^ length, 0x5bd1e995);
    const step = (length - 2 * END) / COMB;
    for (let i = 0; i < COMB; i += 1) {
      const c = text.charCodeAt(END + Math.floor(i * step));
      low = Math.imul(low ^ c, 0x01000193);
      high = Math.imul(high ^ c, 0x5bd1e995);
    }
  }
  const gap = whole ? length : END;
  for (let i = 0; i < length; i += 1) {
    if (i === gap) i = length - END;
    const c = folded(text.charCodeAt(i));
    if (c === 0) continue;
    low = Math.imul(low ^ c, 0x01000193);
    high = Math.imul(high ^ c, 0x5bd1e995);
  }
  return finish(low, high);
}

/** Number of characters at each end of a text that `endsHash` uses. */
const ENDS = 14;
const ENDS_BITS = 26;
const REST = 2 ** (53 - ENDS_BITS);

/**
 * Returns a 26-bit hash of the two ends of a text, for deciding at almost no cost whether a row can be in a sample.
 * Texts with the same `hashText` have the same ends except for white space and punctuation, which do not count here
 * either.
 */
export function endsHash(text: string): number {
  let h = 0x811c9dc5 | 0;
  const { length } = text;
  let left = ENDS;
  for (let i = 0; i < length && left > 0; i += 1) {
    const c = folded(text.charCodeAt(i));
    if (c === 0) continue;
    h = Math.imul(h ^ c, 0x01000193);
    left -= 1;
  }
  left = ENDS;
  for (let i = length - 1; i >= 0 && left > 0; i -= 1) {
    const c = folded(text.charCodeAt(i));
    if (c === 0) continue;
    h = Math.imul(h ^ c, 0x01000193);
    left -= 1;
  }
  let a = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  a = Math.imul(a ^ (a >>> 13), 0xc2b2ae35);
  return (a ^ (a >>> 16)) >>> (32 - ENDS_BITS);
}

/** Returns a key for a sample: ordered by the hash of the ends, made distinct by the hash of the whole. */
export function sampleKey(ends: number, whole: number): number {
  return ends * REST + (whole % REST);
}

/**
 * Returns the smallest key that ends with this hash can have. If it is above a sample's limit, the row can be skipped.
 */
export function leastKey(ends: number): number {
  return ends * REST;
}
