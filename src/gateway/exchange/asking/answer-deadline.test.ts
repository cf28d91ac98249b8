import { expect, test } from 'vitest';
import { HandClock } from '../../fixtures/hand-clock.ts';
import type { UpstreamAnswer } from '../../ports.ts';
import { askWithDeadline } from './answer-deadline.ts';

const SENT = { path: '/v1/x', query: '', method: 'POST', headers: {}, body: null } as const;

/** Asks a server that needs 10 ms until its head; the first piece may take 1000 ms, a further one 300 ms. */
async function asked(bounds: UpstreamAnswer['bounds'] | null = { firstMs: 1000, idleMs: 300 }) {
  const clock = new HandClock();
  const client = new AbortController();
  let signal: AbortSignal | null = null;
  const answer = await askWithDeadline(
    async (_request, given) => {
      signal = given;
      clock.pass(10);
      return { status: 200, headers: {}, body: [] as never, ...(bounds ? { bounds } : {}) };
    },
    SENT,
    client.signal,
    clock,
  );
  return { clock, client, deadline: answer.deadline, isLeft: () => signal!.aborted };
}

test('nothing is said: left once the time for the first piece is over, counted from the request', async () => {
  const { clock, deadline, isLeft } = await asked();
  clock.pass(989);
  expect([isLeft(), deadline.isExhausted]).toEqual([false, false]);
  clock.pass(1);
  expect([isLeft(), deadline.isExhausted]).toEqual([true, true]);
});

test('from the first text on, the time between pieces counts, and each starts it anew', async () => {
  const { clock, deadline, isLeft } = await asked();
  for (let i = 0; i < 20; i += 1) {
    deadline.saw(clock.now(), true);
    clock.pass(299);
  }
  expect(isLeft()).toBe(false);
  clock.pass(1);
  expect(isLeft()).toBe(true);
});

test('a beginning without text leaves the time for the first piece as it is', async () => {
  const { clock, deadline, isLeft } = await asked();
  deadline.saw(clock.now(), false);
  clock.pass(989);
  expect(isLeft()).toBe(false);
  clock.pass(1);
  expect(isLeft()).toBe(true);
});

test('a beginning shortly before the end of that time has the time between pieces', async () => {
  const { clock, deadline, isLeft } = await asked();
  clock.pass(900);
  deadline.saw(clock.now(), false);
  clock.pass(299);
  expect(isLeft()).toBe(false);
  clock.pass(1);
  expect(isLeft()).toBe(true);
});

test.each([null, { firstMs: 100_000, idleMs: 100_000 }])(
  'after the end mark, a second, whatever is still said (%j)',
  async (bounds) => {
    const { clock, deadline, isLeft } = await asked(bounds);
    deadline.sawEnd(clock.now());
    clock.pass(600);
    deadline.saw(clock.now(), true);
    deadline.sawEnd(clock.now());
    clock.pass(399);
    expect(isLeft()).toBe(false);
    clock.pass(1);
    expect(isLeft()).toBe(true);
  },
);

test('no limits, no end', async () => {
  const { clock, isLeft } = await asked(null);
  clock.pass(1e9);
  expect(isLeft()).toBe(false);
});

test('nothing is left that was read, or whose client has left', async () => {
  const read = await asked();
  read.deadline.end();
  read.deadline.saw(read.clock.now(), true);
  read.clock.pass(1e9);
  expect([read.isLeft(), read.deadline.isExhausted]).toEqual([false, false]);
  const gone = await asked();
  gone.client.abort();
  gone.clock.pass(1e9);
  expect(gone.deadline.isExhausted).toBe(false);
});

test('while a client takes its time, the server is not waited for', async () => {
  const { clock, deadline, isLeft } = await asked();
  deadline.saw(clock.now(), true);
  clock.pass(100);
  let taken = () => {};
  const sending = deadline.suspend(
    new Promise<void>((resolve) => {
      taken = resolve;
    }),
  );
  clock.pass(5000);
  expect(isLeft()).toBe(false);
  taken();
  await sending;
  clock.pass(199);
  expect(isLeft()).toBe(false);
  clock.pass(1);
  expect(isLeft()).toBe(true);
});
