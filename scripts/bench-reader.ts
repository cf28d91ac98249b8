/**
 * Measures what reading costs, beside the reader of phrases in the same run, and writes docs/reader-speed.md.
 *
 *     npm run bench:reader [data folder]        default: ../shared/data
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readResponse as readByPhrases } from '../src/acts/index.ts';
import { readResponse } from '../src/reader/index.ts';
import { loadDevAnswers } from '../training/reader/dev-answers.ts';
import { table } from './quality/markdown.ts';
import { answersOf } from './reader-quality/trained-on.ts';

interface Read {
  readonly prompt: string;
  readonly text: string;
}
type Reader = (text: string, options: { readonly prompt?: string }) => unknown;

const ROUNDS = 7;

/** Nanoseconds a character, the least of several rounds taken by turns: what else the machine does only adds. */
function costs(answers: readonly Read[], readers: readonly Reader[]): number[] {
  const chars = answers.reduce((sum, { text }) => sum + text.length, 0);
  const least = readers.map(() => Number.POSITIVE_INFINITY);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [i, read] of readers.entries()) {
      const start = performance.now();
      for (const { text, prompt } of answers) read(text, { prompt });
      least[i] = Math.min(least[i]!, ((performance.now() - start) * 1e6) / chars);
    }
  }
  return least;
}

const dataFolder = process.argv[2] ?? '../shared/data';
const dev = loadDevAnswers(dataFolder).map(({ prompt, response }) => ({ prompt, text: response }));
const ordinary = async (name: string) => (await answersOf(join(dataFolder, 'datasets', name))) as Read[];
const line = (length: number): Read[] => [
  {
    prompt: 'Tell me all.',
    text: 'I cannot help with that. Mix the flour and the water, and wait. '.repeat(length / 64),
  },
];
const sets: readonly (readonly [string, readonly Read[]])[] = [
  ['public answers, many of which decline (English)', dev],
  ['Alpaca (English, ordinary)', await ordinary('alpaca_en_demo.json')],
  ['code', await ordinary('codealpaca_2k.json')],
  ['Japanese dialogue', await ordinary('instruction_ja.jsonl')],
  ['one answer of half a million characters', line(500_000)],
  ['one answer of five million characters', line(5_000_000)],
];
const rows = sets.map(([name, answers]) => {
  const [learned, byPhrases] = costs(answers, [readResponse, readByPhrases]) as [number, number];
  return [name, answers.length, learned.toFixed(0), byPhrases.toFixed(0), (learned / byPhrases).toFixed(1)];
});
writeFileSync(
  new URL('../docs/reader-speed.md', import.meta.url),
  `# What reading costs

Written by \`npm run bench:reader\`. Nanoseconds a character (UTF-16), the least of ${ROUNDS} rounds, both readers by turns in one run on one
thread: the learned reader, and the reader of phrases that \`scan\` has. The second looks closely only where a phrase tells of a
refusal; the first reads everything. The goal is half of the second's cost where answers decline.

${table(['answers', 'n', 'learned', 'by phrases', 'ratio'], rows, true)}
`,
);
