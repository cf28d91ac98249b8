import fc from 'fast-check';
import { expect, test } from 'vitest';
import { StopText } from './stop-text.ts';

const said = (stops: readonly string[], pieces: readonly string[]) => {
  const text = new StopText(stops);
  return pieces.map((piece) => text.push(piece)).join('') + text.end();
};

test.each([
  ['no stop string', [], 'as it is', 'as it is'],
  ['one that comes', ['.'], 'first. second.', 'first'],
  ['one that almost comes', ['is over'], 'this is open', 'this is open'],
  ['a beginning of one at the end', ['end!'], 'the end', 'the end'],
  ['the one that is complete first', ['abcd', 'bc'], 'abcd', 'a'],
  ['the longer of two that are complete together', ['bc', 'abc'], 'xabc', 'x'],
  ['one that begins again inside itself', ['aab'], 'aaab', 'a'],
])('%s', (_, stops, text, expected) => {
  expect(said(stops, [text])).toBe(expected);
  expect(said(stops, [...text])).toBe(expected);
});

test('any cutting into pieces gives the same text', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 20 });
  const stop = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(fc.array(stop, { maxLength: 4 }), fc.array(letters, { maxLength: 6 }), (stops, pieces) => {
      const whole = pieces.join('');
      const cut = said(stops, pieces);
      expect(cut).toBe(said(stops, [whole]));
      expect(whole.startsWith(cut)).toBe(true);
      expect(stops.some((one) => cut.includes(one))).toBe(false);
    }),
  );
});

test('what cannot become a stop string is said at once', () => {
  const text = new StopText(['end.']);
  expect([text.push('the en'), text.push('tire en'), text.push('d'), text.stopped]).toEqual([
    'the ',
    'entire ',
    '',
    false,
  ]);
  expect([text.push('. more'), text.stopped, text.push('and more'), text.end()]).toEqual(['', true, '', '']);
});
