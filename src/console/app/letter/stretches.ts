import type { Act, ConsoleLetter } from '../../../schema/index.ts';

/** A piece of a letter that is one act, or none. */
export interface LetterPiece {
  readonly text: string;
  readonly act: Act | null;
  /** Compliance begins with it. */
  readonly isDepth: boolean;
}

/** A stretch of a letter between its latch and its cut. */
export interface LetterStretch {
  /** `sent`: before the latch; `latched`: behind it, and still sent; `held`: never sent. */
  readonly state: 'sent' | 'latched' | 'held';
  /** Where it begins, in UTF-16 code units of the letter. */
  readonly from: number;
  readonly pieces: readonly LetterPiece[];
}

type Parts = Pick<ConsoleLetter, 'text' | 'acts' | 'latch' | 'cut' | 'depth'>;

/**
 * A letter as its stretches, which are as its acts are. Joined they are the whole text, whatever the offsets say: those beyond the text, or acts that
 * overlap, are cut where they do.
 */
export function stretchesOf({ text, acts, latch, cut, depth }: Parts): LetterStretch[] {
  const end = text.length;
  const latched = within(latch ?? end, end);
  const held = within(cut ?? end, end);
  const edges = [...new Set([0, Math.min(latched, held), held, end])].sort((a, b) => a - b);
  const pieces = actPieces(text, acts);
  const stretches: LetterStretch[] = [];
  for (const [i, from] of edges.slice(0, -1).entries()) {
    const to = edges[i + 1]!;
    const state = from >= held ? 'held' : from >= latched ? 'latched' : 'sent';
    stretches.push({ state, from, pieces: clipped(text, pieces, from, to, depth) });
  }
  return stretches;
}

const within = (offset: number, end: number) => Math.min(Math.max(0, offset), end);

interface Bounds {
  readonly start: number;
  readonly end: number;
  readonly act: Act | null;
}

/** The text cut at the acts: nothing is left out, nothing is twice. */
function actPieces(text: string, acts: readonly Act[]): Bounds[] {
  const pieces: Bounds[] = [];
  let at = 0;
  for (const act of [...acts].sort((a, b) => a.start - b.start)) {
    const start = within(Math.max(at, act.start), text.length);
    const end = within(act.end, text.length);
    if (end <= start) continue;
    if (start > at) pieces.push({ start: at, end: start, act: null });
    pieces.push({ start, end, act });
    at = end;
  }
  if (at < text.length) pieces.push({ start: at, end: text.length, act: null });
  return pieces;
}

function clipped(
  text: string,
  pieces: readonly Bounds[],
  from: number,
  to: number,
  depth: number | null,
): LetterPiece[] {
  const clips: LetterPiece[] = [];
  for (const { start, end, act } of pieces) {
    const points = [Math.max(start, from), Math.min(end, to)];
    if (points[0]! >= points[1]!) continue;
    // Where compliance begins within an act, the act is shown in two pieces.
    if (depth !== null && depth > points[0]! && depth < points[1]!) points.splice(1, 0, depth);
    for (const [i, point] of points.slice(0, -1).entries())
      clips.push({ text: text.slice(point, points[i + 1]!), act, isDepth: point === depth });
  }
  return clips;
}
