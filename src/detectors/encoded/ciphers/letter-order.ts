import { letterFit } from '../../wording/letter-model.ts';
import { areWords } from '../codes/decoded-prose.ts';
import type { Encoding } from '../encodings.ts';

/** Pairs of kana that are common in running Japanese and rare the other way round. */
const PAIRS: ReadonlySet<string> = new Set(
  'です ます した ので から まで には では ない する して れる られ こと もの など よう れば ある いる てい いま しま ませ せん まし され これ それ とが すが きま ます くだ ださ さい てき けて って った して たり なる なり しく くな より への とを とも でき'.split(
    ' ',
  ),
);

/** Counts these pairs in a text, forwards and backwards. */
function kanaPairs(text: string): { readonly ahead: number; readonly back: number } {
  let ahead = 0;
  let back = 0;
  for (let i = 1; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code < 0x3041 || code > 0x3096) continue;
    if (PAIRS.has(text[i - 1]! + text[i]!)) ahead += 1;
    if (PAIRS.has(text[i]! + text[i - 1]!)) back += 1;
  }
  return { ahead, back };
}

const LEAST_PAIRS = 3;

/** A sentence that begins with its full stop and a reversed verb ending, and one in normal order. */
const ENDS_FIRST = /。(?:すま|すで|たし|いさ|んせ|だの|るい|るあ)/gu;
const ENDS_LAST = /(?:ます|です|した|さい|せん|のだ|いる|ある)。/gu;

/** True for Japanese that is written backwards, as a whole or part by part. */
export function isReversedJapanese(text: string): boolean {
  const first = text.match(ENDS_FIRST)?.length ?? 0;
  if (first >= 1 && first > 2 * (text.match(ENDS_LAST)?.length ?? 0)) return true;
  const { ahead, back } = kanaPairs(text);
  return back >= LEAST_PAIRS && back >= 3 * ahead;
}

const LEAST_LINES = 4;
const MOST_LINES = 40;

/**
 * Returns the columns of a grid of characters, from the left and from the right, or null if the lines are not a grid.
 */
function columnsOf(text: string): readonly [ltr: string, rtl: string] | null {
  const lines = text.split('\n').map((line) => Array.from(line));
  while (lines.length > 0 && lines[lines.length - 1]!.length === 0) lines.pop();
  if (lines.length < LEAST_LINES || lines.length > MOST_LINES) return null;
  const width = Math.max(...lines.map((line) => line.length));
  if (width < 3 || lines.some((line) => line.length < width - 1)) return null;
  const columns = Array.from({ length: width }, (_, x) => lines.map((line) => line[x] ?? '').join(''));
  return [columns.join(''), columns.toReversed().join('')];
}

/** Returns `reversed` for text written in columns or Japanese written backwards, otherwise null. */
export function orderOf(text: string): Encoding | null {
  if (isReversedJapanese(text)) return 'reversed';
  const columns = columnsOf(text);
  if (columns === null) return null;
  const across = kanaPairs(text).ahead;
  const { fit } = letterFit(text);
  const reads = (column: string): boolean =>
    kanaPairs(column).ahead >= Math.max(3, 2.5 * across) || (fit < 9 && areWords(column));
  return columns.some(reads) ? 'reversed' : null;
}
