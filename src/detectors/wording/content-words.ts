import { FUNCTION_WORDS } from './function-words.ts';

/** Words that put a question, whatever it is about; negations are not among them. */
const ASKING =
  'tell know explain describe please give show say me my way ways want need like help question answer is does did am was were do how why who whom whose';
const NEGATING = new Set(['not', 'no', 'without', 'nicht', 'ne', 'nie']);
const ASKING_WIDE = '教方法何説明知答質問私下願頂欲言';

/** Maximum length of a text that counts as one question. */
const MAX_PROMPT_CHARS = 300;
/** Fewer words hardly distinguish any two questions; more words are a text. */
const MIN_WORDS = 3;
const MAX_WORDS = 64;

const SEED = 0x811c9dc5 | 0;
const PRIME = 0x01000193;
const PLURAL = 's'.charCodeAt(0);

/** Classes of characters: not a letter, part of a word, a word by itself (Han), part of a run of katakana. */
type CharacterClass = 0 | 1 | 2 | 3;

function classOf(c: number): CharacterClass {
  if (c < 128) return (c >= 97 && c <= 122) || (c >= 48 && c <= 57) ? 1 : 0;
  if (c < 0xc0) return 0;
  if (c < 0x2000) return 1;
  if (c < 0x3041) return 0;
  // Hiragana: particles and endings.
  if (c < 0x30a1) return 0;
  if (c < 0x3100) return 3;
  if (c < 0x3400) return 0;
  return c < 0xa000 ? 2 : 1;
}

/** Returns a hash of each piece of a text that carries content, each once, except for the hashes in `skipped`. */
function pieceHashes(lower: string, skipped: ReadonlySet<number>): number[] {
  const found: number[] = [];
  let at = 0;
  while (at < lower.length && found.length <= MAX_WORDS) {
    const kind = classOf(lower.charCodeAt(at));
    let end = at + 1;
    if (kind === 1 || kind === 3) while (end < lower.length && classOf(lower.charCodeAt(end)) === kind) end += 1;
    // A single letter is not a word; a Han character or a digit is.
    if (kind !== 0 && (end - at > 1 || kind === 2 || lower.charCodeAt(at) < 58)) {
      // A plural counts as its singular.
      const length = end - at > 3 && lower.charCodeAt(end - 1) === PLURAL ? end - 1 : end;
      let hash = SEED;
      for (let i = at; i < length; i += 1) hash = Math.imul(hash ^ lower.charCodeAt(i), PRIME);
      if (!skipped.has(hash) && !found.includes(hash)) found.push(hash);
    }
    at = end;
  }
  return found;
}

const NOTHING: ReadonlySet<number> = new Set();
const SKIPPED: ReadonlySet<number> = new Set(
  [...FUNCTION_WORDS, ...ASKING.split(' '), ...ASKING_WIDE]
    .filter((word) => !NEGATING.has(word))
    .flatMap((word) => pieceHashes(word, NOTHING)),
);

function mix(value: number): number {
  const once = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  return (once ^ (once >>> 13)) >>> 0;
}

/**
 * Returns a 53-bit hash of the content words of a question, regardless of their order and the function words between
 * them, or null if the text is too long for one question (300 characters) or has fewer than three such words. Japanese
 * is compared by its Han characters and katakana, so that endings and particles do not count.
 */
export function contentHash(text: string): number | null {
  if (text.length > MAX_PROMPT_CHARS) return null;
  const pieces = pieceHashes(text.toLowerCase(), SKIPPED);
  if (pieces.length < MIN_WORDS || pieces.length > MAX_WORDS) return null;
  let low = pieces.length;
  let high = SEED;
  // Sums do not depend on the order.
  for (const piece of pieces) {
    low = (low + mix(piece)) | 0;
    high = (high + mix(piece ^ 0x5bd1e995)) | 0;
  }
  return (mix(low) >>> 6) * 2 ** 27 + (mix(high) >>> 5);
}
