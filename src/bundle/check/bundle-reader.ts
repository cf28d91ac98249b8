import type { DigestAtHand, StatementTrust, VerifiedStatement } from '../../provenance/index.ts';
import type { Message } from '../../schema/index.ts';
import type { Ed25519Verify, NoteKey } from '../../tlog/index.ts';

/** The parts of a bundle, wherever they are stored. */
export interface PartReader {
  /** In archive order, each once. */
  readonly names: readonly string[];
  /** Reads all bytes of one of these. Rejects if they cannot be read. */
  read(name: string): Promise<Uint8Array>;
}

/** The basis for checking a bundle: keys and a policy for its manifest and statements, and keys of logs. */
export interface BundleTrust extends Pick<StatementTrust, 'keys' | 'policy' | 'now' | 'sha256'> {
  readonly ed25519: Ed25519Verify;
  /** Public keys of logs, obtained from elsewhere than the bundle. */
  readonly ledgerKeys: readonly NoteKey[];
  /**
   * Describes what is wrong with the shape of a result; null if it is as zenbun writes it. If absent, shapes are not
   * checked.
   */
  readonly resultFault?: (json: unknown) => Message | null;
  /** Receives each unredacted leaf of a ledger, in order. What it received counts only if nothing fails. */
  readonly onLeaf?: (folder: string, index: number, leaf: Uint8Array) => void;
  /**
   * Opens a signed file of the bundle and checks its certificates; `otherSigners` as in `StatementTrust`. If absent,
   * certificates are reported as not checked.
   */
  readonly openStatement?: (
    file: { readonly path: string; readonly bytes: Uint8Array },
    otherSigners: NonNullable<StatementTrust['otherSigners']>,
  ) => Promise<VerifiedStatement>;
  /** Files and folders outside the bundle that its statements may be about. */
  readonly atHand?: readonly DigestAtHand[];
  readonly onProgress?: (progress: { readonly done: number; readonly of: number }) => void;
}
