import type { Verification } from '../../schema/index.ts';
import { compareFolder } from '../model-signing/compare-folder.ts';
import { type FolderSigning, readFolderSigning } from '../model-signing/folder-signing.ts';
import { folderDigests } from '../model-signing/sign-folder.ts';
import type { FolderListing } from '../ports.ts';
import { ProvenanceError } from '../provenance-error.ts';
import { parseSignedFile } from '../sigstore/signed-file.ts';
import { parseStatement } from '../statement/parse-statement.ts';
import { failedBy } from './check.ts';
import type { DigestAtHand, StatementTrust, VerifiedStatement } from './trust.ts';
import { verifyStatement } from './verify-statement.ts';

/**
 * Reads a file's statement about a folder before its signature is checked, for the paths to leave out when the folder
 * is hashed. Throws a `ProvenanceError` if it is not a statement of OpenSSF Model Signing.
 */
export function folderSigningIn(bytes: Uint8Array, sha256: StatementTrust['sha256']): FolderSigning {
  return readFolderSigning(parseStatement(parseSignedFile(bytes).envelope.payload), sha256);
}

export interface FolderInput {
  /** The name of the folder in the result. */
  readonly folder: string;
  /** The name of the file with the signature in the result. */
  readonly path: string;
  readonly bytes: Uint8Array;
  /** The folder, hashed without the paths that the statement leaves out. */
  readonly listing: FolderListing;
  readonly trust: StatementTrust;
}

export interface VerifiedFolder extends VerifiedStatement {
  readonly subject: Verification['subject'];
}

/**
 * Describes the hashed folder for results. `stated`: the digest in a statement, which is used if it is one of the
 * folder's.
 */
export function folderSubject(
  path: string,
  listing: FolderListing,
  sha256: StatementTrust['sha256'],
  stated?: string,
): Verification['subject'] {
  const bytes = listing.files.reduce((sum, file) => sum + file.bytes, 0);
  const digests = folderDigests(listing, sha256);
  const digest = digests.find((each) => each === stated) ?? digests[0]!;
  return { kind: 'folder', path, sha256: digest, files: listing.files.length, bytes };
}

/**
 * Verifies a folder against its statement of OpenSSF Model Signing: signature, self-consistency, and every file. Never
 * throws because of their content.
 */
export function verifyFolder({ folder, path, bytes, listing, trust }: FolderInput): VerifiedFolder {
  // The files are compared one by one; the digest of the folder would only say that something differs.
  const atHand: DigestAtHand[] = [];
  const verified = verifyStatement({ path, bytes, atHand, trust });
  const stated = verified.statement?.subject[0]?.digest.sha256;
  const subject = folderSubject(folder, listing, trust.sha256, stated);
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
