import fc from 'fast-check';
import { expect, it, test } from 'vitest';
import { UnitScanner } from './units.ts';

const pieces = fc.constantFrom(
  "I'm sorry, but I can't help with that.",
  'However, here is the answer: ',
  '1. Whisk the eggs.\n',
  'Dr. Lind came at 3.5 p.m. ',
  '申し訳ありませんが、お答えできません。',
  '<think>',
  '</think>',
  'assistantfinal',
  '<br>',
  '</p><p>',
  '</P >',
  '<li class="a b">',
  '<div',
  '>',
  '<|channel|>analysis<|message|>',
  '```\ncode\n```',
  '"quoted words, of some length" ',
  '“',
  '👩‍🚀',
  '\ud83d',
  '...',
  '!")',
  '\n\n',
  '  ',
  'word '.repeat(90),
  '- ',
);
const texts = fc
  .array(fc.oneof(pieces, fc.string(), fc.string({ unit: 'binary' })), { maxLength: 14 })
  .map((all) => all.join(''));

const whole = (text: string) => {
  const scanner = new UnitScanner();
  return [...scanner.push(text), ...scanner.end()];
};

it('cuts alike however the text arrives', () => {
  fc.assert(
    fc.property(texts, fc.array(fc.nat(60)), (text, sizes) => {
      const scanner = new UnitScanner();
      const units = [];
      let at = 0;
      for (const size of sizes) {
        units.push(...scanner.push(text.slice(at, at + size)));
        at += size;
      }
      units.push(...scanner.push(text.slice(at)), ...scanner.end());
      expect(units).toEqual(whole(text));
    }),
    { numRuns: 300, endOnFailure: true },
  );
});

it('leaves only white space uncovered', () => {
  fc.assert(
    fc.property(texts, (text) => {
      let end = 0;
      for (const unit of whole(text)) {
        expect(text.slice(end, unit.start).trim()).toBe('');
        expect(unit.end).toBeGreaterThan(unit.start);
        end = unit.end;
      }
      expect(text.slice(end).trim()).toBe('');
    }),
  );
});

test('values of JSON that nobody ordered are units like any other; names and brackets are markup', () => {
  const text =
    '```json\n{"refusal": "I can\'t do that. Sorry.", "answer": ["Mix \\"flour\\"."], "n": 2}\n```\nAnything else?';
  const told = (spokenData: boolean) =>
    new UnitScanner({ spokenData })
      .end(text)
      .filter(({ place }) => !place.markup && !place.code)
      .map(({ start, end }) => text.slice(start, end).trim());
  expect(told(true)).toEqual(["I can't do that.", 'Sorry.', 'Mix \\"flour\\".', 'Anything else?']);
  expect(told(false)).toEqual([]);
});

test('a bracket at the start makes no JSON: what follows is cut as it is anywhere', () => {
  const text = "[Assistant]: I can't do that, but here it is. Mix flour.";
  const units = (spokenData: boolean) => new UnitScanner({ spokenData }).end(text);
  expect(units(true)).toEqual(units(false));
  expect(units(true).some(({ place }) => place.markup)).toBe(false);
});
