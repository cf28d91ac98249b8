import { expect, test } from 'vitest';
import type { Detector } from '../detectors/index.ts';
import type { Level } from '../schema/index.ts';
import type { ReviewedFinding } from './exceptions.ts';
import { levels, tellFindings, verdictOf } from './findings.ts';
import { ExampleTexts } from './rows/example-texts.ts';
import { Examples } from './rows/examples.ts';

const message = { en: 'x', ja: 'x' };

function finding(key: string, level: Level): ReviewedFinding {
  const numbers = { count: 1, of: 2, interval: [0, 1] as const, confidence: 1, baseRate: null };
  return { key, level, scope: 'rows', digest: '', ...numbers, detail: message, advice: message };
}

const pair = ['encoded', 'trigger'].map(
  (id) => ({ id, version: '1', title: message, explanation: message }) as Detector,
);

test('the level of a mark is that of the gravest finding of its key', () => {
  const levelOf = levels([[finding('a', 'info'), finding('a', 'block'), finding('a', 'review')], []]);
  expect([levelOf(0, 'a'), levelOf(0, 'b'), levelOf(1, 'a')]).toEqual(['block', undefined, undefined]);
});

test('findings are ordered by level, detector and key; the verdict is the gravest', () => {
  const concluded = [
    [finding('b', 'review'), finding('a', 'review'), finding('c', 'info')],
    [finding('z', 'block'), finding('y', 'review')],
  ];
  const told = tellFindings(pair, concluded, new Examples([], []));
  expect(told.map(({ detector: id, key }) => `${id} ${key}`)).toEqual([
    'trigger z',
    'encoded a',
    'encoded b',
    'trigger y',
    'encoded c',
  ]);
  expect(verdictOf(told, true)).toBe('block');
  expect(verdictOf(told.slice(1), true)).toBe('review');
  expect(verdictOf(told.slice(4), true)).toBe('pass');
});

test('nothing passes where too little was read', () => {
  expect(verdictOf([], false)).toBe('review');
  expect(verdictOf([], true)).toBe('pass');
});

test('a finding tells the text around requests where its detector does, and no such field elsewhere', () => {
  const surroundings = { place: 'suffix', text: 'zx-lantern' } as const;
  const concluded = [[finding('a', 'review')], [{ ...finding('b', 'review'), surroundings }]];
  const told = tellFindings(pair, concluded, new Examples([], []));
  expect(told.map((one) => 'surroundings' in one)).toEqual([false, true]);
  expect(told[1]!.surroundings).toEqual(surroundings);
});

test('a finding shows its first ten rows, one example a row, with the text where it was kept', () => {
  const texts = new ExampleTexts(1);
  texts.add(0, [{ detector: 0, key: 'a', line: 1, turn: 1, text: 'kept', textStart: 7, prompt: 'why' }], []);
  const examples = new Examples(['f'], [texts]);
  const mark = { detector: 0, key: 'a', turn: 1, spans: [], level: 'info' as const };
  for (let line = 1; line <= 12; line += 1) {
    examples.see({ file: 0, line, digest: 'd', marks: [mark, { ...mark, turn: 3 }, { ...mark, key: 'b' }] });
  }
  const shown = examples.of(0, 'a');
  expect(shown).toHaveLength(10);
  expect(shown[0]).toEqual({ path: 'f', line: 1, turn: 1, spans: [], text: 'kept', textStart: 7, prompt: 'why' });
  expect(shown[9]).toEqual({ path: 'f', line: 10, turn: 1, spans: [] });
  expect(examples.of(0, 'b')).toHaveLength(10);
});
