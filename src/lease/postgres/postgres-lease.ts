import { ZenbunError } from '../../errors.ts';
import type { Decider, Lease, LeasedStage, ReplicaEvidence, StageRow } from '../lease.ts';
import { requireNextEpoch } from '../lease-error.ts';
import { DatabaseConnection } from './database-connection.ts';
import { DecidingSession } from './deciding-session.ts';
import { loadPg } from './load-pg.ts';
import {
  EVERY_CONNECTION,
  EVERY_SESSION,
  INSERT,
  PUT_EVIDENCE,
  READ,
  READ_EVIDENCE,
  RENEW,
  REPLACE,
} from './statements.ts';

export interface PostgresLeaseOptions {
  /** Milliseconds of a clock that cannot be set; default: `performance.now`. The local time of day is never used. */
  readonly ticks?: () => number;
}

/**
 * Opens the lease of gateways on many machines, in PostgreSQL 14 or newer, and makes missing tables. Does not wait for
 * the database: a gateway starts without it, on stable. Throws `usage` if the package `pg` is missing or the URL is
 * invalid.
 */
export async function openPostgresLease(
  url: string,
  { ticks = () => performance.now() }: PostgresLeaseOptions = {},
): Promise<Lease> {
  const { Client } = await loadPg();
  try {
    if (!/^(postgres(ql)?|socket):/.test(url)) throw noUrl();
    new Client({ connectionString: url });
  } catch {
    // The original error would quote the URL.
    throw noUrl();
  }
  const connect = (setUp: string) => new DatabaseConnection({ Client, url, setUp, ticks });
  return new PostgresLease(connect(EVERY_CONNECTION), new DecidingSession(connect(EVERY_SESSION), ticks), ticks);
}

class PostgresLease implements Lease {
  readonly #rows: DatabaseConnection;
  readonly #session: DecidingSession;
  readonly #ticks: () => number;
  /** Model -> the time, in ticks, until which the last row read may be valid. */
  readonly #known = new Map<string, { readonly version: string; readonly until: number }>();

  constructor(rows: DatabaseConnection, session: DecidingSession, ticks: () => number) {
    this.#rows = rows;
    this.#session = session;
    this.#ticks = ticks;
  }

  async read(model: string): Promise<LeasedStage | null> {
    const sentAt = this.#ticks();
    const [found] = await this.#rows.query(READ, [model]);
    if (found === undefined) return null;
    const { epoch, state, leaf, expires, ttl_ms, remaining } = found as unknown as StoredRow;
    const version = `${epoch} ${expires}`;
    const known = this.#known.get(model);
    // The database's clock may be set back, but that must not extend a row already read.
    const bound = known?.version === version ? known.until : Number.POSITIVE_INFINITY;
    const until = Math.min(sentAt + Math.min(remaining, ttl_ms), bound);
    this.#known.set(model, { version, until });
    return { row: { model, epoch, state, leaf }, remainingMs: until - this.#ticks() };
  }

  async swap(before: number | null, row: StageRow, ttlMs: number): Promise<boolean> {
    requireNextEpoch(before, row);
    const values = [ttlMs, row.model, row.epoch, JSON.stringify(row.state), row.leaf];
    const changed =
      before === null ? await this.#rows.query(INSERT, values) : await this.#rows.query(REPLACE, [...values, before]);
    return changed.length === 1;
  }

  async renew(model: string, epoch: number, ttlMs: number): Promise<boolean> {
    return (await this.#rows.query(RENEW, [ttlMs, model, epoch])).length === 1;
  }

  decide(model: string): Promise<Decider | null> {
    return this.#session.decide(model);
  }

  async putEvidence(model: string, { replica, size, epoch, evidence }: ReplicaEvidence): Promise<void> {
    await this.#rows.query(PUT_EVIDENCE, [model, replica, size, epoch, JSON.stringify(evidence)]);
  }

  async evidence(model: string): Promise<readonly ReplicaEvidence[]> {
    return (await this.#rows.query(READ_EVIDENCE, [model])) as unknown as readonly ReplicaEvidence[];
  }

  onChange(changed: (model: string) => void): () => void {
    return this.#session.onChange(changed);
  }

  async close(): Promise<void> {
    await Promise.all([this.#rows.close(), this.#session.close()]);
  }
}

interface StoredRow {
  readonly epoch: number;
  readonly state: unknown;
  readonly leaf: string;
  readonly expires: string;
  readonly ttl_ms: number;
  readonly remaining: number;
}

/** Does not show the URL, which may hold a password. */
const noUrl = () =>
  new ZenbunError(
    'usage',
    {
      en: 'The URL of the lease is not a PostgreSQL URL',
      ja: 'リースの URL が PostgreSQL の URL として解釈できません',
    },
    {
      advice: {
        en: 'Write it as postgres://USER:PASSWORD@HOST:5432/DATABASE.',
        ja: 'postgres://USER:PASSWORD@HOST:5432/DATABASE の形で指定してください。',
      },
    },
  );
