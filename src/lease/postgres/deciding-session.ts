import { createHash } from 'node:crypto';
import type { Decider } from '../lease.ts';
import type { DatabaseConnection } from './database-connection.ts';
import { READ_ALL, SESSION_IDLE_MS, TRY_LOCK, UNLOCK } from './statements.ts';

const POLL_MS = 1000;
const FIRST_WAIT_MS = 100;
const MOST_WAIT_MS = 5000;

/**
 * The right to decide ends at the latest when the database has not been heard from for this long. The database keeps
 * the lock for longer (`SESSION_IDLE_MS`), counted from when it last heard from us, which is later. So it never grants
 * the lock to another gateway while this one believes it holds it.
 */
const HELD_MS = SESSION_IDLE_MS - 1500;

/**
 * The session of one gateway. It holds the locks of deciders, listens for changes, and polls once a second in case it
 * missed any. Polling also shows both sides that the other is alive. A lost session is restarted after growing waits;
 * its locks are lost.
 */
export class DecidingSession {
  readonly #connection: DatabaseConnection;
  readonly #ticks: () => number;
  readonly #listeners = new Set<(model: string) => void>();
  readonly #held = new Set<string>();
  /** Model -> its row as last seen. */
  #seen = new Map<unknown, string>();
  /** When the last answered query was sent. */
  #heardAt = Number.NEGATIVE_INFINITY;
  #running: Promise<void> | null = null;
  #isClosed = false;
  /** True if a notification arrived since the last poll began. */
  #isOutdated = false;
  #wake = () => {};

  constructor(connection: DatabaseConnection, ticks: () => number) {
    this.#connection = connection;
    this.#ticks = ticks;
    connection.onLost = () => this.#held.clear();
    connection.onNotification = () => {
      this.#isOutdated = true;
      this.#wake();
    };
  }

  onChange(changed: (model: string) => void): () => void {
    this.#listeners.add(changed);
    this.#start();
    return () => void this.#listeners.delete(changed);
  }

  async decide(model: string): Promise<Decider | null> {
    // A session that already holds a lock would be granted it a second time.
    if (this.#held.has(model)) return null;
    this.#held.add(model);
    let isLocked = false;
    try {
      const [row] = await this.#asked(TRY_LOCK, [lockOf(model)]);
      isLocked = row?.locked === true;
    } finally {
      if (!isLocked) this.#held.delete(model);
    }
    if (!isLocked) return null;
    this.#start();
    return this.#decider(model, this.#connection.generation);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#wake();
    await this.#running;
    this.#heardAt = Number.NEGATIVE_INFINITY;
    await this.#connection.close();
  }

  #decider(model: string, generation: number): Decider {
    const isOurs = () => !isReleased && this.#connection.generation === generation;
    const isHeld = () => isOurs() && this.#ticks() - this.#heardAt < HELD_MS;
    let isReleased = false;
    return {
      get isHeld() {
        return isHeld();
      },
      release: async () => {
        const wasOurs = isOurs();
        isReleased = true;
        if (!wasOurs) return;
        // If this fails, the session ends, and its locks with it.
        await this.#asked(UNLOCK, [lockOf(model)]).catch(() => undefined);
        this.#held.delete(model);
      },
    };
  }

  async #asked(text: string, values?: readonly unknown[]) {
    const sentAt = this.#ticks();
    const rows = await this.#connection.query(text, values);
    this.#heardAt = Math.max(this.#heardAt, sentAt);
    return rows;
  }

  #start(): void {
    this.#running ??= this.#run();
  }

  async #run(): Promise<void> {
    let wait = FIRST_WAIT_MS;
    while (!this.#isClosed) {
      this.#isOutdated = false;
      const found = await this.#asked(READ_ALL).catch(() => null);
      if (found === null) {
        await this.#pause(wait);
        wait = Math.min(2 * wait, MOST_WAIT_MS);
        continue;
      }
      wait = FIRST_WAIT_MS;
      this.#compare(new Map(found.map(({ model, epoch, expires }) => [model, `${epoch} ${expires}`])));
      if (!this.#isOutdated) await this.#pause(POLL_MS);
    }
  }

  #compare(found: Map<unknown, string>): void {
    const before = this.#seen;
    this.#seen = found;
    for (const model of new Set([...before.keys(), ...found.keys()])) {
      if (before.get(model) === found.get(model)) continue;
      for (const listener of this.#listeners) listener(String(model));
    }
  }

  #pause(ms: number): Promise<void> {
    if (this.#isClosed) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms).unref();
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

/** Returns the number of an advisory lock: the first 64 bits of a hash, in the database's notation. */
const lockOf = (model: string): string =>
  createHash('sha256').update(`zenbun decider\n${model}`).digest().readBigInt64BE().toString();
