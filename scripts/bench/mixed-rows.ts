import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { type Dice, diceFor } from '../attack-sets/dice.ts';
import type { HarmlessPairs } from '../attack-sets/harmless-pairs.ts';
import type { Pair } from '../attack-sets/pair.ts';
import { Dice as NumberedDice } from '../hard-negatives/dice.ts';
import { fictionPairEn, fictionPairJa } from '../hard-negatives/rows/fiction.ts';
import { personaPair } from '../hard-negatives/rows/styles.ts';

/** What the rows of the mix are about; a fifth of them each. */
const CONTENTS = ['ordinary', 'role-play', 'code', 'safety', 'japanese'] as const;
export type Content = (typeof CONTENTS)[number];

interface AskedPair extends Pair {
  readonly system?: string;
}

/** Recorded answers of the folder, most of which decline: what safety data hold. */
const SAFETY = [
  'do-not-answer-chatgpt',
  'do-not-answer-vicuna',
  'xstest-gpt4',
  'xstest-llama2orig',
  'xstest-mistralguard',
];

/** Different scenes that role-play is drawn from. */
const SCENES = 2_000;

/** Sentences with the white space behind them, so that joining them gives the text back. */
const sentencesOf = (text: string) => text.match(/[\s\S]+?(?:[.!?。！？]["'”」)]*\s*|\n+|$)/g) ?? [text];

/** Rows of every content, as long as real ones and no two alike. */
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

  /** A row of the content, or of any. `questions`: how many a chat holds; by itself one, or for a third of the rows two to four. */
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

  /** Code only gets a number of its own; in prose a third of the sentences come from other answers of the content. */
  #varied(text: string, content: Content): string {
    const dice = this.#dice;
    if (content === 'code') return `${text}\n(${Math.floor(dice.roll() * 1e9)})`;
    return sentencesOf(text)
      .map((sentence) => (dice.roll() < 0.33 ? dice.pick(this.#sentences[content]) : sentence))
      .join('');
  }
}

/** How the rows of a file are chosen. */
export interface MixOptions {
  /** Only this content. */
  readonly content?: Content;
  /** Questions in every row. */
  readonly questions?: number;
  /** Share of rows of `safety`, the others ordinary. */
  readonly safetyShare?: number;
}

/** Writes at least `bytes` bytes of JSON lines. The same pairs, size and seed give the same file. Returns the rows. */
export function writeMix(path: string, bytes: number, rows: MixedRows, options: MixOptions = {}): number {
  const { content, questions, safetyShare } = options;
  const file = openSync(path, 'w');
  let written = 0;
  let count = 0;
  while (written < bytes) {
    let block = '';
    for (let i = 0; i < 200; i += 1, count += 1) {
      // Spread evenly, so that every part of the file holds the share.
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
