/**
 * Which stage of each rollout is in force, until when, and who may change it: on one machine (files) or many (PostgreSQL). A copy of leaves of
 * the log, never the truth: when in doubt, it has run out. Design: docs/design/lease.md.
 */
export { openFileLease } from './file/file-lease.ts';
export type * from './lease.ts';
export { openPostgresLease } from './postgres/postgres-lease.ts';
