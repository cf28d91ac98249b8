import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvScanner } from './csv-scanner.ts';
import { jsonScanner } from './json-scanner.ts';
import { RecordSplitter } from './record-splitter.ts';

const FRAME = { file: 0, encoding: { kind: 'json' }, format: 'auto', map: null, naming: null, maxDepth: 9 } as const;

/** Returns the reported first line of each record if the bytes arrive in blocks of these sizes. */
function toldLines(text: string, scanner: 'csv' | 'json', sizes: readonly number[], chunkBytes: number): number[] {
  const scan = scanner === 'csv' ? csvScanner(',') : jsonScanner(false);
  const splitter = new RecordSplitter(scan, FRAME, { chunkBytes, recordBytes: 1_000 }, 3);
  const lines: number[] = [];
  const take = (chunk: ReturnType<RecordSplitter['end']>) => {
    for (const [i, line] of (chunk?.physicalLines ?? []).entries()) {
      if (chunk!.ranges[2 * i] !== chunk!.ranges[2 * i + 1]) lines.push(line);
    }
  };
  const bytes = Buffer.from(text);
  for (let at = 0, n = 0; at < bytes.length; n += 1) {
    const size = sizes[n % sizes.length]!;
    take(splitter.push(bytes.subarray(at, at + size)));
    at += size;
  }
  take(splitter.end());
  return lines;
}

const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 });
const chunkBytes = fc.integer({ min: 1, max: 60 });

test('records of CSV begin where they begin, however the bytes come', () => {
  const cell = fc.constantFrom('a', '"b"', '"c\nd"', '"e\n\n,f"');
  const rows = fc.array(fc.tuple(cell, cell), { maxLength: 12 });
  fc.assert(
    fc.property(rows, sizes, chunkBytes, (some, cuts, most) => {
      const records = some.map((cells) => cells.join(','));
      let line = 3;
      const expected = records.map((record) => {
        const at = line;
        line += record.split('\n').length;
        return at;
      });
      expect(toldLines(records.map((record) => `${record}\n`).join(''), 'csv', cuts, most)).toEqual(expected);
    }),
  );
});

test('elements of a list begin where they begin, however the bytes come', () => {
  const element = fc.constantFrom('{"a":1}', '{\n"a": 1\n}', '[\n1,\n\n2]');
  const between = fc.constantFrom(',', ',\n', '\n,\n\n');
  fc.assert(
    fc.property(fc.array(fc.tuple(element, between), { maxLength: 12 }), sizes, chunkBytes, (some, cuts, most) => {
      let text = '[\n';
      const expected = some.map(([one, after], i) => {
        const line = 3 + text.split('\n').length - 1;
        text += one + (i < some.length - 1 ? after : '');
        return line;
      });
      expect(toldLines(`${text}\n]\n`, 'json', cuts, most)).toEqual(expected);
    }),
  );
});
