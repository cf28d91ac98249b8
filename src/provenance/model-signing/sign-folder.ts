import { shown } from '../encoding/shape.ts';
import type { Digest, FolderListing } from '../ports.ts';
import { ProvenanceError } from '../provenance-error.ts';
import { PREDICATES, STATEMENT_TYPE, type Statement } from '../statement.ts';
import { readFolderSigning, resourcesDigest } from './folder-signing.ts';
import { compareNames, compareParts } from './resource-name.ts';

/**
 * Returns a folder's digest under OpenSSF Model Signing: SHA-256 over the digests of its files in name order.
 * Lower-case hex.
 */
export function folderDigest(listing: FolderListing, sha256: Digest): string {
  return resourcesDigest(
    inOrder(listing).map((file) => file.sha256),
    sha256,
  );
}

function inOrder({ files }: FolderListing, order = compareNames) {
  return [...files].sort((a, b) => order(a.name, b.name));
}

/**
 * Returns all digests a folder can have under OpenSSF Model Signing, ours first. The specification says order by name,
 * but model_signing orders by the parts of names, which swaps `a.b` and `a/b`. Without such names there is only one
 * digest.
 */
export function folderDigests(listing: FolderListing, sha256: Digest): readonly string[] {
  const byParts = inOrder(listing, compareParts).map((file) => file.sha256);
  return [...new Set([folderDigest(listing, sha256), resourcesDigest(byParts, sha256)])];
}

/** The way the files of a folder were selected; it is stated so that a verifier selects the same ones. */
export interface FolderScope {
  readonly ignorePaths: readonly string[];
  readonly allowSymlinks: boolean;
}

/**
 * Builds the statement of OpenSSF Model Signing v1.0 about a folder; `name` is the folder's, without a path. Throws
 * `no-subject` for a folder without files, `unsafe-name` and `duplicate-name`.
 */
export function folderStatement(name: string, listing: FolderListing, scope: FolderScope, sha256: Digest): Statement {
  if (listing.files.length === 0) throw new ProvenanceError('no-subject', shown(name));
  const statement: Statement = {
    _type: STATEMENT_TYPE,
    subject: [{ name, digest: { sha256: folderDigest(listing, sha256) } }],
    predicateType: PREDICATES.signing,
    predicate: {
      serialization: {
        method: 'files',
        hash_type: 'sha256',
        allow_symlinks: scope.allowSymlinks,
        ignore_paths: [...new Set(scope.ignorePaths)].sort(compareNames),
      },
      resources: inOrder(listing).map((file) => ({ name: file.name, algorithm: 'sha256', digest: file.sha256 })),
    },
  };
  readFolderSigning(statement, sha256);
  return statement;
}
