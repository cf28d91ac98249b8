import type { Verification } from '../../schema/index.ts';
import { compareFolder } from '../model-signing/compare-folder.ts';
import { type FolderSigning, readFolderSigning } from '../model-signing/folder-signing.ts';
import { folderDigest } from '../model-signing/sign-folder.ts';
import type { FolderListing } from '../ports.ts';
import { ProvenanceError } from '../provenance-error.ts';
import { parseSignedFile } from '../sigstore/signed-file.ts';
import { parseStatement } from '../statement/parse-statement.ts';
import { failedBy } from './check.ts';
import type { DigestAtHand, StatementTrust, VerifiedStatement } from './trust.ts';
import { verifyStatement } from './verify-statement.ts';

/**
 * What a file says of a folder, before its signature is looked at: the paths to leave out when the folder is hashed. Throws a `ProvenanceError` where
 * it is no statement of OpenSSF Model Signing.
 */
export function folderSigningIn(bytes: Uint8Array, sha256: StatementTrust['sha256']): FolderSigning {
  return readFolderSigning(parseStatement(parseSignedFile(bytes).envelope.payload), sha256);
}

export interface FolderInput {
  /** The folder, as it is named in the result. */
  readonly folder: string;
  /** The file with the signature, as it is named in the result. */
  readonly path: string;
  readonly bytes: Uint8Array;
  /** The folder, hashed without the paths that the statement leaves out. */
  readonly listing: FolderListing;
  readonly trust: StatementTrust;
}

export interface VerifiedFolder extends VerifiedStatement {
  readonly subject: Verification['subject'];
}

/** What was hashed, as results name it. */
export function folderSubject(
  path: string,
  listing: FolderListing,
  sha256: StatementTrust['sha256'],
): Verification['subject'] {
  const bytes = listing.files.reduce((sum, file) => sum + file.bytes, 0);
  return { kind: 'folder', path, sha256: folderDigest(listing, sha256), files: listing.files.length, bytes };
}

/** A folder against the statement of OpenSSF Model Signing about it: signature, self-consistency, and every file. Never throws for what they hold. */
export function verifyFolder({ folder, path, bytes, listing, trust }: FolderInput): VerifiedFolder {
  const subject = folderSubject(folder, listing, trust.sha256);
  // The files decide, one by one; the digest of the folder would only say that something differs.
  const atHand: DigestAtHand[] = [];
  const verified = verifyStatement({ path, bytes, atHand, trust });
  const checks = verified.checks.filter(({ check }) => check !== 'subject');
  if (verified.statement === null) return { ...verified, checks, subject };
  try {
    const signing = readFolderSigning(verified.statement, trust.sha256);
    return { ...verified, checks: [...checks, ...compareFolder(signing, listing)], subject };
  } catch (error) {
    const named = error instanceof ProvenanceError && checks.some(({ check }) => check === error.refusal);
    return { ...verified, checks: named ? checks : [...checks, failedBy(error, path)], subject };
  }
}
