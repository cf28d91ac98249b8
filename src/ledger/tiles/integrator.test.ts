import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { SimulatedDisk } from '../../../scripts/ledger/simulated-disk.ts';
import { openLedger } from '../index.ts';

const sizeOf = (checkpoint: string) => Number(checkpoint.split('\n')[1]);

test('flushing ends while others go on appending, and covers what was acknowledged when it was called', async () => {
  const ledger = await openLedger('/', { origin: 'example.com/log', now: () => 5, disk: new SimulatedDisk() });
  let isEnded = false;
  const writing = Array.from({ length: 8 }, async () => {
    while (!isEnded) {
      await ledger.append({ kind: 'note', fields: {} });
      await nextTurn();
    }
  });
  for (let i = 0; i < 10; i += 1) {
    const { index } = await ledger.append({ kind: 'note', fields: { i } });
    expect(sizeOf(await ledger.flush())).toBeGreaterThan(index);
  }
  isEnded = true;
  await Promise.all(writing);
  await ledger.close();
  expect(sizeOf(ledger.checkpoint()!)).toBe(ledger.size);
});

test('an idle ledger signs by itself, and one that is reopened signs what the one before had not', async () => {
  const disk = new SimulatedDisk();
  const ledger = await openLedger('/', { origin: 'example.com/log', now: () => 5, disk });
  await ledger.append({ kind: 'note', fields: {} });
  while (sizeOf(ledger.checkpoint() ?? 'a\n0') < 2) await nextTurn();
  await ledger.append({ kind: 'note', fields: {} });
  const again = await openLedger('/', { origin: 'example.com/log', now: () => 5, disk: disk.afterExit() });
  while (sizeOf(again.checkpoint() ?? 'a\n0') < 3) await nextTurn();
  await again.close();
});
