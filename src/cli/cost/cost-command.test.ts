import { readFileSync, symlinkSync } from 'node:fs';
import { expect, test } from 'vitest';
import { worse } from '../../../test/fixture-comparison.ts';
import type { CostEstimate } from '../../schema/index.ts';
import { capturedOutput } from '../fixtures/captured-output.ts';
import { workingFolder } from '../fixtures/own-folder.ts';
import { run } from '../run.ts';

/** Runs `zenbun cost`; returns its exit code and output. */
async function cost(...argv: string[]) {
  const written = capturedOutput();
  const code = await run(['cost', '--no-color', ...argv]);
  return { code, ...written };
}

const estimateIn = (file: string): CostEstimate => JSON.parse(readFileSync(file, 'utf8'));

test.each([
  ['en', 'USD', '21 of 21 input figures are assumptions'],
  ['ja', 'JPY', '仮の値です'],
] as const)('%s: writes a file, reads it by itself, and reports in its currency', async (lang, currency, sentence) => {
  workingFolder();
  const made = await cost('--init', '--lang', lang);
  expect([made.code, made.err]).toEqual([0, '']);
  expect(made.out).toContain('zenbun cost zenbun-cost.yaml');
  const told = await cost('--lang', lang, '--json', 'cost.json', '--md', 'cost.md');
  expect([told.code, told.err]).toEqual([0, '']);
  expect(told.out).toContain(sentence);
  const estimate = estimateIn('cost.json');
  expect(estimate).toMatchObject({ schema: 'zenbun.cost/1', currency, draws: 10_000, notes: [] });
  expect(estimate.inputs.every(({ from }) => from.kind === 'assumed')).toBe(true);
  expect(readFileSync('cost.md', 'utf8')).toContain(sentence);
});

test('no file is assumptions alone, and is said', async () => {
  workingFolder();
  const told = await cost('--lang', 'en');
  expect(told.code).toBe(0);
  expect(told.out).toContain('21 of 21 input figures are assumptions');
  expect(told.out).toContain('No file of inputs was read.');
});

test('a file is never overwritten, nor is a link that leads nowhere', async () => {
  workingFolder({ 'zenbun-cost.yaml': 'mine' });
  symlinkSync('nowhere', 'link.yaml');
  for (const argv of [['--init'], ['--init', 'link.yaml']]) {
    const told = await cost(...argv, '--lang', 'en');
    expect(told.code).toBe(2);
    expect(told.err).toContain('already exists; nothing was written');
  }
  expect(readFileSync('zenbun-cost.yaml', 'utf8')).toBe('mine');
});

test('results measure what they can, and are named', async () => {
  const own = { ...worse, cost: { requests: 9, promptTokens: 300, completionTokens: 700, usd: 0.01, recorded: 0 } };
  workingFolder({ 'compare.json': JSON.stringify(own), 'c.yaml': 'currency: USD\ninputs:\n  tuningRuns: 6\n' });
  const told = await cost('c.yaml', '--lang', 'en', '--json', 'cost.json', '--results', 'compare.json');
  expect([told.code, told.err]).toEqual([0, '']);
  expect(told.out).toMatch(/E1: compare\.json \(SHA-256\s+[0-9a-f]{64}\)/);
  const sources = Object.fromEntries(estimateIn('cost.json').inputs.map(({ id, from }) => [id, from]));
  expect(sources).toMatchObject({
    tuningRuns: { kind: 'given' },
    attackAfter: { kind: 'measured', evidence: 'E1' },
    comparisonTokens: { kind: 'measured', evidence: 'E1' },
    tokenPrice: { kind: 'measured', evidence: 'E1' },
    incidentCost: { kind: 'assumed' },
  });
});

test('the same inputs give the same result', async () => {
  workingFolder();
  await cost('--quiet', '--json', 'a.json');
  const again = await cost('--json', '-');
  expect(again.out).toBe(readFileSync('a.json', 'utf8'));
});

test.each([
  [['c.yaml'], 'c.yaml:3: riskyShare is a share'],
  [['nowhere.yaml'], 'nowhere.yaml cannot be read'],
  [['usd.yaml', '--currency', 'JPY'], 'usd.yaml counts in USD, not in JPY'],
  [['--md', '-', '--json', '-'], 'only one result'],
  [['--init', 'new.yaml', '--json', 'a.json'], '--init excludes'],
  [['--results', 'c.yaml'], 'c.yaml'],
  [['--currency', 'EUR'], 'Allowed choices are JPY, USD'],
])('errors end with 2: %j', async (argv, message) => {
  workingFolder({ 'c.yaml': 'currency: JPY\ninputs:\n  riskyShare: 5\n', 'usd.yaml': 'currency: USD\n' });
  const told = await cost(...argv, '--lang', 'en');
  expect(told.code).toBe(2);
  expect(told.err).toContain(message);
  expect(told.out).toBe('');
});

test('help has examples in both languages', async () => {
  for (const [lang, word] of [
    ['en', 'Examples:'],
    ['ja', '例：'],
  ] as const) {
    const { code, out } = await cost('--help', '--lang', lang);
    expect(code).toBe(0);
    expect(out).toContain(word);
    expect(out).toContain('$ zenbun cost --init');
  }
});

test('shells complete it', async () => {
  const written = capturedOutput();
  expect(await run(['completion', 'bash'])).toBe(0);
  expect(written.out).toContain('--results');
});
