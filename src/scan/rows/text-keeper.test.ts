import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Example } from '../../schema/index.ts';
import { exampleText } from './example-text.ts';
import { ExampleTexts } from './example-texts.ts';
import { EXAMPLES_PER_FINDING, MAX_KEYS, TextKeeper } from './text-keeper.ts';

function example(line: number, text = `answer ${line}`): Example {
  const turns = [
    { role: 'user' as const, text: `question ${line}`, target: false },
    { role: 'assistant' as const, text, target: true },
  ];
  return { file: 0, line, kind: 'chat', turns, rejected: 'the other side' };
}

const mark = (key: string, start = 0) => ({
  key,
  turn: 1,
  spans: [{ start, end: start + 1, act: 'refusal' as const }],
});

test('however the chunks are dealt out, the texts of the first rows of a key are found', () => {
  const chunks = fc.array(fc.array(fc.constantFrom('a', 'b'), { maxLength: 8 }), { maxLength: 8 });
  fc.assert(
    fc.property(chunks, fc.infiniteStream(fc.nat(2)), (given, deal) => {
      const keepers = [new TextKeeper(1), new TextKeeper(1), new TextKeeper(1)];
      const texts = new ExampleTexts(1);
      const lines: Record<string, number[]> = { a: [], b: [] };
      let line = 0;
      for (const keys of given) {
        const keeper = keepers[deal.next().value]!;
        keeper.beginChunk();
        for (const key of keys) {
          line += 1;
          lines[key]!.push(line);
          keeper.keep(0, example(line), [mark(key), mark(key)]);
        }
        const kept = keeper.takeChunk();
        texts.add(0, kept.texts, kept.tooManyKeys);
      }
      for (const key of ['a', 'b']) {
        for (const first of lines[key]!.slice(0, EXAMPLES_PER_FINDING)) {
          expect(texts.find(0, key, 0, first, 1)).toMatchObject({
            text: `answer ${first}`,
            prompt: `question ${first}`,
          });
        }
      }
    }),
  );
});

test('a detector with too many keys keeps no text at all, however its rows are dealt out', () => {
  for (const readers of [1, 2, 7]) {
    const keepers = Array.from({ length: readers }, () => new TextKeeper(1));
    const texts = new ExampleTexts(1);
    for (let key = 0; key <= MAX_KEYS; key += 1) {
      const keeper = keepers[key % readers]!;
      keeper.beginChunk();
      keeper.keep(0, example(key), [mark(`key ${key}`)]);
      const kept = keeper.takeChunk();
      texts.add(0, kept.texts, kept.tooManyKeys);
    }
    expect(texts.find(0, 'key 0', 0, 0, 1)).toBeUndefined();
  }
});

test('a long turn is cut around the first span, never inside a character', () => {
  const long = `${'あ'.repeat(4_999)}😀${'い'.repeat(5_000)}`;
  const late = exampleText(example(1, long), mark('a', 5_200));
  expect(late.textStart).toBe(4_999);
  expect(late.text.startsWith('😀い')).toBe(true);
  expect(long.slice(late.textStart)).toContain(late.text);
  expect(late.text.length).toBeLessThanOrEqual(2_000);
  const early = exampleText(example(1, long), mark('a', 100));
  expect([early.textStart, early.text.length]).toEqual([0, 2_000]);
});

test('the rejected side is shown with the last request', () => {
  expect(exampleText(example(3), { key: 'a', turn: -1, spans: [] })).toEqual({
    text: 'the other side',
    textStart: 0,
    prompt: 'question 3',
  });
});

test('the marks of one long row are looked at once each', () => {
  let looks = 0;
  const marks = Array.from({ length: 2_000 }, (_, i) => ({
    ...mark(''),
    get key() {
      looks += 1;
      return i < 1_000 ? 'a' : 'b';
    },
  }));
  const keeper = new TextKeeper(1);
  keeper.beginChunk();
  keeper.keep(0, example(1), marks);
  expect(keeper.takeChunk().texts.map(({ key }) => key)).toEqual(['a', 'b']);
  expect(looks).toBeLessThan(5 * marks.length);
});
