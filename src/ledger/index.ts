/**
 * A log of records that an outsider can verify, and the bodies that belong to them, encrypted, so that they can be erased. Records come in,
 * and are acknowledged when they are on the disk; tiles and signed checkpoints follow behind. The only writer of its folder. What a record
 * means is the caller's.
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
