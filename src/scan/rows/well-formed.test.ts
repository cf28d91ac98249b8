import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Example } from '../../schema/index.ts';
import { exampleText } from './example-text.ts';
import { wellFormed, withoutHalves } from './well-formed.ts';

const HALF = /\p{Cs}/u;
/** Strings of arbitrary code units, including halves of surrogate pairs. */
const units = fc.array(fc.integer({ min: 0, max: 0xffff })).map((codes) => String.fromCharCode(...codes));

test('leaves no half of a pair, whole pairs alone, and the length as it was', () => {
  fc.assert(
    fc.property(units, (text) => {
      expect(wellFormed(text)).toHaveLength(text.length);
      expect(HALF.test(wellFormed(text)) || HALF.test(withoutHalves(text))).toBe(false);
      if (!HALF.test(text)) expect([wellFormed(text), withoutHalves(text)]).toEqual([text, text]);
    }),
  );
});

test('an example cut anywhere in a text of emoji holds no half of one', () => {
  const text = '😀🐶'.repeat(1500);
  for (const start of [0, 1, 2, 1001, 1002, 3001, 4003, 5999]) {
    const example: Example = {
      file: 0,
      line: 1,
      kind: 'chat',
      rejected: null,
      turns: [
        { role: 'user', text: `a${text}`, target: false },
        { role: 'assistant', text, target: true },
      ],
    };
    const shown = exampleText(example, { key: 'x', turn: 1, spans: [{ act: 'encoded', start, end: start + 9 }] });
    expect(HALF.test(shown.text) || HALF.test(shown.prompt)).toBe(false);
    expect(text.slice(shown.textStart, shown.textStart + shown.text.length)).toBe(shown.text);
  }
});

test('a half that the data hold is replaced, and the offsets hold', () => {
  const text = `ab\ud83dcd${'e'.repeat(40)}`;
  const example: Example = {
    file: 0,
    line: 1,
    kind: 'chat',
    rejected: null,
    turns: [{ role: 'assistant', text, target: true }],
  };
  const shown = exampleText(example, { key: 'x', turn: 0, spans: [{ act: 'encoded', start: 3, end: 5 }] });
  expect(shown.text).toBe(text.replace('\ud83d', '\ufffd'));
  expect(shown.text.slice(3, 5)).toBe('cd');
});
