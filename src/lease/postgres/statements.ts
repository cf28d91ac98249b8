/**
 * The tables, also for admins who make them by hand (examples/deploy/lease.sql is this text). `expires` is by the
 * database's clock alone; `state` and `evidence` are JSON that only the gateways understand.
 */
export const TABLES = `CREATE TABLE IF NOT EXISTS zenbun_stage (
  model text PRIMARY KEY,
  epoch bigint NOT NULL,
  state json NOT NULL,
  leaf text NOT NULL,
  expires timestamptz NOT NULL,
  ttl_ms double precision NOT NULL
);
CREATE TABLE IF NOT EXISTS zenbun_evidence (
  model text NOT NULL,
  replica text NOT NULL,
  size bigint NOT NULL,
  epoch bigint NOT NULL,
  evidence json NOT NULL,
  PRIMARY KEY (model, replica)
);
`;

/** An arbitrary number that nothing else locks. */
const TABLES_LOCK = '8243118316933118561';

/**
 * If two connections make the tables at once, the second waits: CREATE TABLE IF NOT EXISTS alone may collide with
 * itself.
 */
export const MAKE_TABLES = `BEGIN; SELECT pg_advisory_xact_lock(${TABLES_LOCK}); ${TABLES} COMMIT`;

/** Checked first: a user who may not make tables may still use them. */
export const ARE_TABLES_THERE = `SELECT to_regclass('zenbun_stage') IS NOT NULL AND to_regclass('zenbun_evidence') IS NOT NULL AS there`;

/**
 * For every connection: an acknowledged row survives a crash of the database, and no statement runs longer than the
 * caller waits.
 */
export const EVERY_CONNECTION = 'SET synchronous_commit = on; SET statement_timeout = 1000';

/** Notifications only say that something changed; the row itself is read. */
const CHANNEL = 'zenbun_stage';

export const READ = `SELECT epoch::float8 AS epoch, state, leaf, expires::text AS expires, ttl_ms,
  (extract(epoch FROM expires - now()) * 1000)::float8 AS remaining FROM zenbun_stage WHERE model = $1`;

const EXPIRY = `now() + $1 * interval '1 millisecond'`;
const TOLD = `RETURNING 1) SELECT pg_notify('${CHANNEL}', '') FROM changed`;

export const INSERT = `WITH changed AS (INSERT INTO zenbun_stage (expires, ttl_ms, model, epoch, state, leaf)
  VALUES (${EXPIRY}, $1, $2, $3, $4, $5) ON CONFLICT DO NOTHING ${TOLD}`;

export const REPLACE = `WITH changed AS (UPDATE zenbun_stage SET expires = ${EXPIRY}, ttl_ms = $1, epoch = $3, state = $4, leaf = $5
  WHERE model = $2 AND epoch = $6 ${TOLD}`;

export const RENEW = `WITH changed AS (UPDATE zenbun_stage SET expires = ${EXPIRY}, ttl_ms = $1 WHERE model = $2 AND epoch = $3 ${TOLD}`;

export const PUT_EVIDENCE = `INSERT INTO zenbun_evidence (model, replica, size, epoch, evidence) VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT (model, replica) DO UPDATE SET size = excluded.size, epoch = excluded.epoch, evidence = excluded.evidence`;

export const READ_EVIDENCE = `SELECT replica, size::float8 AS size, epoch::float8 AS epoch, evidence FROM zenbun_evidence
  WHERE model = $1 ORDER BY replica`;

/** Reads enough to detect a change of any row. */
export const READ_ALL = 'SELECT model, epoch::text AS epoch, expires::text AS expires FROM zenbun_stage';

/** A session that is silent for this long ends, and its locks with it. */
export const SESSION_IDLE_MS = 4000;
export const EVERY_SESSION = `${EVERY_CONNECTION}; SET idle_session_timeout = ${SESSION_IDLE_MS}; LISTEN ${CHANNEL}`;
export const TRY_LOCK = 'SELECT pg_try_advisory_lock($1::bigint) AS locked';
export const UNLOCK = 'SELECT pg_advisory_unlock($1::bigint)';
