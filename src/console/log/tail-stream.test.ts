import { connect } from 'node:net';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { MemoryLog } from '../fixtures/memory-log.ts';
import { HandClock, openTestConsole } from '../fixtures/test-console.ts';
import { ConsoleRowSource } from '../rows/row-source.ts';
import { KEPT_BEHIND, MAX_BEHIND, STALLED_MS, type TailEvent, type TailReader, tailRows } from './tail-stream.ts';

/** A reader that accepts `takes` events, and then leaves. */
class CuttingReader implements TailReader {
  readonly events: TailEvent[] = [];
  #left: number;
  #leave = () => {};
  #told = () => {};

  constructor(takes: number) {
    this.#left = takes;
  }

  get isGone(): boolean {
    return this.#left <= 0;
  }

  async write(event: TailEvent): Promise<void> {
    if (event.event === undefined || this.isGone) return;
    this.events.push(event);
    this.#left -= 1;
    if (this.isGone) this.#leave();
    this.#told();
  }

  onGone(listener: () => void): void {
    this.#leave = listener;
  }

  /** Resolves when it has `count` events, or has left. */
  async has(count: number): Promise<void> {
    while (this.events.length < count && !this.isGone)
      await new Promise<void>((resolve) => {
        this.#told = resolve;
      });
  }

  leave(): void {
    this.#left = 0;
    this.#leave();
  }
}

function ports(log: MemoryLog, isStillIn = () => true, clock = new HandClock()) {
  const closing = new AbortController();
  return {
    closing,
    clock,
    of: { log, rows: new ConsoleRowSource(log), after: clock.after, closing: closing.signal, isStillIn },
  };
}

test('over any cuts of the line, every record comes once, in order', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat(6), { maxLength: 30 }),
      fc.array(fc.integer({ min: 1, max: 5 })),
      async (adds, cuts) => {
        const log = new MemoryLog();
        const total = adds.reduce((sum, count) => sum + count, 0);
        const seen: number[] = [];
        let next = 0;
        let added = 0;
        const add = () => {
          const count = adds[added] ?? 0;
          added += 1;
          for (let i = 0; i < count; i += 1) log.add('note', { i });
        };
        for (let cut = 0; seen.length < total; cut += 1) {
          const reader = new CuttingReader(cuts[cut] ?? 1000);
          const tail = tailRows(reader, next, ports(log).of);
          while (added < adds.length && !reader.isGone) {
            add();
            await reader.has(log.all.length - next);
          }
          await reader.has(total - next);
          reader.leave();
          await tail;
          seen.push(...reader.events.map(({ id }) => id!));
          next = seen.length === 0 ? 0 : seen.at(-1)! + 1;
        }
        expect(seen).toEqual(Array.from({ length: total }, (_, i) => i));
        expect(log.listeners.size).toBe(0);
      },
    ),
  );
});

test('whoever falls behind is told what was missed, and goes on near the end', async () => {
  const log = new MemoryLog();
  for (let i = 0; i <= MAX_BEHIND + 10; i += 1) log.add('note');
  const reader = new CuttingReader(KEPT_BEHIND + 1);
  await tailRows(reader, 10, ports(log).of);
  const to = log.all.length - KEPT_BEHIND;
  expect(reader.events[0]).toEqual({ event: 'gap', id: to - 1, data: JSON.stringify({ from: 10, to }) });
  expect(reader.events.slice(1).map(({ id }) => id)).toEqual(Array.from({ length: KEPT_BEHIND }, (_, i) => to + i));
});

test('what was pruned is a gap, and what cannot be read has no row', async () => {
  const log = new MemoryLog();
  for (let i = 0; i < 8; i += 1) log.add('note');
  log.pruned = 3;
  log.all[5] = null;
  const reader = new CuttingReader(5);
  await tailRows(reader, 0, ports(log).of);
  expect(reader.events.map(({ event, id }) => [event, id])).toEqual([
    ['gap', 2],
    ['row', 3],
    ['row', 4],
    ['row', 6],
    ['row', 7],
  ]);
});

test('a silent line is kept alive, and ends with the session and with the service', async () => {
  const log = new MemoryLog();
  let isIn = true;
  const { of, clock, closing } = ports(log, () => isIn);
  let comments = 0;
  const told: (() => void)[] = [];
  const reader: TailReader = {
    isGone: false,
    onGone: () => undefined,
    async write() {
      comments += 1;
      for (const tell of told.splice(0)) tell();
    },
  };
  const commented = () => new Promise<void>((resolve) => void told.push(resolve));
  const first = commented();
  const tail = tailRows(reader, null, of);
  await first;
  for (let i = 0; i < 3; i += 1) {
    const next = commented();
    // The clock may move before the tail starts waiting for it.
    while (comments < i + 2) {
      clock.move(15_000);
      await Promise.resolve();
    }
    await next;
  }
  isIn = false;
  log.add('note');
  await tail;
  isIn = true;
  const other = tailRows(reader, null, of);
  closing.abort();
  await other;
  expect(log.listeners.size).toBe(0);
});

test('a reader that makes no room for half a minute is left', async () => {
  const log = new MemoryLog();
  log.add('note');
  const { of, clock } = ports(log);
  let writes = 0;
  const reader: TailReader = {
    isGone: false,
    onGone: () => undefined,
    write() {
      writes += 1;
      return writes === 1 ? Promise.resolve() : new Promise(() => undefined);
    },
  };
  const ended = tailRows(reader, 0, of).then(
    () => 'over',
    (cause: Error) => cause.message,
  );
  while (writes < 2) await Promise.resolve();
  clock.move(STALLED_MS - 1);
  expect(await Promise.race([ended, new Promise((resolve) => setImmediate(resolve, 'waits'))])).toBe('waits');
  clock.move(1);
  expect(await ended).toBe('the reader makes no room');
  expect(log.listeners.size).toBe(0);
});

test('over HTTP: rows with their index as id, from the last that came on', async () => {
  const console = await openTestConsole();
  onTestFinished(() => console.close());
  const as = await console.signIn('zk_reader');
  for (let i = 0; i < 3; i += 1) console.log.add('note', { text: '\r\nid: 9\r\n\r\ndata: x' });
  const follow = async (path: string, headers: Record<string, string> = {}) => {
    const leaving = new AbortController();
    const response = await console.api(path, { as, headers, signal: leaving.signal });
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    expect(response.headers.get('cache-control')).toBe('no-store');
    return { leaving, lines: response.body!.pipeThrough(new TextDecoderStream()).getReader() };
  };
  const read = async ({ lines }: Awaited<ReturnType<typeof follow>>, until: RegExp) => {
    let text = '';
    while (!until.test(text)) text += (await lines.read()).value;
    return [...text.matchAll(/^id: (.*)$/gm)].map(([, id]) => Number(id));
  };
  const one = await follow('tail?from=1');
  expect(await read(one, /id: 2\n/)).toEqual([1, 2]);
  console.log.add('note');
  expect(await read(one, /id: 3\n/)).toEqual([3]);
  one.leaving.abort();
  const back = await follow('tail?from=0', { 'last-event-id': '1' });
  expect(await read(back, /id: 3\n/)).toEqual([2, 3]);
  back.leaving.abort();
});

test('over HTTP, a stream ends when its session does, and with the service', async () => {
  const console = await openTestConsole();
  onTestFinished(() => console.close());
  const [one, other] = [await console.signIn('zk_reader'), await console.signIn('zk_reader')];
  const tail = await console.api('tail?from=0', { as: one });
  const stays = await console.api('tail?from=0', { as: other });
  await console.api('session', { method: 'DELETE', as: one });
  console.log.add('note');
  expect(await tail.text()).not.toContain('id: 0');
  const lines = stays.body!.pipeThrough(new TextDecoderStream()).getReader();
  for (let text = ''; !text.includes('id: 0\n'); ) text += (await lines.read()).value;
  const ended = lines.closed.catch(() => 'broken off');
  await console.close();
  expect(await ended).toBe('broken off');
  console.close = async () => undefined;
});

test('a reader that does not read fills no memory, and goes on behind a gap', { timeout: 30_000 }, async () => {
  const console = await openTestConsole();
  onTestFinished(() => console.close());
  const as = await console.signIn('zk_reader');
  let taken = 0;
  const range = console.log.range;
  console.log.range = async (from, to) => {
    const records = await range(from, to);
    taken += records.length;
    return records;
  };
  const { port, host } = new URL(console.url);
  const socket = connect(Number(port), '127.0.0.1');
  socket.pause();
  socket.write(`GET /console/api/tail?from=0 HTTP/1.1\r\nhost: ${host}\r\ncookie: ${as.cookie}\r\n\r\n`);
  // 100 MB of rows: more than all buffers on the way hold.
  const long = 'x'.repeat(100_000);
  for (let i = 0; i < 1000; i += 1) console.log.add('intent', { client: long });
  for (let before = -1; before !== taken || taken === 0; ) {
    before = taken;
    for (let i = 0; i < 500; i += 1) await new Promise((resolve) => setImmediate(resolve));
  }
  expect(taken).toBeLessThan(400);
  for (let i = 0; i < MAX_BEHIND + KEPT_BEHIND; i += 1) console.log.add('note');
  const last = console.log.all.length - 1;
  let text = '';
  for await (const piece of socket) {
    text += String(piece).replaceAll('x'.repeat(1000), '');
    if (text.includes(`\nid: ${last}\n`)) break;
  }
  const events = [...text.matchAll(/event: (row|gap)\s+data: (.*)\s+(?:[\da-f]+\s+)?id: (\d+)/g)];
  let next = 0;
  for (const [, event, data, id] of events) {
    if (event === 'gap') {
      expect(JSON.parse(data!)).toEqual({ from: next, to: Number(id) + 1 });
    } else expect(Number(id)).toBe(next);
    next = Number(id) + 1;
  }
  expect(next).toBe(last + 1);
  expect(events.filter(([, event]) => event === 'gap')).toHaveLength(1);
});
