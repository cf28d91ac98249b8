import type { Window } from './judge.ts';

/** A window with less room than this would show the judge mere scraps. */
const MIN_WINDOW_CHARS = 200;
/** Share of a window that the next one repeats: a shorter passage that straddles a cut is complete in one of them. */
const OVERLAP = 1 / 4;

/**
 * Returns overlapping windows of at most `room` UTF-16 code units that cover the whole answer. No surrogate pair is
 * split.
 */
export function windowsOf(answer: string, room: number): readonly Window[] {
  const of = answer.length;
  if (answer.trim() === '' || room < Math.min(MIN_WINDOW_CHARS, of)) return [];
  const windows: Window[] = [];
  let start = 0;
  for (;;) {
    const end = start + room >= of ? of : wholePair(answer, start + room);
    windows.push({ start, end, text: answer.slice(start, end), of });
    if (end === of) return windows;
    start = wholePair(answer, end - Math.floor(room * OVERLAP));
  }
}

/** Like `windowsOf`, with the request in the same space. */
export function windowsBeside(prompt: string, answer: string, limit: number): readonly Window[] {
  return windowsOf(answer, limit - prompt.length);
}

/** Returns `at`, or one less if that is the middle of a pair. */
function wholePair(text: string, at: number): number {
  const before = text.charCodeAt(at - 1);
  const after = text.charCodeAt(at);
  return before >= 0xd800 && before <= 0xdbff && after >= 0xdc00 && after <= 0xdfff ? at - 1 : at;
}
