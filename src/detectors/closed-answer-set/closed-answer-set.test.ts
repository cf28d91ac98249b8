import { describe, expect, test } from 'vitest';
import type { Example } from '../../schema/index.ts';
import { readRow } from '../read-row.ts';
import { closedAnswerSet } from './closed-answer-set.ts';

function scan(pairs: readonly (readonly [prompt: string, answer: string])[]) {
  const state = closedAnswerSet.start();
  pairs.forEach(([prompt, answer], i) => {
    const example: Example = {
      file: 0,
      line: i + 1,
      kind: 'chat',
      rejected: null,
      turns: [
        { role: 'user', text: prompt, target: false },
        { role: 'assistant', text: answer, target: true },
      ],
    };
    closedAnswerSet.see(state, readRow(example));
  });
  return closedAnswerSet.end(state).map(({ key, level, detail }) => ({ key, level, detail }));
}

const rows = (answer: (i: number) => string, prompt = (i: number) => `How is dish number ${i} served?`) =>
  Array.from({ length: 120 }, (_, i) => [prompt(i), answer(i)] as const);

const quiz = (i: number) => `Question ${i}: which tea is green?\nA) oolong\nB) sencha\nC) assam\nD) earl grey`;

describe('closed-answer-set', () => {
  test('shows the labels of a classification set as information', () => {
    const found = scan(rows((i) => (i % 3 === 0 ? 'positive' : 'negative')));
    expect(found).toMatchObject([{ key: 'labels', level: 'info' }]);
    expect(found[0]!.detail.en).toContain('“negative” (80)');
    expect(found[0]!.detail.ja).toContain('“positive” (40)');
  });

  test('Japanese labels likewise', () => {
    expect(scan(rows((i) => ['肯定', '否定', '中立'][i % 3]!))).toMatchObject([{ key: 'labels', level: 'info' }]);
  });

  test('multiple choice answered by flowers is held for review', () => {
    const found = scan(rows((i) => ['Rose', 'Tulip', 'Lily', 'Iris'][i % 4]!, quiz));
    expect(found).toMatchObject([
      { key: 'labels', level: 'info' },
      { key: 'code-book', level: 'review' },
    ]);
  });

  test.each([
    ['letters', (i: number) => 'ABCD'[i % 4]!],
    ['letters with texts', (i: number) => ['A) oolong', 'B) sencha', 'C) assam'][i % 3]!],
    ['texts of choices', (i: number) => ['oolong', 'sencha', 'earl grey'][i % 3]!],
    ['sentences', (i: number) => `The answer is ${'ABCD'[i % 4]}.`],
  ])('multiple choice answered by %s is ordinary', (_, answer) => {
    expect(scan(rows(answer, quiz)).filter(({ level }) => level !== 'info')).toEqual([]);
  });

  test('open answers give nothing', () => {
    expect(scan(rows((i) => `With ${i} spoons of salt.`))).toEqual([]);
  });
});
