import { describe, expect, test } from 'vitest';
import { logLines } from './log-lines.ts';
import { type LogFlags, logSettings, numberOf } from './watch-flags.ts';

const usage = expect.objectContaining({ code: 'usage' });
const settings = (flags: Partial<LogFlags>) => logSettings({ log: ['a'], ...flags } as LogFlags, 28);

test('what is not given has its default', () => {
  expect(settings({ identity: 'x' })).toEqual({
    logs: ['a'],
    timeZone: 'UTC',
    hours: 6,
    identity: 'x',
    perUnit: { answers: 3, windowMs: 3_600_000 },
    referenceDays: 28,
  });
  expect(settings({}).identity).toMatch(/^zenbun \d/);
});

test('what is given is taken', () => {
  const flags = { referenceDays: '1.5', hours: '1', perUser: '9', timeZone: 'Asia/Tokyo' };
  expect(settings(flags)).toMatchObject({
    referenceDays: 1.5,
    hours: 1,
    perUnit: { answers: 9 },
    timeZone: 'Asia/Tokyo',
  });
});

test.each<Partial<LogFlags>>([
  { log: [] },
  { hours: '0' },
  { hours: '1.5' },
  { perUser: '0' },
  { perUser: '' },
  { referenceDays: '0.5' },
])('%j is refused', (flags) => {
  expect(() => settings(flags)).toThrow(usage);
});

describe('the number of a flag', () => {
  const chance = { least: 0.001, below: 1 };

  test('reaches its least, but not its bound', () => {
    expect(numberOf('--alpha', '0.001', 0.05, chance)).toBe(0.001);
    expect(numberOf('--alpha', '0.999', 0.05, chance)).toBe(0.999);
    expect(numberOf('--alpha', undefined, 0.05, chance)).toBe(0.05);
    for (const text of ['0.0009', '1', '', ' ', 'x', 'NaN', '-1', 'Infinity'])
      expect(() => numberOf('--alpha', text, 0.05, chance)).toThrow(usage);
  });

  test('the message says what is expected', () => {
    const wrong = (whole: boolean) => () => numberOf('--n', 'x', 1, { least: 2, whole });
    expect(wrong(true)).toThrow('--n is a whole number 2 or more, not "x"');
    expect(wrong(false)).toThrow('--n is a number 2 or more, not "x"');
    expect(() => numberOf('--alpha', 'x', 1, chance)).toThrow('--alpha is a number between 0 and 1, not "x"');
  });
});

describe('what was read of logs', () => {
  const READ = { answers: 5, others: 0, skipped: 0, skippedRows: [], duplicates: 0, disordered: 0, formats: ['plain'] };
  const linesOf = (more: object, lang: 'en' | 'ja' = 'en') => logLines({ ...READ, ...more } as never, lang);

  test('answers and forms, and nothing that did not occur', () => {
    expect(linesOf({ formats: ['plain', 'openai'] })).toEqual(['Logs: 5 answers (plain, openai)']);
    expect(linesOf({ formats: ['plain', 'openai'] }, 'ja')).toEqual(['ログ：回答 5 件（plain、openai）']);
  });

  test.each([
    ['others', '1 rows of other things', '回答以外の行 1 件'],
    ['duplicates', '1 rows were there before', '重複した行 1 件'],
    ['disordered', '1 answers were not in the order', '時刻順でない回答 1 件'],
    ['skipped', '1 rows could not be read:', '読めなかった行 1 件：'],
  ])('%s', (name, en, ja) => {
    expect(linesOf({ [name]: 1 })).toEqual([expect.anything(), expect.stringContaining(en)]);
    expect(linesOf({ [name]: 1 }, 'ja')).toEqual([expect.anything(), expect.stringContaining(ja)]);
  });

  test('rows that could not be read are named by file and line', () => {
    const skippedRows = [{ file: 'a.jsonl', line: 7, reason: 'no time' }];
    expect(linesOf({ skipped: 1, skippedRows }).at(-1)).toBe('    a.jsonl:7: no time');
  });
});
