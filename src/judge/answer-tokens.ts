/**
 * Tokens of an answer. `tokenEnds`: the offset at which each token ends, where the tokenisation is known. Else tokens are
 * estimated at the rates that byte-pair vocabularies have in use: four letters a token in alphabets, one character a token
 * in Chinese, Japanese and Korean. Offsets are UTF-16 code units.
 */
export type TokenEnds = readonly number[] | null;

/** Where the first `tokens` tokens end. */
export function prefixEnd(answer: string, tokens: number, tokenEnds: TokenEnds = null): number {
  if (tokens <= 0) return 0;
  if (tokenEnds !== null) return tokenEnds[tokens - 1] ?? answer.length;
  let left = tokens * LETTERS_PER_TOKEN;
  let end = 0;
  for (const character of answer) {
    left -= partsOf(character);
    if (left < 0) return end;
    end += character.length;
  }
  return end;
}

/** How many tokens end at `offset` or before it. */
export function tokensBefore(answer: string, offset: number, tokenEnds: TokenEnds = null): number {
  if (tokenEnds !== null) return tokenEnds.filter((end) => end <= offset).length;
  let parts = 0;
  for (const character of answer.slice(0, offset)) parts += partsOf(character);
  return Math.floor(parts / LETTERS_PER_TOKEN);
}

/** Letters to a token. */
const LETTERS_PER_TOKEN = 4;

const partsOf = (character: string) => (character >= '\u2e80' ? LETTERS_PER_TOKEN : 1);
