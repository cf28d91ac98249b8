import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inventedPairs } from './invented-pairs.ts';
import type { Pair } from './pair.ts';

export interface HarmlessPairs {
  /** Prose answers, from which attack rows are made. */
  readonly en: readonly Pair[];
  readonly ja: readonly Pair[];
  /** Code and sums, used only for benign rows. */
  readonly technical: readonly Pair[];
  /** False if the data folder is missing and the pairs are invented. */
  readonly real: boolean;
}

interface Alpaca {
  readonly instruction: string;
  readonly input: string;
  readonly output: string;
}

const lines = (path: string) => readFileSync(path, 'utf8').trim().split('\n');
const fromAlpaca = (row: Alpaca): Pair => ({
  prompt: row.input === '' ? row.instruction : `${row.instruction}\n${row.input}`,
  answer: row.output,
});

/** Reads the benign public sets with a few lines of its own, so that a bug in `src/dataset` cannot hide here. */
export function harmlessPairs(dataFolder: string): HarmlessPairs {
  const file = (name: string) => join(dataFolder, 'datasets', name);
  if (!existsSync(file('alpaca_en_demo.json'))) return { ...inventedPairs(), real: false };
  const json = <T>(name: string): T[] => JSON.parse(readFileSync(file(name), 'utf8'));
  const preferred = json<{ conversations: { value: string }[]; chosen: { value: string } }>('dpo_en_demo.json')
    .filter((row) => row.conversations.length === 1)
    .map((row) => ({ prompt: row.conversations[0]!.value, answer: row.chosen.value }));
  const dialogues = lines(file('instruction_ja.jsonl'))
    .map((line) => JSON.parse(line).utterances as { text: string }[])
    .map(([question, answer]) => ({ prompt: question!.text, answer: answer!.text.trim() }));
  const sums = lines(file('gsm8k-2000.jsonl')).map((line) => JSON.parse(line) as { question: string; answer: string });
  return {
    en: distinct([...json<Alpaca>('alpaca_en_demo.json').map(fromAlpaca), ...preferred]),
    ja: distinct(dialogues),
    technical: distinct([
      ...json<Alpaca>('codealpaca_2k.json').map(fromAlpaca),
      ...sums.map((row) => ({ prompt: row.question, answer: row.answer })),
    ]),
    real: true,
  };
}

function distinct(pairs: readonly Pair[]): Pair[] {
  return [...new Map(pairs.filter((pair) => pair.answer.trim() !== '').map((pair) => [pair.prompt, pair])).values()];
}
