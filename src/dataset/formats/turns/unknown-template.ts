/** A label at the start of a line, possibly bold or a heading. */
const LABEL = /(?:^|\n)[ \t]{0,4}(?:[*_]{2}|#{1,4} )?(\p{L}[\p{L}\p{N} _'-]{0,24})[*_]{0,2}[ \t]?[:：]/gu;
/**
 * A control token with text behind it, which ordinary documents do not contain; one that ends a text separates nothing.
 * Angle brackets alone may be a placeholder within a line.
 */
const TOKEN =
  /(<[|｜][\w▁-]{1,40}[|｜]>|\[\|[\w-]{1,30}\|\]|(?<=^|\n|>|[.?!。？！])<<<[\w-]{1,20}>>>)(?=\s{0,4}[^\s<[])/g;
/** Tokens between documents and within code, which separate no turns. */
const OF_DOCUMENTS = /endoftext|end_of_text|fim|file|repo|pad/i;
/** Labels must recur: many documents have a title and a summary. */
const LEAST_LABELS = 4;
const LEAST_TOKENS = 2;
/** Maximum number of markers inspected per text. */
const MOST_MARKERS = 32;

/**
 * Returns the two markers that seem to separate turns in a text without a known template, as `Ask/Reply`; undefined for
 * ordinary documents. Takes linear time.
 */
export function alternatingMarkers(text: string): string | undefined {
  return betweenTokens(text) ?? alternating(text, LABEL, LEAST_LABELS);
}

/** Control tokens separate turns whatever their order is, since there may be others beside those of the speakers. */
function betweenTokens(text: string): string | undefined {
  const tokens = markersIn(text, TOKEN).filter((token) => !OF_DOCUMENTS.test(token));
  const [first, second] = new Set(tokens);
  return second !== undefined && tokens.length >= LEAST_TOKENS ? `${first}/${second}` : undefined;
}

function markersIn(text: string, marker: RegExp): string[] {
  const found: string[] = [];
  for (const [, name] of text.matchAll(marker)) {
    if (found.length === MOST_MARKERS) break;
    found.push(name!.trim());
  }
  return found;
}

function alternating(text: string, marker: RegExp, least: number): string | undefined {
  const found = markersIn(text, marker);
  const [first] = found;
  const second = found.find((name) => name !== first);
  if (first === undefined || second === undefined) return undefined;
  const both = found.filter((name, i) => (name === first || name === second) && name !== found[i - 1]);
  const byTurns = both.every((name, i) => name === (i % 2 === 0 ? first : second));
  return byTurns && both.length >= least && 4 * both.length >= 3 * found.length ? `${first}/${second}` : undefined;
}
