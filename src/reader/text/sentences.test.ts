import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sentencesOf } from './sentences.ts';

const cut = (text: string) => sentencesOf(text, 0, text.length).map(({ start, end }) => text.slice(start, end));
/** Removes the bars, which mark where the text must be cut, and cuts it. */
const marked = (text: string) => cut(text.replaceAll('|', ''));

describe('a sentence ends', () => {
  test.each([
    ['at a stop, a mark or an ellipsis', 'Mix it.| Is it done?| Wait!| Well…| Now fry it.'],
    ['at a line end, of any kind', 'Eggs|\nFlour|\r\nMilk|\rSugar'],
    ['with the marks that close it', 'She said "stop."| (It was late.)| He went.*| Then came rain.'],
    ['at a stop that is glued to a capital letter', "I can't do that.|Here is how."],
    ['at a stop that is glued to another script', "I can't do that.|卵を混ぜます。"],
    ['at a wide stop, which needs no space', '混ぜます。|焼きます！|できましたか？|はい。'],
    ['at the stops of Hindi, Arabic and Urdu', 'मैं नहीं कर सकता।| क्यों?| لماذا؟| ٹھیک ہے۔| अब'],
    ['before an emoji', 'Mix it!|🥚 Now fry it.'],
    ['once, however many stops follow', 'Wait...| What?!| Really!!!| Yes.'],
  ])('%s', (_, text) => {
    expect(marked(text)).toEqual(text.split('|').map((sentence) => sentence.trim()));
  });
});

describe('no sentence ends', () => {
  test.each([
    ['at an abbreviation', 'Dr. Lind met Mrs. Hale and Prof. Ode, e.g. at 5 p.m. in the hall.'],
    ['at the abbreviations of other languages', 'Frau Dr. Lind wohnt ca. in der Allee Nr. 7, bzw. daneben.'],
    ['at an initial', 'Ask J. Doe about it.'],
    ['inside of a number, a name of a file or an address', 'Version 3.5 of notes.txt is at example.org now.'],
    ['at the number of a list item', '1. Whisk the eggs'],
    ['at the number of an item further on', 'Steps\n12. Whisk the eggs'],
  ])('%s', (_, text) => {
    expect(cut(text)).toEqual(text.split('\n'));
  });

  test('but a number at the end of a line of prose ends one', () => {
    expect(cut('The answer to all this is 12. Ask again.')).toEqual(['The answer to all this is 12.', 'Ask again.']);
  });
});

test('a long sentence is cut at its last comma, or at a space; only such a cut is called one', () => {
  const words = `${'egg '.repeat(70)}, ${'egg '.repeat(40)}`;
  const [first, ...rest] = sentencesOf(words, 0, words.length);
  expect(words.slice(first!.start, first!.end)).toMatch(/,$/);
  expect(first!.cut).toBe(true);
  expect(rest.at(-1)!.cut).toBe(false);
  const spaces = 'egg '.repeat(200);
  expect(cut(spaces).every((piece) => /^(?:egg )*egg$/.test(piece))).toBe(true);
});

test('a text without a single space is cut too, never between the halves of a character', () => {
  for (const before of ['', 'x']) {
    const text = before + '🥚'.repeat(700);
    const sentences = sentencesOf(text, 0, text.length);
    expect(sentences.length).toBeGreaterThan(3);
    for (const { start, end } of sentences) expect(text.slice(start, end)).not.toMatch(/\p{Cs}/u);
  }
});

test('only the stretch that is asked for is cut, by offsets of the whole text', () => {
  const text = 'One egg. Two eggs. Three eggs.';
  expect(sentencesOf(text, 9, 18)).toEqual([{ start: 9, end: 18, cut: false }]);
  expect(sentencesOf(text, 8, 9)).toEqual([]);
  expect(sentencesOf(text, 4, 4)).toEqual([]);
});

const pieces = fc.constantFrom(
  'Dr. ',
  'eggs. ',
  '3.5',
  '1. ',
  '。',
  '卵',
  '!!',
  '…',
  '")',
  '\n',
  '\r\n',
  '\u3000',
  '\xa0',
  '🥚',
  '\ud83d',
  'x'.repeat(350),
  ', ',
  'A',
);
const texts = fc.array(fc.oneof(pieces, fc.string({ unit: 'binary' })), { maxLength: 16 }).map((all) => all.join(''));
const SPACES = /^[\t\n\v\f\r \u3000\xa0]*$/;

test('sentences are ordered, trimmed, of bounded length, and leave nothing but white space out', () => {
  fc.assert(
    fc.property(texts, fc.nat(20), fc.nat(20), (text, before, after) => {
      const from = Math.min(before, text.length);
      const to = Math.max(from, text.length - after);
      let at = from;
      for (const { start, end } of sentencesOf(text, from, to)) {
        expect(text.slice(at, start)).toMatch(SPACES);
        expect(end).toBeGreaterThan(start);
        expect(end - start).toBeLessThanOrEqual(330);
        expect(text[start]).not.toMatch(SPACES);
        expect(text[end - 1]).not.toMatch(SPACES);
        at = end;
      }
      expect(at).toBeLessThanOrEqual(to);
      expect(text.slice(at, to)).toMatch(SPACES);
    }),
  );
});
