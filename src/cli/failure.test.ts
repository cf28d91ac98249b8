import { CommanderError } from 'commander';
import { expect, test } from 'vitest';
import { ZenbunError } from '../errors.ts';
import { reportFailure } from './failure.ts';
import { capturedOutput } from './fixtures/captured-output.ts';

const message = { en: 'the oven is cold', ja: 'オーブンが冷えています' };
const advice = { en: 'Heat it.', ja: '温めてください。' };

test('what went wrong and what to do next, on standard error, in the language that is spoken', () => {
  const english = capturedOutput();
  expect(reportFailure(new ZenbunError('not-found', message, { advice }), 'en')).toBe(2);
  expect(english).toEqual({ out: '', err: 'zenbun: error: the oven is cold\n  next: Heat it.\n' });
  const japanese = capturedOutput();
  expect(reportFailure(new ZenbunError('budget', message, { advice }), 'ja')).toBe(3);
  expect(japanese.err).toBe('zenbun: エラー：オーブンが冷えています\n  次にすること：温めてください。\n');
});

test('without an advice there is one line', () => {
  const written = capturedOutput();
  reportFailure(new ZenbunError('usage', message), 'en');
  expect(written.err.split('\n')).toEqual(['zenbun: error: the oven is cold', '']);
});

test('what nobody foresaw comes with its trace, and is no usage', () => {
  for (const lang of ['en', 'ja'] as const) {
    const written = capturedOutput();
    expect(reportFailure(new TypeError('egg is not a function'), lang)).toBe(3);
    expect(written.err).toContain('TypeError: egg is not a function');
    expect(written.err).toMatch(/\n {4}at .*failure\.test\.ts/);
    expect(/[\p{sc=Hiragana}]/u.test(written.err)).toBe(lang === 'ja');
  }
});

test.each(['a text', undefined, null, 42])('whatever was thrown is told: %j', (thrown) => {
  const written = capturedOutput();
  expect(reportFailure(thrown, 'en')).toBe(3);
  expect(written.err).toContain(`zenbun: ${thrown}\n`);
});

test('what the parser of flags has told already is not told again; help is no failure', () => {
  const written = capturedOutput();
  expect(reportFailure(new CommanderError(1, 'commander.unknownOption', 'told'), 'en')).toBe(2);
  expect(reportFailure(new CommanderError(0, 'commander.helpDisplayed', 'told'), 'en')).toBe(0);
  expect(written).toEqual({ out: '', err: '' });
});
