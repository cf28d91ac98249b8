import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mergeFieldRows } from '../workers/chunk-outcome.ts';
import { mergeNotes } from './notes.ts';
import type { PartNotes } from './part.ts';

/** Notes that share no piece with any other notes: each uses a file of its own. */
const notes = (file: number): fc.Arbitrary<PartNotes> =>
  fc.record({
    skips: fc
      .uniqueArray(fc.nat(900), { maxLength: 700 })
      .map((lines) => lines.map((line) => ({ file, from: 0, line, reason: 'r' }))),
    texts: fc
      .uniqueArray(fc.record({ line: fc.nat(200), detector: fc.nat(1), key: fc.nat(60).map(String) }), {
        maxLength: 120,
        selector: ({ line, detector, key }) => `${line} ${detector} ${key}`,
      })
      .map((texts) => texts.map((text) => ({ ...text, file, from: 0, turn: 1, text: 't', textStart: 0, prompt: '' }))),
    tooManyKeys: fc.subarray([0, 1]),
    unreadAnswers: fc.nat(10),
    refusing: fc
      .uniqueArray(fc.tuple(fc.constantFrom('__proto__', 'a', 'b'), fc.integer({ min: 1, max: 9 })), {
        selector: ([name]) => name,
      })
      .map((rows) => mergeFieldRows([], rows)),
    unreadFiles: fc.constant(file === 0 ? ['x.bin'] : []),
    asideFiles: fc.constant(file === 0 ? ['stats.csv'] : []),
  });

const sorted = ({ texts, ...rest }: PartNotes) => ({
  ...rest,
  texts: texts.map((text) => JSON.stringify(text)).sort(),
});

test('notes are merged in any order and any tree', () => {
  fc.assert(
    fc.property(notes(0), notes(1), notes(2), (a, b, c) => {
      const left = sorted(mergeNotes(mergeNotes(a, b), c));
      expect(sorted(mergeNotes(a, mergeNotes(b, c)))).toEqual(left);
      expect(sorted(mergeNotes(mergeNotes(c, a), b))).toEqual(left);
    }),
    { numRuns: 60 },
  );
});
