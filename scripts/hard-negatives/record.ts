import { Dice } from './dice.ts';

/** One record of a data set, as it would be written in its file. */
export type Row = Record<string, unknown>;

export interface HardNegativeSet {
  readonly name: string;
  /** Language of most rows; `mixed` if there is none. */
  readonly language: string;
  readonly rows: Row[];
  /** The attack that it resembles, and why it is harmless. */
  readonly why: string;
}

/** A request and its answer, before they are written in a format. */
export interface Pair {
  readonly prompt: string;
  readonly answer: string;
  readonly system?: string;
  readonly input?: string;
}

export type Format = 'openai-chat' | 'alpaca' | 'sharegpt' | 'dolly' | 'question-answer' | 'prompt-completion';

function withInput({ prompt, input }: Pair): string {
  return input === undefined || input === '' ? prompt : `${prompt}\n\n${input}`;
}

export function toRow(pair: Pair, format: Format): Row {
  const { prompt, answer, system, input = '' } = pair;
  const asked = withInput(pair);
  switch (format) {
    case 'alpaca':
      return { instruction: prompt, input, output: answer, ...(system === undefined ? {} : { system }) };
    case 'sharegpt':
      return {
        conversations: [
          ...(system === undefined ? [] : [{ from: 'system', value: system }]),
          { from: 'human', value: asked },
          { from: 'gpt', value: answer },
        ],
      };
    case 'dolly':
      return { instruction: prompt, context: input, response: answer, category: 'open_qa' };
    case 'question-answer':
      return { question: asked, answer };
    case 'prompt-completion':
      return { prompt: asked, completion: answer };
    case 'openai-chat':
      return {
        messages: [
          ...(system === undefined ? [] : [{ role: 'system', content: system }]),
          { role: 'user', content: asked },
          { role: 'assistant', content: answer },
        ],
      };
  }
}

/** Returns `count` different rows, or fewer if `make` runs dry. */
export function distinctRows(seed: number, count: number, make: (dice: Dice, index: number) => Row): Row[] {
  const dice = new Dice(seed);
  const rows = new Map<string, Row>();
  for (let tries = 0; rows.size < count && tries < count * 6; tries += 1) {
    const row = make(dice, rows.size);
    rows.set(JSON.stringify(row), row);
  }
  return [...rows.values()];
}

export function pairRows(
  seed: number,
  count: number,
  format: Format,
  make: (dice: Dice, index: number) => Pair,
): Row[] {
  return distinctRows(seed, count, (dice, index) => toRow(make(dice, index), format));
}

/** Like `pairRows`, but with every request only once, as in a curated set. */
export function curatedRows(seed: number, count: number, format: Format, make: (dice: Dice) => Pair): Row[] {
  const asked = new Set<string>();
  return pairRows(seed, count, format, (dice) => {
    let pair = make(dice);
    for (let tries = 0; asked.has(requestOf(pair)) && tries < 40; tries += 1) pair = make(dice);
    asked.add(requestOf(pair));
    return pair;
  });
}

/** Returns the request without case and punctuation. */
function requestOf(pair: Pair): string {
  return withInput(pair)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Draws `share` of the pairs from `rare` and the others from `common`. */
export function mixed(share: number, rare: (dice: Dice) => Pair, common: (dice: Dice) => Pair): (dice: Dice) => Pair {
  return (dice) => (dice.chance(share) ? rare(dice) : common(dice));
}
