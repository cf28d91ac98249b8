import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { afterAll, expect, test } from 'vitest';
import { type Chunk, FORMAT_NAMES, openDataset, parseChunk } from '../src/dataset/index.ts';
import { ZenbunError } from '../src/errors.ts';
import { readResponse } from '../src/reader/index.ts';
import type { Example } from '../src/schema/index.ts';

// For any input: only the promised exceptions, no hang, nothing lost. The seed is fixed, so a run can be repeated.
const folder = mkdtempSync(join(tmpdir(), 'zenbun-fuzz-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const runs = (numRuns: number) => ({ numRuns, seed: 19537 });

const FIELDS =
  'messages conversations conversation contents utterances role from name content value text parts author weight train loss_weight tool_calls function arguments system tools instruction input output history context response category question answer prompt completion chosen rejected label preferred_output non_preferred_output text_input schemaVersion type __proto__ length toString'.split(
    ' ',
  );
const STRINGS =
  'user assistant system human gpt model agent tool developer function observation text image_url <s>[INST] [/INST] </s> <|im_start|> <|im_end|> <start_of_turn> <|eot_id|> \n\nHuman: \ud800 \0 {"a":1}'.split(
    ' ',
  );

const scalar = fc.oneof(
  fc.constantFrom(...STRINGS),
  fc.array(fc.constantFrom(...STRINGS), { maxLength: 8 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom<unknown>(null, true, false, 0, 1, -1, 1e308, ''),
);
/** JSON values with the names and strings that the formats look for. */
const { value: json } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom(...FIELDS), tie('value'), { maxKeys: 5 }),
  ),
}));

function chunkOf(records: readonly string[], format: Chunk['format'], map: Chunk['map']): Chunk {
  const parts = records.map((record) => Buffer.from(`${record}\n`));
  const bytes = new Uint8Array(Buffer.concat(parts));
  const ranges = new Uint32Array(parts.length * 2);
  let at = 0;
  for (const [i, part] of parts.entries()) {
    ranges[2 * i] = at;
    ranges[2 * i + 1] = at + part.length - 1;
    at += part.length;
  }
  return {
    file: 0,
    seq: 0,
    firstLine: 1,
    bytes,
    ranges,
    encoding: { kind: 'json' },
    format,
    map,
    physicalLines: null,
    naming: null,
    maxDepth: 100,
    endsOpen: false,
  };
}

test('every format reads or skips any row', () => {
  const formats = [...FORMAT_NAMES, 'auto'] as const;
  fc.assert(
    fc.property(fc.array(json, { minLength: 1, maxLength: 6 }), fc.boolean(), (values, mapped) => {
      const records = values.map((value) => JSON.stringify(value));
      for (const format of formats) {
        const seen: Example[] = [];
        const skipped: number[] = [];
        const tally = parseChunk(chunkOf(records, format, mapped ? { user: 'prompt', assistant: 'answer' } : null), {
          example: (example) => seen.push(example),
          skipped: (line) => skipped.push(line),
        });
        expect(seen.length + skipped.length).toBe(records.length);
        expect([tally.read, tally.skipped]).toEqual([seen.length, skipped.length]);
        for (const { turns, rejected } of seen) {
          expect(rejected !== null || turns.some(({ target }) => target)).toBe(true);
          for (const { role, text } of turns) {
            expect(['system', 'user', 'assistant', 'tool']).toContain(role);
            expect(typeof text).toBe('string');
          }
        }
      }
    }),
    runs(1500),
  );
});

const answers = Array.from({ length: 40 }, (_, i) => `It is number ${i}, "quoted", and 日本語.`);
const lines = answers.map((completion, i) => `${JSON.stringify({ prompt: `Which, ${i}?`, completion })}\n`).join('');
const SOUND: readonly Buffer[] = [
  Buffer.from(lines),
  Buffer.from(`[${lines.trim().replaceAll('\n', ',\n')}]`),
  Buffer.from(`prompt,completion\r\n${answers.map((text) => `"Which?","${text.replaceAll('"', '""')}"`).join('\r\n')}`),
  gzipSync(lines),
  Buffer.from(
    parquetWriteBuffer({
      columnData: [
        { name: 'prompt', data: answers.map(() => 'Which?'), type: 'STRING' },
        { name: 'completion', data: answers, type: 'STRING' },
      ],
    }),
  ),
];

/** A sound file with bytes overwritten, truncated, or repeated. */
const damaged = fc
  .tuple(
    fc.constantFrom(...SOUND),
    fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(255)), { maxLength: 6 }),
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.constantFrom('whole', 'cut', 'twice'),
  )
  .map(([sound, hits, share, end]) => {
    const bytes = Buffer.from(sound);
    for (const [where, byte] of hits) bytes[Math.min(bytes.length - 1, Math.floor(where * bytes.length))] = byte;
    if (end === 'whole') return bytes;
    const part = bytes.subarray(0, Math.floor(share * bytes.length));
    return end === 'cut' ? part : Buffer.concat([bytes, part]);
  });

test('any bytes are read, or refused with a reason', { timeout: 60_000 }, async () => {
  const path = join(folder, 'any');
  await fc.assert(
    fc.asyncProperty(fc.oneof(damaged, fc.uint8Array({ maxLength: 300 })), async (bytes) => {
      writeFileSync(path, bytes);
      try {
        const reader = await openDataset(path, 0, { limits: { blockBytes: 512, chunkBytes: 1024 } });
        try {
          for await (const chunk of reader) parseChunk(chunk, { example() {}, skipped() {} });
          expect(reader.summary().bytes).toBe(bytes.length);
        } finally {
          await reader.close();
        }
      } catch (error) {
        if (!(error instanceof ZenbunError)) throw error;
        expect(['unreadable', 'damaged', 'limit']).toContain(error.code);
        expect(error.message).not.toBe('');
      }
    }),
    runs(1000),
  );
});

const PIECES =
  "I'm sorry|, but |I can't |help with that|. |However, |here it is:\n|```\n|<think>|</think>|\"|「|申し訳ありませんが|お答えできません|。|しかし|Sure! |1. |\n\n|| x| |{|}|\ud83d|\u200b|No|！|lo siento|je ne peux pas|抱歉|죄송|a".split(
    '|',
  );
const response = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map((pieces) => pieces.join('')),
  fc.string({ unit: 'binary', maxLength: 100 }),
);

test('any response is read whole, and its acts cover it in order', () => {
  fc.assert(
    fc.property(response, fc.option(response, { nil: undefined }), (text, prompt) => {
      const { acts, outcome, confidence } = readResponse(text, prompt === undefined ? {} : { prompt });
      // Reasoning alone is an empty answer too, and so is text that nobody sees: blanks, controls, half characters.
      if (text.trim() === '') expect(outcome).toBe('empty');
      if (!text.includes('think>') && /\p{L}/u.test(text)) expect(outcome).not.toBe('empty');
      expect(confidence).toBeGreaterThan(0);
      expect(confidence).toBeLessThanOrEqual(1);
      let at = 0;
      for (const { start, end } of acts) {
        expect(start).toBeGreaterThanOrEqual(at);
        expect(text.slice(at, start).trim()).toBe('');
        expect(end).toBeGreaterThan(start);
        at = end;
      }
      expect(text.slice(at).trim()).toBe('');
    }),
    runs(3000),
  );
});

test('a long response of any repeated piece is read in the time of a short one, times its length', () => {
  // 200,000 characters: some tenths of a second if reading is linear, minutes if it is quadratic.
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 4 }), (pieces) => {
      const piece = `${pieces.join('')}-`;
      const start = performance.now();
      readResponse(piece.repeat(Math.ceil(200_000 / piece.length)));
      expect(performance.now() - start).toBeLessThan(8_000);
    }),
    runs(20),
  );
});
