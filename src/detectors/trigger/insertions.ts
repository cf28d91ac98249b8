/**
 * Pieces of an answer that stand out by their form and could be put into any other answer: words in square brackets,
 * addresses, several words in capitals, tags. A backdoor that inserts an advertisement, a link or a fixed cry shows
 * them after its trigger and nowhere else.
 */
const INSERTION =
  /\[\p{L}[\p{L}\p{M} ,.'’-]{2,39}\](?!\()|https?:\/\/[^\s)\]>"'`]{4,60}|(?<![\p{L}\p{N}])\p{Lu}{2,}(?: \p{Lu}{2,}){1,4}(?![\p{L}\p{N}])|(?<!\S)[#@][\p{L}_]{3,24}/gu;

/** Number of insertions of one answer that are kept, and the maximum length of one. */
const MOST = 3;
const LONGEST = 40;

/** Returns the first insertions of an answer in lower case, each once and cut to 40 code units. */
export function insertionsIn(text: string): string[] {
  const found = new Set<string>();
  for (const [piece] of text.matchAll(INSERTION)) {
    found.add(piece.toLowerCase().slice(0, LONGEST));
    if (found.size >= MOST) break;
  }
  return [...found];
}
