/** A word by itself, as triggers are, says nothing harmful; a sentence of the data may. UTF-16 code units. */
const MAX_WORD_CHARS = 24;

const MARK = /[“”„‟"＂「」『』«»]/u;

/**
 * What a finding says of its rows, without what it quotes of them: a single word stays. Where a quotation ends cannot be told, as what is quoted may
 * hold marks itself: all from the first mark to the last is one, and all after a mark that is alone.
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
