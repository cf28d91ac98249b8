import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inOrder } from './in-order.ts';

const never = new AbortController().signal;

/** Work that ends on command: `open` holds the items under way, `end` ends one of them. */
function byHand() {
  const open = new Map<number, (value: number) => void>();
  const begun: number[] = [];
  const work = (item: number) => {
    begun.push(item);
    return new Promise<number>((resolve) => open.set(item, resolve));
  };
  const end = (item: number) => {
    open.get(item)!(item * 10);
    open.delete(item);
  };
  return { open, begun, work, end };
}

test('gives results in the order of the items, with at most so many at a time, whatever order they end in', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.nat(20),
      fc.integer({ min: 1, max: 6 }),
      fc.infiniteStream(fc.nat()),
      async (n, most, picks) => {
        const { open, work, end } = byHand();
        const items = Array.from({ length: n }, (_, i) => i);
        const got: number[] = [];
        let done = false;
        const all = (async () => {
          for await (const result of inOrder(items, work, { most: () => most, signal: never })) got.push(result);
          done = true;
        })();
        while (!done) {
          expect(open.size).toBeLessThanOrEqual(most);
          const waiting = [...open.keys()];
          if (waiting.length > 0) end(waiting[(picks.next().value as number) % waiting.length]!);
          await new Promise(setImmediate);
        }
        await all;
        expect(got).toEqual(items.map((item) => item * 10));
      },
    ),
    { numRuns: 40 },
  );
});

test('a consumer that has enough begins nothing more', async () => {
  const begun: number[] = [];
  const work = async (item: number) => {
    begun.push(item);
    return item;
  };
  for await (const result of inOrder([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], work, { most: () => 2, signal: never })) {
    if (result === 3) break;
  }
  expect(begun.length).toBeLessThanOrEqual(3 + 2);
});

test('begins as many as it may at the moment: none is begun in vain by a consumer that knows how many it may need', async () => {
  const begun: number[] = [];
  let left = 4;
  const work = async (item: number) => void begun.push(item);
  for await (const _ of inOrder([0, 1, 2, 3, 4, 5, 6, 7], work, { most: () => left, signal: never })) left -= 1;
  expect(begun).toEqual([0, 1, 2, 3]);
});

test('a failure comes in its turn, and what is under way is waited for', async () => {
  let ended = 0;
  const work = async (item: number) => {
    await new Promise(setImmediate);
    ended += 1;
    if (item === 1) throw new Error('no answer');
    return item;
  };
  const got: number[] = [];
  const all = (async () => {
    for await (const result of inOrder([0, 1, 2, 3], work, { most: () => 3, signal: never })) got.push(result);
  })();
  await expect(all).rejects.toThrow('no answer');
  expect(got).toEqual([0]);
  expect(ended).toBe(4);
});

test('an abort stops it, and reaches the work', async () => {
  const controller = new AbortController();
  const seen: boolean[] = [];
  const work = (_: number, signal: AbortSignal) =>
    new Promise<number>((_resolve, reject) => {
      signal.addEventListener('abort', () => {
        seen.push(true);
        reject(signal.reason);
      });
    });
  const all = inOrder([1, 2, 3], work, { most: () => 2, signal: controller.signal }).next();
  controller.abort(new Error('stopped'));
  await expect(all).rejects.toThrow('stopped');
  expect(seen).toEqual([true, true]);
});
