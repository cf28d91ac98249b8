import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GAP } from '../chunk.ts';
import { parseChunk } from '../parse-chunk.ts';
import { csvScanner } from './csv-scanner.ts';
import { jsonScanner } from './json-scanner.ts';
import { lineScanner } from './line-scanner.ts';
import type { RecordScanner } from './record-scanner.ts';
import { RecordSplitter } from './record-splitter.ts';

const FRAME = {
  file: 0,
  encoding: { kind: 'json' },
  format: 'auto',
  map: null,
  naming: null,
  maxDepth: 1_000,
} as const;

/** Returns every record with its line, as text; for a missing record, the number of the reason. */
function records(bytes: Uint8Array, scanner: RecordScanner, cut: number[], chunkBytes: number, recordBytes: number) {
  const splitter = new RecordSplitter(scanner, FRAME, { chunkBytes, recordBytes });
  const found: (readonly [line: number, record: string | number])[] = [];
  const block = Buffer.alloc(bytes.length + 1);
  let next = 1;
  const take = (chunk: ReturnType<RecordSplitter['push']>) => {
    if (chunk === null) return;
    expect(chunk.firstLine).toBe(next);
    for (let i = 0; i < chunk.ranges.length; i += 2) {
      const [start, end] = [chunk.ranges[i]!, chunk.ranges[i + 1]!];
      found.push([next, start === GAP ? end : Buffer.from(chunk.bytes.subarray(start, end)).toString('latin1')]);
      next += 1;
    }
  };
  let at = 0;
  for (let i = 0; at < bytes.length; i += 1) {
    const size = Math.min(cut[i % cut.length]!, bytes.length - at);
    // Reuses one block, as the file reader does: the splitter must copy anything it keeps.
    block.set(bytes.subarray(at, at + size));
    take(splitter.push(block.subarray(0, size)));
    at += size;
  }
  take(splitter.end());
  return found;
}

const SCANNERS: readonly (readonly [name: string, scanner: () => RecordScanner])[] = [
  ['lines', lineScanner],
  ['JSON values', () => jsonScanner(false)],
  ['wrapped JSON', () => jsonScanner(true)],
  ['CSV', () => csvScanner(',')],
];

const piece = fc.constantFrom(
  '{',
  '}',
  '[',
  ']',
  '"',
  '\\',
  ',',
  ':',
  '\n',
  '\r\n',
  ' ',
  'a',
  '12',
  'null',
  '"a":',
  '{"a":1}',
  'あ',
  '""',
);
const text = fc.oneof(
  fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join('')),
  fc.array(fc.json(), { maxLength: 5 }).map((values) => `[${values.join(', ')}]`),
);
const cuts = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 });

describe.each(SCANNERS)('splitting %s', (_name, scanner) => {
  it('finds the same records however the bytes come and however large a chunk is', () => {
    fc.assert(
      fc.property(
        text,
        cuts,
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 30 }),
        (written, cut, chunkBytes, recordBytes) => {
          const bytes = Buffer.from(written);
          const whole = records(bytes, scanner(), [bytes.length || 1], 1_000, recordBytes);
          expect(records(bytes, scanner(), cut, chunkBytes, recordBytes)).toEqual(whole);
        },
      ),
      { numRuns: 400 },
    );
  });

  it('holds little of a record that is too long', () => {
    const splitter = new RecordSplitter(scanner(), FRAME, { chunkBytes: 2 ** 16, recordBytes: 2 ** 18 });
    const before = process.memoryUsage().arrayBuffers;
    const block = Buffer.alloc(2 ** 16, 'x');
    splitter.push(Buffer.from('{"a": ["'));
    for (let i = 0; i < 1_000; i += 1) expect(splitter.push(block)).toBeNull();
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(40 * 2 ** 20);
  });
});

describe('parseChunk', () => {
  it('neither throws nor loses count on any bytes in any container', () => {
    const anyBytes = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      text.map((written) => Buffer.from(written)),
    );
    fc.assert(
      fc.property(anyBytes, fc.constantFrom(...SCANNERS), cuts, ([...bytes], [name, scanner], [size]) => {
        const encoding =
          name === 'CSV'
            ? ({ kind: 'csv', header: ['prompt', 'response'], delimiter: ',', quotes: true } as const)
            : FRAME.encoding;
        const splitter = new RecordSplitter(
          scanner(),
          { ...FRAME, encoding },
          { chunkBytes: size! * 8, recordBytes: 100 },
        );
        const chunks = [splitter.push(Uint8Array.from(bytes)), splitter.end()].filter((chunk) => chunk !== null);
        for (const chunk of chunks) {
          let seen = 0;
          const tally = parseChunk(chunk, { example: () => (seen += 1), skipped: () => (seen += 1) });
          // A CSV record may count as all the rows that it hides.
          if (name === 'CSV') expect(seen).toBeLessThanOrEqual(tally.rows);
          else expect(seen).toBe(tally.rows);
          expect(tally.read + tally.skipped).toBe(tally.rows);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('neither throws nor loses a row on any JSON under the names that formats know', () => {
    const name = fc.constantFrom(
      'messages',
      'conversations',
      'prompt',
      'completion',
      'chosen',
      'rejected',
      'label',
      'instruction',
      'input',
      'output',
      'history',
      'system',
      'contents',
      'parts',
      'text_input',
      'schemaVersion',
      'utterances',
      'text',
      'role',
      'from',
      'content',
      'value',
      'tool_calls',
      'weight',
      'kto_tag',
      'response',
      '__proto__',
    );
    const value = fc.letrec((tie) => ({
      any: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom('user', 'assistant', 'gpt', '', '[{}]', '\n\nAssistant:', 'true', null, true, 0, 1.5),
        tie('list'),
        tie('object'),
      ),
      list: fc.array(tie('any'), { maxLength: 3 }),
      object: fc.dictionary(name, tie('any'), { maxKeys: 4 }),
    })).any;
    fc.assert(
      fc.property(value, (record) => {
        const splitter = new RecordSplitter(lineScanner(), FRAME, { chunkBytes: 1, recordBytes: 1e6 });
        const chunk = splitter.push(Buffer.from(`${JSON.stringify(record)}\n`))!;
        expect(parseChunk(chunk, { example: () => undefined, skipped: () => undefined }).rows).toBe(1);
      }),
      { numRuns: 2_000 },
    );
  });
});
