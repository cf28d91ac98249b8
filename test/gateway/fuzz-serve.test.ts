import { expect, test } from 'vitest';
import { type Level, runLevel } from '../../scripts/fuzz-serve/levels.ts';
import { Tally } from '../../scripts/fuzz-serve/tally.ts';

// Runs the first cases of `npm run fuzz:serve`, and some from elsewhere: the same ones in every run.
const SEED = 19537;

const broken = async (level: Level, from: number, to: number) => {
  const tally = new Tally(level);
  await runLevel(level, SEED, [from, to], tally);
  const { cases, defects } = tally.counts;
  expect(Object.values(cases).reduce((a, b) => a + b, 0)).toBe(to - from);
  return defects;
};

test('streams and bodies of every endpoint, damaged', async () => {
  expect(await broken('wire', 0, 3000)).toEqual([]);
});

test('whole exchanges with damaged answers and requests', async () => {
  expect(await broken('exchange', 0, 500)).toEqual([]);
});

test('clients that break off or send nonsense', async () => {
  expect(await broken('http', 0, 64)).toEqual([]);
});

test('the same seed and number are the same case', async () => {
  const [one, two] = [new Tally('wire'), new Tally('wire')];
  await runLevel('wire', SEED, [100, 300], one);
  await runLevel('wire', SEED, [100, 300], two);
  expect(one.counts.cases).toEqual(two.counts.cases);
});
