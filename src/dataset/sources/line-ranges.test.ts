import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDataset } from '../open-dataset.ts';
import { parseChunk } from '../parse-chunk.ts';
import { rangeDigests } from './line-ranges.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ranges-test-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/**
 * Lines of a file: rows, blank ones and broken ones, with any line break, long next to short, with or without a final
 * line break.
 */
const texts = fc
  .tuple(
    fc.array(
      fc.oneof(
        fc.nat(300).map((n) => JSON.stringify({ prompt: `p${n}`, completion: 'あ'.repeat(n) })),
        fc.constantFrom('', ' ', '{"a":', '{"b":1}'),
      ),
      { minLength: 1, maxLength: 40 },
    ),
    fc.constantFrom('\n', '\r\n'),
    fc.boolean(),
  )
  .map(
    ([lines, end, closed]) =>
      `${JSON.stringify({ prompt: 'first', completion: 'row' })}${end}${lines.join(end)}${closed ? end : ''}`,
  );

async function rowsOf(path: string, range: { from: number; to: number } | null, limits = {}) {
  const reader = await openDataset(path, 0, { limits: { blockBytes: 64, chunkBytes: 128, ...limits } }, range);
  const rows: string[] = [];
  let lines = 0;
  const sink = {
    example: ({ line, turns }: { line: number; turns: readonly { text: string }[] }) =>
      rows.push(`${line} ${turns.map(({ text }) => text).join('|')}`),
    skipped: (line: number, reason: string) => rows.push(`${line} skipped: ${reason}`),
  };
  for await (const chunk of reader) {
    lines += chunk.ranges.length / 2;
    parseChunk(chunk, sink as never);
  }
  return { rows, lines, sha256: reader.summary().sha256, divides: reader.dividesByLines };
}

test('ranges of a file give its rows, each once, wherever it is cut', async () => {
  await fc.assert(
    fc.asyncProperty(texts, fc.array(fc.nat(1_000), { maxLength: 5 }), fc.boolean(), async (text, places, marked) => {
      const path = join(folder, 'a.jsonl');
      const bytes = Buffer.from((marked ? '\ufeff' : '') + text);
      writeFileSync(path, bytes);
      const cuts = [...new Set(places.map((place) => place % bytes.length))]
        .filter((cut) => cut > 0)
        .sort((a, b) => a - b);
      const whole = await rowsOf(path, null);
      const rows: string[] = [];
      const digests: string[] = [];
      let before = 0;
      for (const [index, from] of [0, ...cuts].entries()) {
        const part = await rowsOf(path, { from, to: [...cuts, bytes.length][index]! });
        for (const row of part.rows) rows.push(row.replace(/^\d+/, (line) => String(Number(line) + before)));
        before += part.lines;
        digests.push(part.sha256);
      }
      expect(rows).toEqual(whole.rows);
      expect(await rangeDigests(path, cuts)).toEqual({
        whole: createHash('sha256').update(bytes).digest('hex'),
        ranges: digests,
      });
    }),
    { numRuns: 60 },
  );
});

test.each([
  ['a.csv', 'question,answer\n"What, and\nwhen?",Now.\n'],
  ['a.json', '[{"prompt":"p","completion":"c"}]'],
  ['utf16.jsonl', Buffer.from('\ufeff{"prompt":"p","completion":"c"}\n{"prompt":"q","completion":"d"}\n', 'utf16le')],
])('%s does not divide', async (name, content) => {
  const path = join(folder, name);
  writeFileSync(path, content);
  const reader = await openDataset(path, 0);
  await reader.close();
  expect(reader.dividesByLines).toBe(false);
  await expect(openDataset(path, 0, {}, { from: 0, to: 10 })).rejects.toMatchObject({ code: 'damaged' });
});
