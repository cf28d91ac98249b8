import type { DigestAtHand, StatementTrust, VerifiedStatement } from '../../provenance/index.ts';
import type { Message } from '../../schema/index.ts';
import type { Ed25519Verify, NoteKey } from '../../tlog/index.ts';

/** The parts of a bundle, wherever they are. */
export interface PartReader {
  /** In the order of the archive, each once. */
  readonly names: readonly string[];
  /** The bytes of one of these, whole. Rejects where they cannot be read. */
  read(name: string): Promise<Uint8Array>;
}

/** What a bundle is checked with and against: keys and policy for its manifest and statements, and keys of logs. */
export interface BundleTrust extends Pick<StatementTrust, 'keys' | 'policy' | 'now' | 'sha256'> {
  readonly ed25519: Ed25519Verify;
  /** Public keys of logs, had from elsewhere than the bundle. */
  readonly ledgerKeys: readonly NoteKey[];
  /** What is wrong with the shape of a result; null where it is as zenbun writes it. Missing: shapes are not checked. */
  readonly resultFault?: (json: unknown) => Message | null;
  /** Takes each leaf of a ledger that is in the bundle as it is, in order. What it was given counts only where nothing fails. */
  readonly onLeaf?: (folder: string, index: number, leaf: Uint8Array) => void;
  /**
   * Opens a signed file of the bundle and looks at its certificates; `otherSigners` as in `StatementTrust`. Missing: certificates are said not to be
   * checked.
   */
  readonly openStatement?: (
    file: { readonly path: string; readonly bytes: Uint8Array },
    otherSigners: NonNullable<StatementTrust['otherSigners']>,
  ) => Promise<VerifiedStatement>;
  /** Files and folders beside the bundle, which statements in it may be about. */
  readonly atHand?: readonly DigestAtHand[];
  readonly onProgress?: (progress: { readonly done: number; readonly of: number }) => void;
}
