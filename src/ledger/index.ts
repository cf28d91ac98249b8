/**
 * A log of records that an outsider can verify, and the bodies that belong to them, encrypted, so that they can be erased. Records come in,
 * and are acknowledged when they are on the disk; tiles and signed checkpoints follow behind. The only writer of its folder. What a record
 * means is the caller's.
 */
export type { Ledger, NewRecord, SubjectErasure } from './ledger.ts';
export { type OpenLedgerOptions, openLedger } from './open-ledger.ts';
export type { AppendedRecord } from './segments/batch-writer.ts';
export type { LeafFields, LeafValue } from './segments/leaf.ts';
