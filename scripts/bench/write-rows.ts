import { closeSync, openSync, writeSync } from 'node:fs';
import { type Dice, diceFor } from '../attack-sets/dice.ts';
import type { HarmlessPairs } from '../attack-sets/harmless-pairs.ts';
import type { Pair } from '../attack-sets/pair.ts';

/** Splits a text into sentences with their trailing white space, so that joining them restores the text. */
const sentencesOf = (text: string) => text.match(/[\s\S]+?(?:[.!?。！？]["'”」)]*\s*|\n+|$)/g) ?? [text];

/** Source of rows as long and as mixed as real ones, with no two alike. */
class RowSource {
  readonly #dice: Dice;
  readonly #pairs: HarmlessPairs;
  readonly #sentences: Readonly<Record<'en' | 'ja', readonly string[]>>;

  constructor(pairs: HarmlessPairs, dice: Dice) {
    this.#dice = dice;
    this.#pairs = pairs;
    const all = (some: readonly Pair[]) => some.flatMap((pair) => sentencesOf(pair.answer));
    this.#sentences = { en: all(pairs.en), ja: all(pairs.ja) };
  }

  /**
   * Returns a row: 15 % Japanese, 25 % code and sums, the rest English prose; a third are chats of two to four
   * questions.
   */
  next(): string {
    const dice = this.#dice;
    const draw = dice.roll();
    const kind = draw < 0.15 ? 'ja' : draw < 0.4 ? 'technical' : 'en';
    const questions = dice.roll() < 0.33 ? 2 + Math.floor(dice.roll() * 3) : 1;
    const messages: { role: string; content: string }[] = [];
    for (let i = 0; i < questions; i += 1) {
      const pair = dice.pick(this.#pairs[kind]);
      messages.push({ role: 'user', content: this.#varied(pair.prompt, kind) });
      messages.push({ role: 'assistant', content: this.#varied(pair.answer, kind) });
    }
    return `${JSON.stringify({ messages })}\n`;
  }

  /** Varies a text: code only gets a unique number; in prose, a third of the sentences come from other answers. */
  #varied(text: string, kind: 'en' | 'ja' | 'technical'): string {
    const dice = this.#dice;
    if (kind === 'technical') return `${text}\n(${Math.floor(dice.roll() * 1e9)})`;
    return sentencesOf(text)
      .map((sentence) => (dice.roll() < 0.33 ? dice.pick(this.#sentences[kind]) : sentence))
      .join('');
  }
}

/**
 * Writes at least `bytes` bytes of JSON lines. The same pairs, size and seed produce the same file. Returns the row
 * count.
 */
export function writeRows(path: string, bytes: number, pairs: HarmlessPairs, seed: string): number {
  const source = new RowSource(pairs, diceFor(seed));
  const file = openSync(path, 'w');
  let rows = 0;
  for (let written = 0; written < bytes; ) {
    let block = '';
    for (let i = 0; i < 1000; i += 1) block += source.next();
    written += writeSync(file, block);
    rows += 1000;
  }
  closeSync(file);
  return rows;
}
