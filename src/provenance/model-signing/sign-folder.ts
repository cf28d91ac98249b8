import { shown } from '../encoding/shape.ts';
import type { Digest, FolderListing } from '../ports.ts';
import { ProvenanceError } from '../provenance-error.ts';
import { PREDICATES, STATEMENT_TYPE, type Statement } from '../statement.ts';
import { readFolderSigning, resourcesDigest } from './folder-signing.ts';
import { compareNames } from './resource-name.ts';

/** The digest of OpenSSF Model Signing of a folder: SHA-256 over the digests of its files in order of name. Lower-case hex. */
export function folderDigest(listing: FolderListing, sha256: Digest): string {
  return resourcesDigest(
    inOrder(listing).map((file) => file.sha256),
    sha256,
  );
}

function inOrder({ files }: FolderListing) {
  return [...files].sort((a, b) => compareNames(a.name, b.name));
}

/** How the files of a folder were found; it is stated, so that a verifier finds the same. */
export interface FolderScope {
  readonly ignorePaths: readonly string[];
  readonly allowSymlinks: boolean;
}

/**
 * The statement of OpenSSF Model Signing v1.0 about a folder; `name` is the folder's, without a path. Throws `no-subject` for a folder without files,
 * `unsafe-name` and `duplicate-name`.
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
