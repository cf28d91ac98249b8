import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ZenbunError } from '../../errors.ts';
import type { Environment } from '../environment.ts';
import { scriptedServer } from '../fixtures/scripted-server.ts';
import { virtualClock } from '../fixtures/virtual-clock.ts';
import { openModel } from '../open-model.ts';
import { type Attempt, worthRetrying } from './attempt.ts';
import { HostPace, HostPaces } from './host-pace.ts';

const { signal } = new AbortController();
const DONE: Attempt<string> = { kind: 'done', value: 'yes' };
const busy = (retryAfter: number): Attempt<string> => ({
  ...worthRetrying(new ZenbunError('upstream', { en: 'busy', ja: '混雑しています' }), retryAfter),
  isBusy: true,
});
const tried = { isAgain: false, waitFor: (asked: number | null) => asked ?? 0, signal };

/** Returns a pace and a server that takes this long for each request and is told the request's number. */
function bench(most: number, answer: (nth: number, now: number) => Attempt<string>, takes = 100) {
  const clock = virtualClock();
  const pace = new HostPace(most, clock);
  const sent: number[] = [];
  let open = 0;
  let widest = 0;
  const ask = () =>
    pace.send(async () => {
      sent.push(clock.now());
      const nth = sent.length - 1;
      open += 1;
      widest = Math.max(widest, open);
      await clock.sleep(takes, signal);
      open -= 1;
      return answer(nth, clock.now());
    }, tried);
  return { clock, pace, sent, ask, widest: () => widest };
}

test('a busy server is left alone by everyone until the pause is over, and asked fewer things at a time', async () => {
  const { pace, sent, ask, clock } = bench(8, (nth) => (nth === 0 ? busy(5000) : DONE));
  const start = clock.now();
  await Promise.all(Array.from({ length: 20 }, ask));
  const times = sent.map((at) => at - start);
  // Seven others were under way with it. All remaining requests follow when the first one's pause is over, four at a
  // time.
  expect(times.filter((at) => at < 5100)).toEqual(new Array(8).fill(0));
  expect(times.slice(8, 12)).toEqual(new Array(4).fill(5100));
  expect(pace.concurrency).toBeGreaterThanOrEqual(4);
});

test('requests that were under way together slow the server down once, not each', async () => {
  const { pace, ask } = bench(8, () => busy(1000));
  const outcomes = await Promise.all(Array.from({ length: 8 }, ask));
  expect(pace.concurrency).toBe(4);
  expect(outcomes.map((outcome) => outcome.kind === 'failed' && outcome.isLate === true)).toEqual([
    false,
    ...new Array(7).fill(true),
  ]);
});

test('it is never asked less than one thing at a time, and eight answers allow one more', async () => {
  const { pace, ask } = bench(4, (nth) => (nth < 6 ? busy(10) : DONE));
  for (let i = 0; i < 6; i += 1) await ask();
  expect(pace.concurrency).toBe(1);
  for (let i = 0; i < 8; i += 1) await ask();
  expect(pace.concurrency).toBe(2);
  for (let i = 0; i < 80; i += 1) await ask();
  expect(pace.concurrency).toBe(4);
});

test('a longer pause is not cut short by a later, shorter one', async () => {
  const { pace, ask, clock, sent } = bench(2, (nth) => [busy(9000), busy(10), DONE][Math.min(nth, 2)]!);
  const start = clock.now();
  await Promise.all([ask(), ask()]);
  expect(pace.pausedFor).toBe(9000);
  await ask();
  expect(sent[2]! - start).toBe(9100);
});

test('whatever a server says, nothing is sent in a pause and never more at a time than allowed', async () => {
  const plan = fc.record({
    most: fc.integer({ min: 1, max: 9 }),
    says: fc.array(fc.option(fc.integer({ min: 0, max: 3000 })), { minLength: 1, maxLength: 30 }),
    asked: fc.integer({ min: 1, max: 40 }),
  });
  await fc.assert(
    fc.asyncProperty(plan, async ({ most, says, asked }) => {
      const pauses: [from: number, until: number][] = [];
      const { sent, ask, widest, pace } = bench(most, (nth, now) => {
        const wants = says[nth % says.length];
        if (wants == null) return DONE;
        pauses.push([now, now + wants]);
        return busy(wants);
      });
      await Promise.all(Array.from({ length: asked }, ask));
      expect(sent).toHaveLength(asked);
      expect(widest()).toBeLessThanOrEqual(most);
      expect(pace.concurrency).toBeGreaterThanOrEqual(1);
      for (const at of sent) expect(pauses.filter(([from, until]) => from < at && at < until)).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

test('who leaves in a pause is let go with the reason, and others are not', async () => {
  const { pace, ask, clock } = bench(2, (nth) => (nth === 0 ? busy(5000) : DONE));
  await ask();
  const leaving = new AbortController();
  const gone = pace.send(async () => DONE, { ...tried, signal: leaving.signal });
  const stays = ask();
  leaving.abort(new Error('gone'));
  await expect(gone).rejects.toThrow('gone');
  expect(await stays).toBe(DONE);
  expect(clock.now()).toBeGreaterThanOrEqual(Date.UTC(2026, 0, 1) + 5100);
});

const QUESTION = { turns: [{ role: 'user', text: 'How do I kill a process?' }] } as const;
const YES = { body: { choices: [{ message: { content: 'Yes.' }, finish_reason: 'stop' }] } };

function environment(most: number): Environment & { hosts: HostPaces } {
  const clock = virtualClock();
  const toy = () => {
    throw new Error('no toy');
  };
  return { env: {}, toy, random: () => 0, ...clock, hosts: new HostPaces(most, clock) };
}

test('two models of one host share its pause; what was sent again and who is paused is told', async () => {
  const world = environment(8);
  const at: number[] = [];
  const { url, host } = await scriptedServer((response, { body }) => {
    at.push(world.now());
    if (at.length > 1) response.setHeader('content-type', 'application/json').end(JSON.stringify(YES.body));
    else response.writeHead(429, { 'retry-after-ms': '4000' }).end('{}');
    expect(['base', 'tuned']).toContain(body.model);
  });
  const base = await openModel(`${url}/v1#base`, world);
  const tuned = await openModel(`${url}/v1#tuned`, world);
  const start = world.now();
  const first = base.ask(QUESTION, signal);
  while (world.hosts.told.pause === null) await new Promise(setImmediate);
  expect(world.hosts.told).toEqual({ resent: 0, pause: { host, milliseconds: 4000 } });
  expect(await tuned.ask(QUESTION, signal)).toMatchObject({ text: 'Yes.' });
  expect(await first).toMatchObject({ text: 'Yes.' });
  expect(at.map((time) => time - start)).toEqual([0, 4000, 4000]);
  expect(world.hosts.told).toEqual({ resent: 1, pause: null });
});

test('a storm that ends is survived by every question, however many are asked at a time', async () => {
  const world = environment(64);
  let nth = 0;
  // The server handles two requests at a time and rejects all others as too many.
  let open = 0;
  const { url } = await scriptedServer(async (response) => {
    nth += 1;
    open += 1;
    const isTooMuch = open > 2;
    await new Promise(setImmediate);
    open -= 1;
    if (isTooMuch) response.writeHead(429, { 'retry-after': '1' }).end('{}');
    else response.setHeader('content-type', 'application/json').end(JSON.stringify(YES.body));
  });
  const model = await openModel(`${url}/v1#m`, world);
  const answers = await Promise.all(Array.from({ length: 120 }, () => model.ask(QUESTION, signal)));
  expect(answers.every(({ text }) => text === 'Yes.')).toBe(true);
  expect(nth).toBe(120 + world.hosts.told.resent);
});

test('a server that fails without a word of when it will be well pauses nobody', async () => {
  const world = environment(8);
  const { url } = await scriptedServer({ status: 503 }, YES);
  const model = await openModel(`${url}/v1#m`, world);
  const [first] = await Promise.all([model.ask(QUESTION, signal), model.ask(QUESTION, signal)]);
  expect(first).toMatchObject({ text: 'Yes.' });
  expect(world.hosts.at(new URL(url).host).concurrency).toBe(8);
  expect(world.hosts.told).toEqual({ resent: 1, pause: null });
});
