import { createHash } from 'node:crypto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { DatabaseConnection } from './database-connection.ts';
import { DecidingSession } from './deciding-session.ts';
import { READ_ALL, SESSION_IDLE_MS, TRY_LOCK, UNLOCK } from './statements.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

type Row = Readonly<Record<string, unknown>>;

/** A database that grants every lock and has these rows, until it is gone. */
class Database {
  generation = 0;
  onLost = () => {};
  onNotification = (_: unknown) => {};
  readonly asked: string[] = [];
  readonly values: unknown[] = [];
  rows: Row[] = [];
  isGone = false;
  isLocked = true;
  isClosed = false;

  async query(text: string, values: readonly unknown[] = []): Promise<readonly Row[]> {
    this.asked.push(text);
    if (text === TRY_LOCK) this.values.push(...values);
    if (this.isGone) throw new Error('gone');
    return text === READ_ALL ? this.rows : [{ locked: this.isLocked }];
  }

  /** Loses the connection, as it does by itself after any failure. */
  lose(): void {
    this.generation += 1;
    this.onLost();
  }

  async close(): Promise<void> {
    this.isClosed = true;
  }
}

function opened() {
  const database = new Database();
  const session = new DecidingSession(database as unknown as DatabaseConnection, () => Date.now());
  return { database, session };
}

const polls = ({ asked }: Database) => asked.filter((text) => text === READ_ALL).length;
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

test('the right to decide is a lock with a number of its own for each model', async () => {
  const { database, session } = opened();
  expect((await session.decide('chat'))?.isHeld).toBe(true);
  await session.decide('code');
  const number = (model: string) => createHash('sha256').update(`zenbun decider\n${model}`).digest().readBigInt64BE();
  expect(database.values).toEqual([`${number('chat')}`, `${number('code')}`]);
  await session.close();
});

test('nobody gets it twice, not even at once, and a lock that another holds is none', async () => {
  const { database, session } = opened();
  const both = await Promise.all([session.decide('chat'), session.decide('chat')]);
  expect(both.map((one) => one !== null)).toEqual([true, false]);
  database.isLocked = false;
  expect(await session.decide('code')).toBeNull();
  database.isLocked = true;
  expect(await session.decide('code')).not.toBeNull();
  await session.close();
});

test('a request that fails leaves it free to be asked for again', async () => {
  const { database, session } = opened();
  database.isGone = true;
  await expect(session.decide('chat')).rejects.toThrow('gone');
  database.isGone = false;
  expect((await session.decide('chat'))?.isHeld).toBe(true);
  await session.close();
});

test('given back, it can be had again, and the lock is released once', async () => {
  const { database, session } = opened();
  const decider = (await session.decide('chat'))!;
  await decider.release();
  await decider.release();
  expect(decider.isHeld).toBe(false);
  expect(database.asked.filter((text) => text === UNLOCK)).toHaveLength(1);
  expect((await session.decide('chat'))?.isHeld).toBe(true);
  await session.close();
});

test('a lost session ends it, and what is released then is not the next lock', async () => {
  const { database, session } = opened();
  const decider = (await session.decide('chat'))!;
  database.lose();
  expect(decider.isHeld).toBe(false);
  const next = (await session.decide('chat'))!;
  await decider.release();
  expect(next.isHeld).toBe(true);
  expect(database.asked).not.toContain(UNLOCK);
  await session.close();
});

test('a database that is not heard from ends it 1.5 seconds before the database would', async () => {
  const { database, session } = opened();
  const decider = (await session.decide('chat'))!;
  await pass(0);
  const heardAt = Date.now();
  database.isGone = true;
  await pass(SESSION_IDLE_MS - 1500 - 1);
  expect([Date.now() - heardAt, decider.isHeld]).toEqual([2499, true]);
  await pass(1);
  expect(decider.isHeld).toBe(false);
  // It was only silent: the session and its lock are still there.
  database.isGone = false;
  await pass(5000);
  expect(decider.isHeld).toBe(true);
  await session.close();
});

test('what counts is when a query was sent, not when it was answered', async () => {
  const { database, session } = opened();
  const decider = (await session.decide('chat'))!;
  await pass(0);
  const query = database.query.bind(database);
  database.query = async (text, values) => {
    await new Promise((resolve) => setTimeout(resolve, 900));
    return query(text, values);
  };
  // Polled at 1000, answered at 1900; from then on silent.
  await pass(1900);
  database.isGone = true;
  await pass(1000 + 2499 - 1900);
  expect(decider.isHeld).toBe(true);
  await pass(1);
  expect(decider.isHeld).toBe(false);
  await pass(10_000);
  const closed = session.close();
  await pass(10_000);
  await closed;
});

test('rows that are new, changed or gone are called back, once each', async () => {
  const { database, session } = opened();
  database.rows = [{ model: 'chat', epoch: '1', expires: 'x' }];
  const told: string[] = [];
  const stop = session.onChange((model) => told.push(model));
  await pass(0);
  await pass(3000);
  expect(told.splice(0)).toEqual(['chat']);
  database.rows = [
    { model: 'chat', epoch: '2', expires: 'x' },
    { model: 'code', epoch: '1', expires: 'x' },
  ];
  await pass(1000);
  expect(told.splice(0)).toEqual(['chat', 'code']);
  database.rows = [{ model: 'code', epoch: '1', expires: 'y' }];
  await pass(1000);
  expect(told.splice(0)).toEqual(['chat', 'code']);
  stop();
  database.rows = [];
  await pass(1000);
  expect(told).toEqual([]);
  await session.close();
});

test('it polls once a second, and at once when it is notified', async () => {
  const { database, session } = opened();
  session.onChange(() => {});
  await pass(0);
  expect(polls(database)).toBe(1);
  await pass(3000);
  expect(polls(database)).toBe(4);
  database.onNotification({});
  await pass(0);
  expect(polls(database)).toBe(5);
  await session.close();
});

test('a database that is gone is asked again after waits that double from 0.1 to 5 seconds', async () => {
  const { database, session } = opened();
  database.isGone = true;
  session.onChange(() => {});
  const start = Date.now();
  const at: number[] = [];
  const query = database.query.bind(database);
  database.query = (...given) => {
    at.push(Date.now() - start);
    return query(...given);
  };
  await pass(17_000);
  expect(at).toEqual([100, 300, 700, 1500, 3100, 6300, 11_300, 16_300]);
  database.isGone = false;
  await pass(5000);
  database.isGone = true;
  at.length = 0;
  await pass(1100);
  const waits = at.map((one, i) => one - (at[i - 1] ?? one)).slice(1);
  // Once it had answered, the waits begin anew.
  expect(waits).toEqual([100, 200, 400]);
  await session.close();
});

test('closed, it holds nothing, asks nothing more and leaves no timer', async () => {
  const { database, session } = opened();
  const decider = (await session.decide('chat'))!;
  await session.close();
  expect([decider.isHeld, database.isClosed, vi.getTimerCount()]).toEqual([false, true, 0]);
  const before = database.asked.length;
  await pass(10_000);
  expect(database.asked).toHaveLength(before);
});
