import { expect, test } from 'vitest';
import type { Answers } from './answers.ts';
import { askAnswers } from './questions.ts';

const DEFAULTS: Answers = { lang: 'en', data: [], failOn: 'block', ci: 'none' };

/** Simulates a user who types these lines; returns the answers and the questions asked. */
async function typing(lines: readonly string[], given: Partial<Answers> = {}) {
  const asked: string[] = [];
  const ask = async (question: string) => {
    asked.push(question);
    return lines[asked.length - 1]!;
  };
  return { answers: await askAnswers(ask, given, DEFAULTS), asked };
}

test('Enter takes what is usual', async () => {
  const { answers, asked } = await typing(['', '', '', '']);
  expect(answers).toEqual(DEFAULTS);
  expect(asked[0]).toBe('Language of the reports (en, ja) [en]: ');
  expect(asked).toHaveLength(4);
});

test('the first answer is the language of the other questions', async () => {
  const { answers, asked } = await typing(['ja', 'data/, more.jsonl、x.csv', ' Review ', 'pre-commit']);
  expect(answers).toEqual({ lang: 'ja', data: ['data/', 'more.jsonl', 'x.csv'], failOn: 'review', ci: 'pre-commit' });
  for (const question of asked.slice(1)) expect(question).toMatch(/[\p{sc=Hiragana}\p{sc=Katakana}]/u);
});

test('what is no answer is asked again, with what would be one', async () => {
  const { answers, asked } = await typing(['fr', 'en', '--all', 'a.jsonl', 'never', 'block', 'jenkins', 'gitlab']);
  expect(answers).toEqual({ lang: 'en', data: ['a.jsonl'], failOn: 'block', ci: 'gitlab' });
  expect(asked[1]).toMatch(/^Please enter one of: en, ja\n/);
  expect(asked[3]).toMatch(/^--all looks like a flag; write \.\/--all\n/);
  expect(asked[7]).toContain('none, github, gitlab, pre-commit');
});

test('what is given is not asked', async () => {
  const given = { lang: 'ja', data: ['a'], failOn: 'review', ci: 'github' } as const;
  expect(await typing([], given)).toEqual({ answers: given, asked: [] });
});
