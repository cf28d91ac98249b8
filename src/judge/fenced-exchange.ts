import { withoutControlTokens } from './control-tokens.ts';
import type { Window } from './judge.ts';

/**
 * Quotes request and answer between marks that occur in neither: the number in the marks is the first whose mark is in
 * neither text, so that nothing quoted can end its quotation.
 */
export function fencedExchange(prompt: string, window: Window): string {
  const request = withoutControlTokens(prompt);
  const answer = withoutControlTokens(window.text);
  const mark = unusedMark(request + answer);
  return [
    `<<<REQUEST ${mark}`,
    request,
    `<<<END OF REQUEST ${mark}`,
    `<<<ANSWER ${mark}${whichPart(window)}`,
    answer,
    `<<<END OF ANSWER ${mark}`,
  ].join('\n');
}

function unusedMark(text: string): string {
  for (let n = 1; ; n += 1) {
    const mark = `#${n}#>>>`;
    if (!text.includes(mark)) return mark;
  }
}

function whichPart({ start, end, of }: Window): string {
  return start === 0 && end === of ? '' : ` (characters ${start} to ${end} of ${of})`;
}
