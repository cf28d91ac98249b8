import { Socket } from 'node:net';
import type { Client, Notification } from 'pg';
import { unreachable } from '../lease-error.ts';
import { ARE_TABLES_THERE, MAKE_TABLES } from './statements.ts';

/** Time limit from the call to the answer, including connecting and waiting for other statements. */
const MOST_MS = 1000;

export interface ConnectionOptions {
  readonly Client: typeof Client;
  /** Connection string, including the TLS options known to `pg`. */
  readonly url: string;
  /** Statements run at the start of every connection. */
  readonly setUp: string;
  /** Milliseconds of a clock that cannot be set. */
  readonly ticks: () => number;
}

type FoundRow = Readonly<Record<string, unknown>>;

interface OpenClient {
  readonly client: Client;
  readonly socket: Socket;
}

/**
 * One connection to the database, made on demand. Statements run one after the other; each is answered within a second
 * or rejects with `upstream`, whatever the network does. After any failure the connection is discarded, because its
 * state is unknown.
 */
export class DatabaseConnection {
  /** Goes up with every lost connection. */
  generation = 0;
  /** Called when the connection is lost. */
  onLost = () => {};
  onNotification: (notification: Notification) => void = () => {};
  readonly #options: ConnectionOptions;
  #open: OpenClient | null = null;
  #last: Promise<unknown> = Promise.resolve();
  #isClosed = false;

  constructor(options: ConnectionOptions) {
    this.#options = options;
  }

  query(text: string, values: readonly unknown[] = []): Promise<readonly FoundRow[]> {
    const until = this.#options.ticks() + MOST_MS;
    const result = this.#last.then(() => this.#within(until, text, values));
    this.#last = result.catch(() => undefined);
    return result;
  }

  /** Closes after the running statement. */
  async close(): Promise<void> {
    await this.#last;
    this.#isClosed = true;
    const open = this.#open;
    if (open === null) return;
    const late = setTimeout(() => open.socket.destroy(), MOST_MS);
    await open.client.end().catch(() => undefined);
    clearTimeout(late);
    this.#drop(open);
  }

  /**
   * Runs a statement in what is left of its second. The previous statement had its own deadline, which came earlier.
   */
  async #within(until: number, text: string, values: readonly unknown[]): Promise<readonly FoundRow[]> {
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<never>((_, reject) => {
      const left = Math.max(0, until - this.#options.ticks());
      timer = setTimeout(() => reject(new Error('no answer within a second')), left);
    });
    const open = this.#open ?? this.#made();
    try {
      const rows = await Promise.race([this.#asked(open, text, values), tooLate]);
      // The session may have ended along with the answer, losing what it was granted.
      if (this.#open !== open) throw new Error('the connection has ended');
      return rows;
    } catch (cause) {
      this.#drop(open);
      throw unreachable(placeOf(open.client), this.#reason(cause, open.client));
    } finally {
      clearTimeout(timer);
    }
  }

  async #asked(open: OpenClient, text: string, values: readonly unknown[]): Promise<readonly FoundRow[]> {
    if (this.#isClosed) throw new Error('it was closed');
    if (this.#open !== open) {
      await open.client.connect();
      await open.client.query(this.#options.setUp);
      await makeTables(open.client);
      this.#open = open;
    }
    return (await open.client.query(text, [...values])).rows;
  }

  #made(): OpenClient {
    const { Client, url } = this.#options;
    const socket = new Socket();
    const client = new Client({ connectionString: url, application_name: 'zenbun', stream: () => socket });
    const open = { client, socket };
    client.on('error', () => this.#drop(open));
    client.on('end', () => this.#drop(open));
    client.on('notification', (notification) => this.onNotification(notification));
    return open;
  }

  /** Destroys the socket instead of saying goodbye, which would wait for a network that may be gone. */
  #drop(open: OpenClient): void {
    open.socket.destroy();
    if (this.#open !== open) return;
    this.#open = null;
    this.generation += 1;
    this.onLost();
  }

  #reason(cause: unknown, { password }: { password?: unknown }): string {
    const why = cause instanceof Error ? reasonOf(cause) : String(cause);
    return typeof password === 'string' && password !== '' ? why.replaceAll(password, '…') : why;
  }
}

/** Host, port and database as parsed from the connection string, without user and password. */
const placeOf = ({ host, port, database }: Client): string => `${host}:${port}/${database}`;

/** A host name with several addresses fails with one error per address, and no message of its own. */
const reasonOf = (cause: Error & { code?: string }): string => cause.message || cause.code || cause.name;

async function makeTables(client: Client): Promise<void> {
  const { rows } = await client.query(ARE_TABLES_THERE);
  if (rows[0]?.there === true) return;
  try {
    await client.query(MAKE_TABLES);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`its tables cannot be made (${why}); make them as in examples/deploy/lease.sql`);
  }
}
