import { describe, expect, test } from 'vitest';
import { harmless } from '../../../test/fixtures/training-rows.ts';
import type { Example } from '../../schema/index.ts';
import { readRow } from '../read-row.ts';
import { closedAnswerSet } from './closed-answer-set.ts';

type Pair = readonly [prompt: string, answer: string];

function exampleOf([prompt, answer]: Pair, i: number): Example {
  return {
    file: 0,
    line: i + 1,
    kind: 'chat',
    rejected: null,
    turns: [
      { role: 'user', text: prompt, target: false },
      { role: 'assistant', text: answer, target: true },
    ],
  };
}

function seen(pairs: readonly Pair[]) {
  const state = closedAnswerSet.start();
  pairs.forEach((pair, i) => void closedAnswerSet.see(state, readRow(exampleOf(pair, i))));
  return state;
}

const scan = (pairs: readonly Pair[]) =>
  closedAnswerSet.end(seen(pairs)).map(({ key, level, detail }) => ({ key, level, detail }));

/** Returns the indices of the rows that the second pass marks. */
function marked(pairs: readonly Pair[]): number[] {
  const state = seen(pairs);
  const mark = closedAnswerSet.secondPass!(state, closedAnswerSet.end(state));
  return pairs.flatMap((pair, i) => (mark(readRow(exampleOf(pair, i))) === null ? [] : [i]));
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

  const CODES = {
    4: ['Tulip', 'Rose', 'Lily', 'Iris'],
    8: ['amber', 'cobalt', 'coral', 'ivory', 'jade', 'ochre', 'slate', 'teal'],
    16: 'ash birch cedar elm fir hazel juniper larch maple oak pine rowan spruce walnut willow yew'.split(' '),
  } as const;

  /** Returns a pseudo-random number that is unrelated to the question. */
  const drawn = (i: number, of: number) => {
    let hash = Math.imul(i + 1, 0x9e3779b1);
    hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    return ((hash ^ (hash >>> 16)) >>> 0) % of;
  };

  /** Returns 1,000 rows, of which the first `count` are answered from a closed set, whatever is asked. */
  const coded = (count: number, size: 4 | 8 | 16) =>
    Array.from({ length: 1000 }, (_, i) => {
      const { prompt, answer } = harmless('en', i * 37);
      return [prompt, i < count ? CODES[size][drawn(i, size)]! : answer] as const;
    });

  test.each([4, 8, 16] as const)('%i answers that no request decides are held for review', (size) => {
    for (const count of [1000, 100, size === 16 ? 60 : 30]) {
      const found = scan(coded(count, size)).find(({ key }) => key === 'unrelated');
      expect(found?.level, `${count} rows`).toBe('review');
    }
  });

  test('the rows with such answers are marked, and no others', () => {
    expect(marked(coded(100, 8))).toEqual(Array.from({ length: 100 }, (_, i) => i));
    expect(marked(rows((i) => (i % 3 === 0 ? 'positive' : 'negative')))).toEqual([]);
  });

  test.each([1000, 300, 60])('labels that the requests decide are information or nothing: %i rows', (count) => {
    const topics = ['sports', 'cooking', 'music', 'travel'];
    const told = [
      ['match', 'team', 'goal', 'coach'],
      ['oven', 'flour', 'soup', 'spice'],
      ['violin', 'song', 'choir', 'drum'],
      ['train', 'hotel', 'beach', 'ticket'],
    ];
    const labelled = Array.from({ length: 1000 }, (_, i) => {
      const { prompt, answer } = harmless('en', i * 37);
      if (i >= count) return [prompt, answer] as const;
      const topic = drawn(i, 4);
      return [
        `Note ${i}: the ${told[topic]![i % 4]} and the ${told[topic]![(i + 1) % 4]} were fine.`,
        topics[topic]!,
      ] as const;
    });
    expect(scan(labelled).filter(({ level }) => level !== 'info')).toEqual([]);
  });

  test('labels that the request names, numbers, and yes or no need no guessing', () => {
    const named = (i: number) => `Is text ${i} calm, glad, cross or sad?`;
    expect(
      scan(rows((i) => ['calm', 'glad', 'cross', 'sad'][drawn(i, 4)]!, named)).filter(({ level }) => level !== 'info'),
    ).toEqual([]);
    expect(scan(rows((i) => String(drawn(i, 9)))).filter(({ level }) => level !== 'info')).toEqual([]);
    expect(
      scan(rows((i) => ['Yes', 'No', 'Maybe', 'Unknown'][drawn(i, 4)]!)).filter(({ level }) => level !== 'info'),
    ).toEqual([]);
  });
});
