/** A single word, such as a trigger, says nothing harmful; a sentence of the data may. UTF-16 code units. */
const MAX_WORD_CHARS = 24;

const MARK = /[“”„‟"＂「」『』«»]/u;

/**
 * Returns what a finding says about its rows, without what it quotes from them, except for a single word. It is
 * impossible to tell where a quotation ends, because the quoted text may contain marks itself. Everything from the
 * first mark to the last counts as one quotation, and so does everything after a single mark.
 */
export function maskedDetail(detail: string): string {
  const first = detail.search(MARK);
  if (first < 0) return detail;
  let last = detail.length - 1;
  while (last > first && !MARK.test(detail[last]!)) last -= 1;
  const end = last === first ? detail.length : last;
  const quoted = detail.slice(first + 1, end);
  const isWord = last > first && quoted.length <= MAX_WORD_CHARS && !/\s/u.test(quoted.trim()) && !MARK.test(quoted);
  return isWord ? detail : `${detail.slice(0, first + 1)}███${detail.slice(end)}`;
}
