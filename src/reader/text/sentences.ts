import type { Span } from '../../schema/index.ts';
import { blockEdge } from './block-tags.ts';

/** A sentence, a line or a list item. */
export interface Sentence extends Span {
  /** True if it was cut for its length, at a place that depends on where it began. */
  readonly cut: boolean;
}

/**
 * A unit longer than this is cut at the last comma or space before the limit, so that every unit has a bounded length.
 */
const MAX_UNIT_CHARS = 320;

/** Maximum number of closing marks that belong to a sentence. */
export const MAX_CLOSERS = 4;

const ABBREVIATIONS = new Set(
  'mr mrs ms dr prof sr jr st vs etc eg ie vol fig approx dept inc ltd co corp al cf ca e.g i.e u.s u.k a.m p.m p.s sra srta dra ud uds ej mme mlle m bzw z.b d.h usw nr str hr fr evtl ggf u.a av exmo'.split(
    ' ',
  ),
);

// Character classes by code unit: a chain of comparisons is recompiled whenever another of them is first met.
const SPACE = 1;
const STOP = 2;
const WIDE_STOP = 4;
const CLOSER = 8;
const CLASSES = new Uint8Array(0x1_0000);
for (const [bit, characters] of [
  [SPACE, '\t\n\v\f\r \u3000\xa0'],
  [STOP, '.!?…؟۔'],
  [WIDE_STOP, '。！？｡।॥'],
  [CLOSER, '"\')]”’」』»）*_'],
] as const) {
  for (const character of characters) CLASSES[character.charCodeAt(0)]! |= bit;
}
const isSpace = (c: number) => (CLASSES[c]! & SPACE) !== 0;
const isCloser = (c: number) => (CLASSES[c]! & CLOSER) !== 0;
const isAnyStop = (c: number) => (CLASSES[c]! & (STOP | WIDE_STOP)) !== 0;
const isWideStop = (c: number) => (CLASSES[c]! & WIDE_STOP) !== 0;

const isUpper = (c: number) => (c >= 65 && c <= 90) || (c >= 0xc0 && c <= 0xde) || (c >= 0x400 && c <= 0x42f);
const isLower = (c: number) => (c >= 97 && c <= 122) || (c >= 0xdf && c <= 0xff) || (c >= 0x430 && c <= 0x45f);
const isDigit = (c: number) => c >= 48 && c <= 57;

/**
 * Reports whether the full stop at `at` ends a sentence. Looks at most 12 characters back and two ahead. A stop
 * directly followed by an upper-case or wide character also ends one: refusals are often joined to answers without a
 * space.
 */
function stopEnds(text: string, at: number, after: number, to: number): boolean {
  const next = after < to ? text.charCodeAt(after) : 32;
  const wide = next > 0x2e80;
  if (text.charCodeAt(at) !== 46) return isSpace(next) || isUpper(next) || wide || next > 0x2190;
  const before = at > 0 ? text.charCodeAt(at - 1) : 32;
  if (isSpace(next)) {
    let from = at;
    while (from > 0 && at - from < 12 && !isSpace(text.charCodeAt(from - 1)) && text.charCodeAt(from - 1) !== 40)
      from -= 1;
    const word = text.slice(from, at).toLowerCase();
    if (word.length === 1 && isUpper(before)) return false;
    // "1." opens a list item; it does not end a sentence.
    if (word !== '' && word.length <= 3 && isDigit(before) && startsLine(text, from)) return false;
    return !ABBREVIATIONS.has(word);
  }
  // "z.B.", "u.U.": the first half of a German abbreviation.
  const alone = at < 2 || isSpace(text.charCodeAt(at - 2)) || text.charCodeAt(at - 2) === 40;
  if (alone && (before === 122 || before === 117) && after + 1 < to && text.charCodeAt(after + 1) === 46) return false;
  return (
    (isUpper(next) || wide || next > 0x2190) &&
    (isLower(before) || before === 41 || before === 34 || isDigit(before)) &&
    !isUpper(text.charCodeAt(Math.max(0, at - 2)))
  );
}

function startsLine(text: string, at: number): boolean {
  for (let i = at - 1; i >= 0 && at - i <= 8; i -= 1) {
    const c = text.charCodeAt(i);
    if (c === 10 || c === 13) return true;
    if (!isSpace(c) && c !== 42 && c !== 35) return false;
  }
  return at <= 8;
}

const GREATER = '>'.charCodeAt(0);

/**
 * Cuts the stretch `from..to` of `text` into sentences, lines, list items and blocks of HTML: ordered, disjoint,
 * trimmed, never empty, and covering everything but white space. `endsAtBlocks`: HTML tags that begin or end a block
 * also end a sentence. Linear: every decision looks a bounded distance back and ahead.
 */
export function sentencesOf(text: string, from: number, to: number, endsAtBlocks = true): Sentence[] {
  const sentences: Sentence[] = [];
  let start = from;
  const close = (end: number, cut = false) => {
    let s = start;
    let e = end;
    while (s < e && isSpace(text.charCodeAt(s))) s += 1;
    while (e > s && isSpace(text.charCodeAt(e - 1))) e -= 1;
    if (e > s) sentences.push({ start: s, end: e, cut });
    start = end;
  };
  for (let i = from; i < to; i += 1) {
    const c = text.charCodeAt(i);
    if (i === start && isSpace(c)) {
      // The length of a sentence counts from its first character.
      start += 1;
    } else if (c === 10 || c === 13) {
      close(i + 1);
    } else if (isAnyStop(c)) {
      let after = i + 1;
      while (after < to && isAnyStop(text.charCodeAt(after))) after += 1;
      const ends = isWideStop(c) || stopEnds(text, after - 1, closers(text, after, to), to);
      i = closers(text, after, to) - 1;
      if (ends) close(i + 1);
    } else if (endsAtBlocks && c === GREATER) {
      const edge = blockEdge(text, i);
      if (edge !== null && edge > start) close(edge);
    } else if (i - start >= MAX_UNIT_CHARS) {
      close(cutBefore(text, start, i), true);
    }
  }
  close(to);
  return sentences;
}

function closers(text: string, from: number, to: number): number {
  let i = from;
  while (i < to && i - from < MAX_CLOSERS && isCloser(text.charCodeAt(i))) i += 1;
  return i;
}

function cutBefore(text: string, start: number, at: number): number {
  const floor = Math.max(start + 1, at - 120);
  for (const wanted of [44, 0x3001, 0xff0c, 59, 32]) {
    for (let i = at; i > floor; i -= 1) if (text.charCodeAt(i - 1) === wanted) return i;
  }
  // Never between the halves of a surrogate pair.
  const low = text.charCodeAt(at);
  return low >= 0xdc00 && low <= 0xdfff ? at - 1 : at;
}
