import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SubjectSecret } from './record-cipher.ts';
import { readTable, tablePortions } from './subject-table.ts';

const salt = () => randomBytes(32);
const subject = fc
  .string({ unit: 'grapheme', maxLength: 20 })
  .map((name) => ({ name, pseudonym: randomBytes(16).toString('hex'), key: randomBytes(32) }));

test('subjects are read as they were written, portion by portion', () => {
  fc.assert(
    fc.property(fc.array(fc.array(subject, { minLength: 1, maxLength: 5 }), { maxLength: 4 }), (portions) => {
      const epoch = new SubjectSecret(randomBytes(32));
      const table = Buffer.concat(portions.flatMap((subjects) => tablePortions(epoch, subjects, salt)));
      const found = readTable(epoch, table);
      expect(found).toMatchObject({ goodBytes: table.length, isForeign: false });
      expect(found.subjects.map(({ name }) => name)).toEqual(portions.flat().map(({ name }) => name));
      expect(found.subjects.map(({ key }) => Buffer.from(key))).toEqual(portions.flat().map(({ key }) => key));
    }),
    { numRuns: 30 },
  );
});

test('a portion that is torn is left out; one of another secret is told', () => {
  const epoch = new SubjectSecret(randomBytes(32));
  const rows = ['a', 'b'].map((name) => ({ name, pseudonym: '0'.repeat(32), key: randomBytes(32) }));
  const [first, second] = rows.map((row) => Buffer.concat(tablePortions(epoch, [row], salt)));
  const table = Buffer.concat([first!, second!]);
  for (let end = 0; end < table.length; end += 1) {
    const { subjects, goodBytes } = readTable(epoch, table.subarray(0, end));
    expect([subjects.length, goodBytes]).toEqual(end < first!.length ? [0, 0] : [1, first!.length]);
  }
  expect(readTable(new SubjectSecret(randomBytes(32)), table)).toMatchObject({ subjects: [], isForeign: true });
});

test('more subjects than a portion takes', () => {
  const epoch = new SubjectSecret(randomBytes(32));
  const rows = Array.from({ length: 5000 }, (_, i) => ({ name: String(i), pseudonym: '0'.repeat(32), key: salt() }));
  expect(readTable(epoch, Buffer.concat(tablePortions(epoch, rows, salt))).subjects).toHaveLength(5000);
});
