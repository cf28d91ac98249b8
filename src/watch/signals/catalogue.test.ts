import { expect, test } from 'vitest';
import type { AnswerFacts } from '../../schema/index.ts';
import { plainAnswer } from '../fixtures/simulated-answers.ts';
import { SIGNALS } from './catalogue.ts';

const NOTHING: AnswerFacts = {
  ...plainAnswer,
  ...{ outcome: null, chars: null, finish: null, language: null, opening: null, repetition: null },
  ...{ toolJson: null, firstTextMs: null, tokensPerSecond: null, isRetry: null },
};

test('ids are unique, titles are there in both languages', () => {
  expect(new Set(SIGNALS.map(({ id }) => id)).size).toBe(SIGNALS.length);
  for (const { title } of SIGNALS) expect(title.en !== '' && title.ja !== '').toBe(true);
});

test('what is not known says nothing', () => {
  expect(SIGNALS.map((signal) => signal.read(NOTHING))).toEqual(SIGNALS.map(() => null));
});

test('a plain answer is no hit', () => {
  for (const signal of SIGNALS) if (signal.kind === 'rate') expect(signal.read(plainAnswer) ?? false).toBe(false);
});

test.each<[string, Partial<AnswerFacts>, boolean | null]>([
  ['latch', { latched: true }, true],
  ['latch', { latched: true, outcome: null }, true],
  ['refusal-up', { outcome: 'unread' }, null],
  ['refusal-down', { outcome: 'refusal' }, true],
  ['empty', { outcome: 'empty', finish: 'tool' }, false],
  ['empty', { outcome: 'empty' }, true],
  ['finish', { finish: 'tool' }, false],
  ['finish', { finish: 'filtered' }, true],
  ['language', { language: 'ja' }, true],
  ['language', { language: 'und' }, null],
  ['language', { requestLanguage: null }, null],
  ['tool-json', { toolJson: false }, true],
  ['retry', { isRetry: true }, true],
])('%s of %j is %s', (id, facts, said) => {
  expect(SIGNALS.find((one) => one.id === id)!.read({ ...plainAnswer, ...facts })).toBe(said);
});
