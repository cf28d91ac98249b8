import type { AnswerReading } from '../schema/index.ts';
import { readAnswer } from './read-answer.ts';

/** What a guard that reads only the first `tokens` tokens would have seen, read as well as the whole answer is. */
export function readPrefix(
  prompt: string,
  answer: string,
  tokens: number,
  tokenEnds: readonly number[] | null = null,
): AnswerReading {
  return readAnswer(prompt, answer.slice(0, prefixEnd(answer, tokens, tokenEnds)));
}

/**
 * Where the first `tokens` tokens end, in UTF-16 code units. `tokenEnds`: the end of each token, where the tokenisation
 * is known. Else estimated at the rates that byte-pair vocabularies have in use: four letters a token in alphabets, one
 * character a token in Chinese, Japanese and Korean.
 */
export function prefixEnd(answer: string, tokens: number, tokenEnds: readonly number[] | null = null): number {
  if (tokens <= 0) return 0;
  if (tokenEnds !== null) return tokenEnds[tokens - 1] ?? answer.length;
  let quarters = tokens * 4;
  let end = 0;
  for (const character of answer) {
    quarters -= character >= '\u2e80' ? 4 : 1;
    if (quarters < 0) return end;
    end += character.length;
  }
  return end;
}
