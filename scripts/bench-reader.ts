/**
 * Measures the cost of reading and writes docs/reader-speed.md.
 *
 *     npm run bench:reader [data folder] [dist of an older build]        default: ../shared/data
 *
 * If an older build is given, its reader (`acts/index.js`, or `reader/index.js`) is measured beside this one in the
 * same run.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readResponse, readTelling } from '../src/reader/index.ts';
import { loadDevAnswers } from '../training/reader/dev-answers.ts';
import { table } from './quality/markdown.ts';
import { answersOf } from './reader-quality/trained-on.ts';

interface Read {
  readonly prompt: string;
  readonly text: string;
}
type Reader = (text: string, options: { readonly prompt?: string }) => unknown;

const ROUNDS = 7;

/**
 * Returns nanoseconds per character, the minimum over several interleaved rounds: other load on the machine only adds.
 */
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
const older = process.argv[3] === undefined ? null : await olderReader(resolve(process.argv[3]));
const rows = sets.map(([name, answers]) => {
  const [whole, scanned, before, beforeScanned] = costs(answers, [readResponse, readTelling, ...(older ?? [])]) as [
    number,
    number,
    number?,
    number?,
  ];
  const beside = (now: number, then: number | undefined) =>
    then === undefined ? ['–', '–'] : [then.toFixed(0), (now / then).toFixed(1)];
  return [
    name,
    answers.length,
    whole.toFixed(0),
    ...beside(whole, before),
    scanned.toFixed(0),
    ...beside(scanned, beforeScanned),
  ];
});
writeFileSync(
  new URL('../docs/reader-speed.md', import.meta.url),
  `# Cost of reading

Written by \`npm run bench:reader\`. Nanoseconds per character (UTF-16), the minimum of ${ROUNDS} rounds, all readers alternating in one run on
one thread. *Whole*: the answer is read to the end. *By scan*: answers whose opening does not sound like a refusal are skipped.
*Before*: the phrase-based reader of an older build, which looked closely only where a phrase signalled a refusal.

${table(['answers', 'n', 'whole', 'before', 'ratio', 'by scan', 'before', 'ratio'], rows, true)}
`,
);

/** Loads the readers of an older build: its whole reading, and the one that its scan used. */
async function olderReader(dist: string): Promise<Reader[]> {
  const room = existsSync(join(dist, 'acts')) ? 'acts' : 'reader';
  const { readResponse: whole, readTelling: scanned } = await import(join(dist, room, 'index.js'));
  return [whole, scanned ?? whole];
}
