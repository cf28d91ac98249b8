import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { LoggedRecord } from '../../src/gates/rollout/record-events.ts';
import { openLog } from '../../src/gates/serve/open-log.ts';
import { readLedger } from '../../src/ledger/index.ts';

test('records are told of in the order of the log, each before whoever appended it, with the time of its leaf', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'zenbun-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const seen: LoggedRecord[] = [];
  let clock = 1_700_000_000_000;
  const log = await openLog({
    folder: join(folder, 'log'),
    origin: 'example.org/log',
    isRequired: true,
    now: () => clock++,
    seen: (record) => seen.push(record),
  });
  let late = 0;
  const append = async (i: number, from: number) => {
    const body = i % 3 === 0 ? null : Buffer.alloc((i * 37) % 5000, i);
    const { index } = await log.recorder.record({
      kind: 'watch',
      fields: { i: from + i },
      body,
      subject: i % 2 ? 'a' : null,
    });
    if (!seen.some((record) => record.index === index && record.fields.i === from + i)) late += 1;
  };
  // Bursts overlap: some records wait for the disk while others arrive.
  const bursts = [0, 1000, 2000].map(async (from) => {
    for (let turn = 0; turn < from / 1000; turn += 1) await new Promise(setImmediate);
    await Promise.all(Array.from({ length: 1000 }, (_, i) => append(i, from)));
  });
  await Promise.all(bursts);
  await log.close();
  expect(late).toBe(0);
  expect(seen.map(({ index }) => index)).toEqual(Array.from({ length: 3000 }, (_, i) => seen[0]!.index + i));
  const leaves = new Map<number, number>();
  const reader = await readLedger(join(folder, 'log'));
  for await (const { index, leaf } of reader.records()) leaves.set(index, leaf.time);
  expect(seen.map(({ index, time }) => leaves.get(index) === time)).not.toContain(false);
}, 30_000);
