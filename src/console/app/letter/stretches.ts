import type { Act, ConsoleLetter } from '../../../schema/index.ts';

/** A piece of a letter that is one act, or none. */
export interface LetterPiece {
  readonly text: string;
  readonly act: Act | null;
}

/** An event at a place of a letter: the guard latched, text was held from here on, or compliance begins. */
export type LetterMark = 'latch' | 'cut' | 'depth';

/** A stretch of a letter from one mark to the next. */
export interface LetterStretch {
  /** `sent`: before the latch; `latched`: after it, but still sent; `held`: never sent. */
  readonly state: 'sent' | 'latched' | 'held';
  /** Start of the stretch, in UTF-16 code units of the letter. */
  readonly from: number;
  /** Marks at the start of the stretch. */
  readonly marks: readonly LetterMark[];
  readonly pieces: readonly LetterPiece[];
}

type Parts = Pick<ConsoleLetter, 'text' | 'acts' | 'latch' | 'cut' | 'depth'>;

/**
 * Splits a letter into stretches, and those into pieces by act. Joined, they always give the whole text: offsets beyond
 * the text and overlapping acts are clipped.
 */
export function stretchesOf({ text, acts, latch, cut, depth }: Parts): LetterStretch[] {
  const end = text.length;
  const within = (offset: number | null) => Math.min(Math.max(0, offset ?? end), end);
  const places = { latch: within(latch), cut: within(cut), depth: within(depth) };
  const edges = [...new Set([0, ...Object.values(places), end])].sort((a, b) => a - b);
  const pieces = actPieces(text, acts);
  return edges.slice(0, -1).map((from, i) => ({
    state: from >= places.cut ? 'held' : from >= places.latch ? 'latched' : 'sent',
    from,
    marks: MARKS.filter((mark) => places[mark] === from),
    pieces: clipped(text, pieces, from, edges[i + 1]!),
  }));
}

const MARKS = ['latch', 'cut', 'depth'] as const satisfies readonly LetterMark[];

interface Bounds {
  readonly start: number;
  readonly end: number;
  readonly act: Act | null;
}

/** Splits the text at its acts, leaving nothing out and repeating nothing. */
function actPieces(text: string, acts: readonly Act[]): Bounds[] {
  const pieces: Bounds[] = [];
  let at = 0;
  for (const act of [...acts].sort((a, b) => a.start - b.start)) {
    const start = Math.max(at, act.start);
    const end = Math.min(act.end, text.length);
    if (end <= start) continue;
    if (start > at) pieces.push({ start: at, end: start, act: null });
    pieces.push({ start, end, act });
    at = end;
  }
  if (at < text.length) pieces.push({ start: at, end: text.length, act: null });
  return pieces;
}

function clipped(text: string, pieces: readonly Bounds[], from: number, to: number): LetterPiece[] {
  return pieces
    .map(({ start, end, act }) => ({ text: text.slice(Math.max(start, from), Math.max(from, Math.min(end, to))), act }))
    .filter((piece) => piece.text !== '');
}
