import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { MarkedRow } from '../workers/chunk-outcome.ts';
import { decodeMarkedRows, encodeMarkedRow } from './marked-row.ts';

const span = fc.record({
  start: fc.nat(),
  end: fc.nat(),
  act: fc.constantFrom<MarkedRow['marks'][number]['spans'][number]['act']>('refusal', 'trigger', 'answer'),
});
const mark = fc.record({
  detector: fc.nat(9),
  key: fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('a\nb', '"', '\\', '\ud83d', '\u2028')),
  turn: fc.integer({ min: -1, max: 9 }),
  spans: fc.array(span, { maxLength: 3 }),
});
const markedRow = fc.record(
  {
    line: fc.integer({ min: 1 }),
    physicalLine: fc.integer({ min: 1 }),
    digest: fc.constantFrom('', '0123456789abcdef'),
    marks: fc.array(mark, { maxLength: 3 }),
  },
  { requiredKeys: ['line', 'digest', 'marks'] },
);

test('any number of rows written one after the other are read back as they were, in their order', () => {
  fc.assert(
    fc.property(fc.array(markedRow, { maxLength: 5 }), fc.nat(3), (rows, file) => {
      const block = rows.map(encodeMarkedRow).join('');
      expect([...decodeMarkedRows(file, block)]).toEqual(rows.map((row) => ({ file, ...row })));
    }),
  );
});

test('a row takes one line, whatever its keys hold, and survives UTF-8', () => {
  fc.assert(
    fc.property(markedRow, (row) => {
      const written = encodeMarkedRow(row);
      expect(written.indexOf('\n')).toBe(written.length - 1);
      expect(Buffer.from(written).toString()).toBe(written);
    }),
  );
});

test('the line of the file is told only where it is another number', () => {
  const [same, other] = decodeMarkedRows(
    0,
    encodeMarkedRow({ line: 3, digest: 'd', marks: [] }) +
      encodeMarkedRow({ line: 3, physicalLine: 12, digest: 'd', marks: [] }),
  );
  expect(same).not.toHaveProperty('physicalLine');
  expect(other).toMatchObject({ line: 3, physicalLine: 12 });
});
