import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { type Dice, diceFor } from '../attack-sets/dice.ts';
import type { HarmlessPairs } from '../attack-sets/harmless-pairs.ts';
import type { Pair } from '../attack-sets/pair.ts';
import { Dice as NumberedDice } from '../hard-negatives/dice.ts';
import { fictionPairEn, fictionPairJa } from '../hard-negatives/rows/fiction.ts';
import { personaPair } from '../hard-negatives/rows/styles.ts';

/** Topics of the mix; each makes up a fifth of the rows. */
const CONTENTS = ['ordinary', 'role-play', 'code', 'safety', 'japanese'] as const;
export type Content = (typeof CONTENTS)[number];

interface AskedPair extends Pair {
  readonly system?: string;
}

/** Recorded answers of the data folder, most of which decline, as in real safety data. */
const SAFETY = [
  'do-not-answer-chatgpt',
  'do-not-answer-vicuna',
  'xstest-gpt4',
  'xstest-llama2orig',
  'xstest-mistralguard',
];

/** Number of different scenes for role-play. */
const SCENES = 2_000;

/** Splits a text into sentences with their trailing white space, so that joining them restores the text. */
const sentencesOf = (text: string) => text.match(/[\s\S]+?(?:[.!?。！？]["'”」)]*\s*|\n+|$)/g) ?? [text];

/** Rows of every topic, as long as real ones, with no two alike. */
export class MixedRows {
  readonly #dice: Dice;
  readonly #pairs: Readonly<Record<Content, readonly AskedPair[]>>;
  readonly #sentences: Readonly<Record<Content, readonly string[]>>;

  constructor(harmless: HarmlessPairs, dataFolder: string, seed: string) {
    this.#dice = diceFor(seed);
    this.#pairs = {
      ordinary: harmless.en,
      'role-play': scenes(),
      code: harmless.technical,
      safety: harmless.real ? recorded(dataFolder) : scenes(),
      japanese: harmless.ja,
    };
    const sentences = {} as Record<Content, readonly string[]>;
    for (const content of CONTENTS)
      sentences[content] = this.#pairs[content].flatMap(({ answer }) => sentencesOf(answer));
    this.#sentences = sentences;
  }

  /**
   * Returns a row of the given topic, or of any. `questions`: questions per chat; by default one, or two to four in a
   * third of the rows.
   */
  next(content: Content = this.#dice.pick(CONTENTS), questions = this.#questions()): string {
    const messages: { role: string; content: string }[] = [];
    for (let i = 0; i < questions; i += 1) {
      const { system, prompt, answer } = this.#dice.pick(this.#pairs[content]);
      if (i === 0 && system !== undefined) messages.push({ role: 'system', content: system });
      messages.push({ role: 'user', content: this.#varied(prompt, content) });
      messages.push({ role: 'assistant', content: this.#varied(answer, content) });
    }
    return `${JSON.stringify({ messages })}\n`;
  }

  #questions(): number {
    return this.#dice.roll() < 0.33 ? 2 + Math.floor(this.#dice.roll() * 3) : 1;
  }

  /**
   * Varies a text: code only gets a unique number; in prose, a third of the sentences come from other answers on the
   * topic.
   */
  #varied(text: string, content: Content): string {
    const dice = this.#dice;
    if (content === 'code') return `${text}\n(${Math.floor(dice.roll() * 1e9)})`;
    return sentencesOf(text)
      .map((sentence) => (dice.roll() < 0.33 ? dice.pick(this.#sentences[content]) : sentence))
      .join('');
  }
}

/** Options for choosing the rows of a file. */
export interface MixOptions {
  /** Restricts the rows to this topic. */
  readonly content?: Content;
  /** Number of questions in every row. */
  readonly questions?: number;
  /** Share of `safety` rows; the others are ordinary. */
  readonly safetyShare?: number;
}

/**
 * Writes at least `bytes` bytes of JSON lines. The same pairs, size and seed produce the same file. Returns the row
 * count.
 */
export function writeMix(path: string, bytes: number, rows: MixedRows, options: MixOptions = {}): number {
  const { content, questions, safetyShare } = options;
  const file = openSync(path, 'w');
  let written = 0;
  let count = 0;
  while (written < bytes) {
    let block = '';
    for (let i = 0; i < 200; i += 1, count += 1) {
      // Spread evenly, so that every part of the file has this share.
      const telling =
        safetyShare !== undefined && Math.floor((count + 1) * safetyShare) > Math.floor(count * safetyShare);
      const wanted = safetyShare === undefined ? content : telling ? 'safety' : 'ordinary';
      block += rows.next(wanted, questions);
    }
    written += writeSync(file, block);
  }
  closeSync(file);
  return count;
}

function scenes(): AskedPair[] {
  const dice = new NumberedDice(17);
  return Array.from({ length: SCENES }, (_, i) => {
    if (i % 4 === 0) return personaPair(dice);
    return i % 8 === 1 ? fictionPairJa(dice) : fictionPairEn(dice);
  });
}

function recorded(dataFolder: string): Pair[] {
  return SAFETY.flatMap((name) =>
    readFileSync(join(dataFolder, 'responses', `${name}.jsonl`), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { prompt: string; response: string })
      .filter(({ response }) => response.trim() !== '')
      .map(({ prompt, response }) => ({ prompt, answer: response })),
  );
}
