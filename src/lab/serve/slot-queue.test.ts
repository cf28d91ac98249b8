import { expect, test } from 'vitest';
import { ScriptedDecoder } from './fixtures/scripted-decoder.ts';
import { SlotQueue } from './slot-queue.ts';

const never = new AbortController().signal;
const queueOf = (slots: number, mostWaiting = 10) => {
  const decoder = new ScriptedDecoder({ slots, context: 8 });
  return { decoder, queue: new SlotQueue(decoder, mostWaiting) };
};

test('who waits is served in the order of coming', async () => {
  const { queue, decoder } = queueOf(1);
  const served: string[] = [];
  const slot = await queue.take(never);
  const others = ['first', 'second', 'third'].map(async (name) => {
    const mine = await queue.take(never);
    served.push(name);
    queue.give(mine);
  });
  queue.give(slot);
  await Promise.all(others);
  expect(served).toEqual(['first', 'second', 'third']);
  expect(decoder.openSlots).toBe(0);
});

test('who leaves while waiting is passed over', async () => {
  const { queue, decoder } = queueOf(1);
  const slot = await queue.take(never);
  const leaving = new AbortController();
  const left = queue.take(leaving.signal);
  const stayed = queue.take(never);
  leaving.abort(new Error('gone'));
  await expect(left).rejects.toThrow('gone');
  queue.give(slot);
  queue.give(await stayed);
  expect(decoder.openSlots).toBe(0);
});

test('who has left already takes nothing', async () => {
  const { queue, decoder } = queueOf(1);
  await expect(queue.take(AbortSignal.abort(new Error('gone')))).rejects.toThrow('gone');
  expect(decoder.openSlots).toBe(0);
});

test('a line that is too long turns away', async () => {
  const { queue } = queueOf(1, 1);
  const slot = await queue.take(never);
  const waiting = queue.take(never);
  await expect(queue.take(never)).rejects.toMatchObject({ status: 503 });
  queue.give(slot);
  expect(await waiting).toBe(0);
});

test('an exchanged slot is empty, and nobody comes between', async () => {
  const { queue, decoder } = queueOf(1);
  const used = await queue.take(never);
  let served = false;
  const waiting = queue.take(never).then(() => {
    served = true;
  });
  decoder.feed(used, [1, 2, 3, 4, 5, 6]);
  const fresh = queue.renew(used);
  decoder.feed(fresh, [1, 2, 3, 4, 5, 6]);
  expect(served).toBe(false);
  queue.give(fresh);
  await waiting;
});
