import { expect, test } from 'vitest';
import { ExampleTexts } from './example-texts.ts';
import { Examples } from './examples.ts';
import type { StandingMark, StandingRow } from './flagged-rows.ts';

const mark = (detector: number, key: string, turn = 1): StandingMark => ({
  ...{ detector, key, turn, level: 'review' },
  spans: [{ start: turn, end: turn + 1, act: 'answer' }],
});
const row = (file: number, line: number, ...marks: StandingMark[]): StandingRow => ({ file, line, digest: 'd', marks });
const kept = (file: number, line: number, text: string) => {
  const texts = new ExampleTexts(2);
  texts.add(file, [{ ...{ detector: 0, key: 'a', line, turn: 1 }, text, textStart: 0, prompt: 'why' }], []);
  return texts;
};

test('a finding shows its own rows, by detector and key, each with its first mark', () => {
  const examples = new Examples(['x', 'y'], []);
  examples.see(row(0, 1, mark(0, 'a', 3), mark(0, 'a', 5), mark(1, 'a')));
  examples.see(row(1, 1, mark(0, 'a')));
  examples.see(row(1, 2, mark(0, 'b')));
  const places = (detector: number, key: string) =>
    examples.of(detector, key).map(({ path, line, turn, spans }) => [path, line, turn, spans[0]!.start]);
  expect(places(0, 'a')).toEqual([
    ['x', 1, 3, 3],
    ['y', 1, 1, 1],
  ]);
  expect(places(0, 'b')).toEqual([['y', 2, 1, 1]]);
  expect(places(1, 'a')).toEqual([['x', 1, 1, 1]]);
  expect(examples.of(1, 'b')).toEqual([]);
});

test('the line of the file is shown where it is another number', () => {
  const examples = new Examples(['x'], []);
  examples.see({ ...row(0, 2, mark(0, 'a')), physicalLine: 9 });
  examples.see(row(0, 3, mark(0, 'a')));
  const [csv, line] = examples.of(0, 'a');
  expect(csv).toMatchObject({ line: 2, physicalLine: 9 });
  expect(line).not.toHaveProperty('physicalLine');
});

test('the text is taken from whichever pass kept it, the first one first', () => {
  const passes = [kept(0, 1, 'of the first pass'), kept(0, 1, 'of the second pass')];
  passes[1]!.add(
    0,
    [{ ...{ detector: 0, key: 'a', line: 2, turn: 1 }, text: 'only there', textStart: 4, prompt: '' }],
    [],
  );
  const examples = new Examples(['x'], passes);
  for (const line of [1, 2, 3]) examples.see(row(0, line, mark(0, 'a')));
  expect(examples.of(0, 'a').map(({ text, textStart, prompt }) => [text, textStart, prompt])).toEqual([
    ['of the first pass', 0, 'why'],
    ['only there', 4, ''],
    [undefined, undefined, undefined],
  ]);
});
