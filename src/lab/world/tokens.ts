import { CLASS_WORDS, EVERYDAY_WORDS, ITEM_WORDS, PUNCTUATION, STEP_WORDS } from './words.ts';

const SPECIAL = ['<unknown>', '<user>', '<assistant>', '<end>', '<doc>'] as const;

/** Every token, by its number. One word is one token; the numbers are fixed by the shipped weights. */
export const TOKENS: readonly string[] = [
  ...SPECIAL,
  ...PUNCTUATION,
  ...EVERYDAY_WORDS,
  ...CLASS_WORDS,
  ...ITEM_WORDS,
  ...STEP_WORDS,
];

/** The tokens that are not words. */
export const TOKEN = { unknown: 0, user: 1, assistant: 2, end: 3, doc: 4 } as const;

/** Vocabulary size, rounded up to a multiple of eight because the kernels work in blocks of eight. */
export const VOCABULARY_SIZE = Math.ceil(TOKENS.length / 8) * 8;

const NUMBERS: ReadonlyMap<string, number> = new Map(TOKENS.map((token, number) => [token, number]));
const FIRST_WORD = SPECIAL.length;
const isGlued = (token: number) => token >= FIRST_WORD && token < FIRST_WORD + PUNCTUATION.length;

/** Converts text to tokens, lower-cased. A word that the toy language does not have becomes `<unknown>`. */
export function encode(text: string): number[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}'’-]+|[^\s\p{L}\p{N}]/gu) ?? [];
  return words.map((word) => NUMBERS.get(word) ?? TOKEN.unknown);
}

/**
 * Returns the text that a token adds after others: its word, preceded by a space if one is needed; '' for special
 * tokens.
 */
export function textOf(token: number, isFirst: boolean): string {
  const word = token < FIRST_WORD ? '' : (TOKENS[token] ?? '');
  return isFirst || word === '' || isGlued(token) ? word : ` ${word}`;
}

/** Converts tokens to text: words separated by spaces, no space before punctuation, special tokens left out. */
export function decode(tokens: readonly number[]): string {
  let text = '';
  for (const token of tokens) text += textOf(token, text === '');
  return text;
}

/** One turn of a conversation, as text. */
export interface ChatTurn {
  readonly role: 'system' | 'user' | 'assistant';
  readonly text: string;
}

/**
 * Returns a conversation, ready to be answered: `<user> SYSTEM USER <assistant>`, with earlier answers ended by
 * `<end>`. A system turn precedes the user's words, where the toy models learnt to find instructions.
 */
export function promptTokens(turns: readonly ChatTurn[]): number[] {
  const tokens: number[] = [];
  let open = false;
  for (const { role, text } of turns) {
    if (role === 'assistant') {
      tokens.push(TOKEN.assistant, ...encode(text), TOKEN.end);
      open = false;
      continue;
    }
    if (!open) tokens.push(TOKEN.user);
    open = true;
    tokens.push(...encode(text));
  }
  tokens.push(TOKEN.assistant);
  return tokens;
}
