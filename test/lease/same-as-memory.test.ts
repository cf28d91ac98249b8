import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MemoryLeases } from '../../src/lease/fixtures/memory-leases.ts';
import { type Lease, openFileLease, openPostgresLease } from '../../src/lease/index.ts';
import { describeWith } from '../optional.ts';
import { batches, GATEWAYS, Gateways, type Operation, orders } from './lease-operations.ts';
import { missingPostgres, PostgresServer } from './postgres-server.ts';

// Whatever three gateways do concurrently, the store answers like the in-memory one does to the same calls in some
// order.

let runs = 0;

/** Batches of calls, each in an order that explains the results seen. */
type History = readonly { readonly calls: readonly Operation[]; readonly order: readonly number[] }[];

async function agrees(leases: readonly Lease[], todo: readonly (readonly Operation[])[]): Promise<void> {
  const model = `model ${++runs}`;
  const real = new Gateways(leases, model);
  let histories: readonly History[] = [[]];
  try {
    for (const calls of todo) {
      const seen = JSON.stringify(await real.together(calls));
      // State -> a history that leads to it: several orders may explain the same results.
      const explaining = new Map<string, History>();
      const explained: string[] = [];
      for (const history of histories) {
        for (const order of orders(calls.length)) {
          const { results, state } = await inMemory([...history, { calls, order }], model);
          explained.push(results);
          if (results === seen) explaining.set(state, [...history, { calls, order }]);
        }
      }
      expect(explained, JSON.stringify(calls)).toContain(seen);
      histories = [...explaining.values()];
    }
  } finally {
    await real.releaseAll();
  }
}

/** Returns the results of the last batch, and the final state. */
async function inMemory(
  history: History,
  model: string,
): Promise<{ readonly results: string; readonly state: string }> {
  const store = new MemoryLeases(() => 0);
  const memory = new Gateways(
    Array.from({ length: GATEWAYS }, () => store.open()),
    model,
  );
  let results: unknown[] = [];
  for (const { calls, order } of history) results = await memory.inOrder(calls, order);
  const { row = null, remainingMs = 0 } = store.read(model) ?? {};
  const state = JSON.stringify([row, remainingMs, store.evidence(model), memory.deciding]);
  return { results: JSON.stringify(results), state };
}

test('files', { timeout: 60_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'zenbun-lease-'));
  const leases = await Promise.all(Array.from({ length: GATEWAYS }, () => openFileLease(folder)));
  await fc.assert(
    fc.asyncProperty(batches, (todo) => agrees(leases, todo)),
    { numRuns: 60 },
  );
  for (const lease of leases) await lease.close();
  rmSync(folder, { recursive: true });
});

describeWith('PostgreSQL', missingPostgres, { timeout: 60_000 }, () => {
  test('answers as memory does', async () => {
    const server = await PostgresServer.create();
    const leases = await Promise.all(Array.from({ length: GATEWAYS }, () => openPostgresLease(server.url())));
    try {
      await fc.assert(
        fc.asyncProperty(batches, (todo) => agrees(leases, todo)),
        { numRuns: 60 },
      );
    } finally {
      for (const lease of leases) await lease.close();
      server.remove();
    }
  });
});
