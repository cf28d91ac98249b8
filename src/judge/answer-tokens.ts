/**
 * Offsets at which the tokens of an answer end, in UTF-16 code units; null if the tokenisation is unknown. Tokens are
 * then estimated at the rates usual for byte-pair vocabularies: four letters per token in alphabets, one character per
 * token in Chinese, Japanese and Korean.
 */
export type TokenEnds = readonly number[] | null;

/** Returns the offset at which the first `tokens` tokens end. */
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

/** Returns the number of tokens that end at or before `offset`. */
export function tokensBefore(answer: string, offset: number, tokenEnds: TokenEnds = null): number {
  if (tokenEnds !== null) return tokenEnds.filter((end) => end <= offset).length;
  let parts = 0;
  for (const character of answer.slice(0, offset)) parts += partsOf(character);
  return Math.floor(parts / LETTERS_PER_TOKEN);
}

/** Number of letters per token. */
const LETTERS_PER_TOKEN = 4;

const partsOf = (character: string) => (character >= '\u2e80' ? LETTERS_PER_TOKEN : 1);
