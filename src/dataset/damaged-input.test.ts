import { Buffer } from 'node:buffer';
import { gzipSync } from 'node:zlib';
import { tableFromArrays, tableToIPC } from '@uwdata/flechette';
import fc from 'fast-check';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { expect, it } from 'vitest';
import { ZenbunError } from '../errors.ts';
import { openDataset } from './open-dataset.ts';
import { parseChunk } from './parse-chunk.ts';

/** Reads bytes as if they came from standard input and returns how the reading ended. */
async function outcome(bytes: Uint8Array): Promise<'read' | 'refused'> {
  try {
    const stdin = (async function* () {
      yield bytes;
    })();
    const reader = await openDataset('-', 0, {
      stdin,
      limits: { expandedBytes: 2 ** 22, recordBytes: 2 ** 16, blockBytes: 64 },
    });
    try {
      for await (const chunk of reader) parseChunk(chunk, { example: () => undefined, skipped: () => undefined });
    } finally {
      await reader.close();
    }
    return 'read';
  } catch (error) {
    if (error instanceof ZenbunError && error.code !== 'internal') return 'refused';
    throw error;
  }
}

const lines = Array.from(
  { length: 20 },
  (_, i) => `${JSON.stringify({ question: `何 ${i}?`, answer: `"Yes", ${i}\n` })}\n`,
).join('');
const questions = Array.from({ length: 50 }, (_, i) => `question ${i % 7}`);
const zstdFrame = Buffer.from('KLUv/QRoRQEA+HsicXVlc3Rpb24iOiJhIiwiYW5zd2VyIjoiYiJ9CmMCAGAUBls5Afw/JOQ=', 'base64');
const samples: readonly Uint8Array[] = [
  Buffer.from(lines),
  Buffer.from(`[${lines.trim().replaceAll('\n', ',')}]`),
  Buffer.from(`question,answer\n${questions.map((question) => `${question},"a ""b"""`).join('\n')}`),
  gzipSync(lines),
  zstdFrame,
  Buffer.from(lines, 'utf16le'),
  tableToIPC(tableFromArrays({ question: questions, answer: questions }), { format: 'stream' })!,
  Buffer.from('QlpoOTFBWSZTWRb90RQAAA9ZgAAQEAQAEAon1AogACIINqaMahTAATQz6wGMQqS/LXZsFmdCdfF3JFOFCQFv3RFA', 'base64'),
  new Uint8Array(
    parquetWriteBuffer({
      columnData: [
        { name: 'question', data: questions },
        { name: 'answer', data: questions.map((question) => `${question}!`) },
      ],
    }),
  ),
];

const edit = fc.record({ at: fc.nat(), byte: fc.nat(255), cut: fc.boolean() });

it('ends every reading of damaged or arbitrary bytes with rows or with a plain refusal', async () => {
  const damaged = fc.tuple(fc.constantFrom(...samples), fc.array(edit, { maxLength: 3 })).map(([sample, edits]) => {
    let bytes = Uint8Array.from(sample);
    for (const { at, byte, cut } of edits) {
      const place = at % Math.max(bytes.length, 1);
      if (cut) bytes = bytes.slice(0, Math.max(place, bytes.length - 200));
      else bytes[place] = byte;
    }
    return bytes;
  });
  const anything = fc.oneof(damaged, damaged, fc.uint8Array({ maxLength: 300 }));
  await fc.assert(
    fc.asyncProperty(anything, async (bytes) => {
      expect(['read', 'refused']).toContain(await outcome(bytes));
    }),
    { numRuns: 150 },
  );
}, 30_000);
