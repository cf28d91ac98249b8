/**
 * A log of records that outsiders can verify. The bodies that belong to the records are encrypted, so that they can be
 * erased. Records are acknowledged once they are on the disk; tiles and signed checkpoints follow later. The ledger is
 * the only writer of its folder. The meaning of a record is the caller's business.
 */
export type { DiskFile, LedgerDisk } from './disk/ledger-disk.ts';
export { realDisk } from './disk/real-disk.ts';
export { ed25519Of, ed25519Verify } from './keys/signer-key.ts';
export type { Ledger, SubjectErasure } from './ledger.ts';
export { openLedger } from './open-ledger.ts';
export { openDisclosed, type ReadBody } from './reading/read-body.ts';
export { type LedgerReader, type LedgerRecord, readLedger } from './reading/read-ledger.ts';
export { type LeafFields, type LeafValue, readLeaf } from './segments/leaf.ts';
export { sha256 } from './sha256.ts';
export type { LedgerVerdict } from './verify/verdict.ts';
export { type LedgerCheck, verifyLedger } from './verify/verify-ledger.ts';
