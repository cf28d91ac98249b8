import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { WatchReference } from '../../watch/index.ts';
import { readReference, referenceSha256, referenceText } from './reference-file.ts';

const CELL = { hits: 3, of: 400, threshold: null };
const STRATUM = { model: 'm', language: null, hour: 23, isWeekend: true, answers: 400, cells: { latch: CELL } };
const REFERENCE = {
  schema: 'zenbun.watch-reference/1',
  identity: 'a',
  timeZone: 'Asia/Tokyo',
  hours: 6,
  perUnit: { answers: 3, windowMs: 3_600_000 },
  from: 1,
  to: 2,
  answers: 400,
  collapsed: 0,
  strata: [STRATUM],
  openings: [{ model: 'm', language: 'ja', opening: 4095 }],
} as unknown as WatchReference;

function fileWith(content: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'zenbun-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'r.json'), content);
  return join(folder, 'r.json');
}
const reading = (reference: unknown) => readReference(fileWith(JSON.stringify(reference)));

test('is read back as it was written, with what later versions add', async () => {
  expect(await readReference(fileWith(referenceText(REFERENCE)))).toEqual(REFERENCE);
  expect(await reading({ ...REFERENCE, later: 1 })).toHaveProperty('later', 1);
});

test('logs refer to it by the SHA-256 of its file', () => {
  const sha256 = createHash('sha256').update(referenceText(REFERENCE)).digest('hex');
  expect(referenceSha256(REFERENCE)).toBe(sha256);
  expect(referenceSha256({ ...REFERENCE, answers: 401 })).not.toBe(sha256);
});

test('a file that is not there', async () => {
  await expect(readReference('/nosuch/r.json')).rejects.toMatchObject({ code: 'not-found' });
});

describe('is refused, with the place of the fault', () => {
  test.each([
    ['schema', { schema: 'zenbun.watch-reference/2' }],
    ['hours', { hours: 25 }],
    ['hours', { hours: 0 }],
    ['perUnit.answers', { perUnit: { answers: 0, windowMs: 1 } }],
    ['answers', { answers: -1 }],
    ['strata.0.hour', { strata: [{ ...STRATUM, hour: 24 }] }],
    ['strata.0.cells.latch', { strata: [{ ...STRATUM, cells: { latch: { ...CELL, hits: 401 } } }] }],
    [
      'strata.0.cells.latch.hours',
      { strata: [{ ...STRATUM, cells: { latch: { ...CELL, hours: [{ hits: 2, of: 1 }] } } }] },
    ],
    ['openings.0.opening', { openings: [{ model: 'm', language: null, opening: 4096 }] }],
  ])('%s', async (place, wrong) => {
    const refused = reading({ ...REFERENCE, ...wrong });
    await expect(refused).rejects.toMatchObject({ code: 'unreadable', message: expect.stringContaining(`(${place}`) });
  });

  test('what is no JSON, or no object', async () => {
    for (const content of ['', '{', '[]', 'null'])
      await expect(readReference(fileWith(content))).rejects.toMatchObject({
        code: 'unreadable',
        message: expect.stringContaining('is not a reference (the file: '),
      });
  });
});
