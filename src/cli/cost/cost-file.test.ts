import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { costAssumptions } from '../../assessment/index.ts';
import { ownFolder } from '../fixtures/own-folder.ts';
import { parseCostFile, readCostFile } from './cost-file.ts';
import { costFileText } from './cost-file-text.ts';

const parse = (text: string) => parseCostFile('c.yaml', text);
const given = (text: string) => [...parse(`currency: JPY\ninputs:\n${text}`).given.values()][0];

describe.each(['en', 'ja'] as const)('the file that is written, in %s', (lang) => {
  test.each(['JPY', 'USD'] as const)('is read as it is meant: %s', (currency) => {
    const { currency: read, given } = parse(costFileText(currency, lang));
    expect(read).toBe(currency);
    expect([...given]).toEqual(costAssumptions(currency).map(({ id, range }) => [id, { range, source: null }]));
  });

  test('has every input with its title, its unit and the reason', () => {
    const text = costFileText('JPY', lang).replace(/\n\s*# ?/g, lang === 'ja' ? '' : ' ');
    for (const { title, why } of costAssumptions('JPY')) {
      expect(text).toContain(title[lang]);
      expect(text).toContain(why[lang]);
    }
    expect(text).toContain(lang === 'ja' ? '事故 1 件の損失（JPY）' : 'Cost of an incident (JPY)');
  });
});

test('numbers, shares in percent, ranges and sources', () => {
  expect(given('  tuningRuns: 3')).toEqual({ range: { low: 3, likely: 3, high: 3 }, source: null });
  expect(given('  riskyShare: 5 %')).toEqual({ range: { low: 0.05, likely: 0.05, high: 0.05 }, source: null });
  expect(given('  riskyShare:\n    low: 0.01%\n    likely: 0.5\n    high: 50％\n    source: log of October')).toEqual({
    range: { low: 0.0001, likely: 0.5, high: 0.5 },
    source: 'log of October',
  });
  expect(given('  tuningRuns: { low: 1, likely: 2, high: 3, source: "a\\u202eb" }')?.source).toBe('a⟨U+202E⟩b');
});

test.each(['docs/cost.md', 'docs/cost.ja.md'])('the example of %s is read', (page) => {
  const [, example] = /```yaml\n(.*?)```/s.exec(readFileSync(page, 'utf8'))!;
  const read = parse(example!);
  expect(read.currency).not.toBeNull();
  expect([...read.given.keys()]).toEqual(['requestsPerMonth', 'riskyShare', 'incidentCost']);
  expect(read.given.get('incidentCost')?.source).not.toBeNull();
});

test('a file that says nothing gives nothing', () => {
  for (const text of ['', '# nothing\n', 'inputs:\n', 'inputs: {}\n'])
    expect(parse(text)).toEqual({ currency: null, given: new Map() });
});

/** Puts the input on the third line. */
const at3 = (text: string) => `currency: JPY\ninputs:\n  ${text}\n`;

test.each([
  [at3('riskyShare: { low: 9%, likely: 9%, high: 5% }'), 3, 'riskyShare has a low above its high'],
  [at3('riskyShare: { low: 5%, likely: 4%, high: 9% }'), 3, 'riskyShare has a likely outside'],
  [at3('riskyShare: 5'), 3, 'riskyShare is a share, at most 1 (write five percent as 5% or 0.05)'],
  [at3('riskyShare: 105%'), 3, 'riskyShare is a share'],
  [at3('riskyShare: -5%'), 3, 'riskyShare must not be negative'],
  [at3('tuningRuns: -1'), 3, 'tuningRuns must not be negative'],
  [at3('tuningRuns: .inf'), 3, 'tuningRuns must be numbers'],
  [at3('tuningRuns: .nan'), 3, 'tuningRuns must be numbers'],
  [at3('tuningRuns: 1e16'), 3, 'tuningRuns must be at most'],
  [at3('tuningRuns: many'), 3, 'tuningRuns must be a number without separators'],
  [at3('tuningRuns: 5%'), 3, 'tuningRuns must be a number'],
  [at3('incidentCost: "1,000,000"'), 3, 'incidentCost must be a number without separators'],
  [at3('tuningRuns: { low: 1, likely: 2 }'), 3, 'tuningRuns lacks high'],
  [at3('tuningRuns:'), 3, 'tuningRuns lacks low'],
  [at3('tuningRuns: [1, 2, 3]'), 3, 'tuningRuns must contain names and values'],
  [at3('tuningRuns: { low: 1, likely: 2, high: 3, most: 9 }'), 3, 'tuningRuns.most is unknown'],
  [at3('tuningRuns: { low: 1, likely: 2, high: 3, source: 9 }'), 3, 'tuningRuns.source must be a text'],
  [at3('tuningRuns:\n    low: 1\n    likely: x\n    high: 3'), 5, 'tuningRuns.likely must be a number'],
  [at3('luck: 1'), 3, 'luck is unknown (known: requestsPerMonth'],
  [at3('__proto__: 1'), 3, '__proto__ is unknown'],
  [at3('"a\\u001b[31m": 1'), 3, 'a⟨U+001B⟩[31m is unknown'],
  [at3('tuningRuns: 1\n  tuningRuns: 2'), 4, 'unique'],
  ['currency: JPY\ninputs:\n  ? [a]\n  : 1\n', 3, 'is unknown'],
  ['currency: EUR\n', 1, 'currency must be one of JPY, USD'],
  ['currency: [JPY]\n', 1, 'currency must be one of JPY, USD'],
  ['inputs:\n  incidentCost: 5\n', 2, 'incidentCost is money'],
  ['currency: USD\ninputs:\n  dollar: 150\n', 3, 'dollar is unknown'],
  ['inputs: 5\n', 1, 'inputs must contain names and values'],
  ['\n- a\n', 2, 'the file must contain names and values'],
  ['currency: JPY\nimputs: {}\n', 2, 'imputs is unknown (known: currency, inputs)'],
  ['currency: "JPY\n', 2, ''],
  ['currency: JPY\ninputs: *c\n', 2, ''],
  [at3('tuningRuns: &a { low: 1, likely: 2, high: *a }'), 3, 'tuningRuns.high must be a number'],
  ['currency: JPY\n---\ncurrency: USD\n', 2, ''],
])('says file, line and what is wrong: %j', (text, line, message) => {
  let told: Error | null = null;
  try {
    parse(text);
  } catch (failure) {
    told = failure as Error;
  }
  expect(told).toMatchObject({ code: 'usage' });
  expect(told!.message).toContain(`c.yaml:${line}: `);
  expect(told!.message).toContain(message);
  expect(told).toMatchObject({
    localized: { ja: expect.stringMatching(new RegExp(`^c\\.yaml:${line}：.*[ぁ-ん]`)) },
    advice: expect.stringContaining('--init'),
  });
});

test('files that are missing or something else', async () => {
  await expect(readCostFile('/nothing/here.yaml')).rejects.toMatchObject({ code: 'not-found' });
  const folder = ownFolder({ 'big.yaml': '#'.repeat(2 ** 20 + 1) });
  await expect(readCostFile(folder)).rejects.toMatchObject({ code: 'not-found' });
  await expect(readCostFile(`${folder}/big.yaml`)).rejects.toMatchObject({ code: 'usage' });
});
