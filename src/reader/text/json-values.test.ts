import fc from 'fast-check';
import { expect, test } from 'vitest';
import { JsonValues } from './json-values.ts';

const valuesOf = (text: string, cuts: readonly number[] = []): string[] => {
  const json = new JsonValues();
  const ends = [...cuts.map((cut) => cut % (text.length + 1)).sort((a, b) => a - b), text.length];
  let from = 0;
  let open = false;
  const values: string[] = [];
  for (const end of ends) {
    for (const { start, end: to, value } of json.cut(text, from, end)) {
      if (value && open) values.push(values.pop()! + text.slice(start, to));
      else if (value) values.push(text.slice(start, to));
      open = value;
    }
    from = end;
  }
  return values;
};

/** Returns the strings of a value that are not member names, as they are written. */
const written = (value: unknown): string[] => {
  if (typeof value === 'string') return value === '' ? [] : [JSON.stringify(value).slice(1, -1)];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(written);
};

test('of any JSON text exactly the strings that are values, however it is cut', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.array(fc.jsonValue()), fc.dictionary(fc.string(), fc.jsonValue())),
      fc.array(fc.nat()),
      fc.constantFrom(undefined, 2),
      (value, cuts, indent) => {
        expect(valuesOf(JSON.stringify(value, null, indent), cuts)).toEqual(written(value));
      },
    ),
  );
});

test('the stretches are the text', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const stretches = new JsonValues().cut(text, 0, text.length);
      expect(stretches.map(({ start, end }) => text.slice(start, end)).join('')).toBe(text);
    }),
  );
});

test.each(['{name}, hello "there"', '{ color: "red" }', '[compare "Notes"]', '{"a": (b) "c"}'])(
  'no JSON: %s',
  (text) => {
    expect(valuesOf(text).filter((value) => value.startsWith('there') || value === 'Notes')).toEqual([]);
  },
);
