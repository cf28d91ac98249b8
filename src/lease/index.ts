/**
 * The stage in force for each rollout, its expiry, and who may change it, on one machine (files) or many (PostgreSQL).
 * It is a copy of leaves of the log, never the source of truth: when in doubt, it counts as expired. Design:
 * docs/design/lease.md.
 */
export { openFileLease } from './file/file-lease.ts';
export type * from './lease.ts';
export { openPostgresLease } from './postgres/postgres-lease.ts';
