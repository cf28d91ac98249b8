import { createHash } from 'node:crypto';
import { realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import { type FolderListing, folderDigest, type StatementSubject } from '../../../provenance/index.ts';
import { folderFault } from '../hash-folder/folder-faults.ts';
import { type HashOptions, hashFile, hashFolder } from '../hash-folder/hash-folder.ts';

/** Paths that are left out of every folder, as in OpenSSF Model Signing. */
export const GIT_PATHS: readonly string[] = ['.git', '.gitattributes', '.github', '.gitignore'];

export const sha256Bytes = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();

/** A folder or file with its digest, as the subject of statements. */
export interface HashedSubject {
  /** Base name, without a path. */
  readonly name: string;
  /** The real path, with links resolved. */
  readonly path: string;
  readonly isFolder: boolean;
  readonly listing: FolderListing;
  /** Exact paths that were left out of the folder. */
  readonly ignorePaths: readonly string[];
  /** Digest of OpenSSF Model Signing, lower-case hex. */
  readonly sha256: string;
  /** Subjects that statements name; for a file also the SHA-256 of its bytes, by which others know it. */
  readonly subjects: readonly StatementSubject[];
}

export interface SubjectOptions extends HashOptions {
  /** Further exact paths to leave out; paths of files beside a folder do no harm. */
  readonly ignore: readonly string[];
  readonly allowSymlinks: boolean;
}

/** Hashes a folder or a file. Throws as `hashFolder` does, and `unreadable` for a folder without files. */
export async function hashSubject(path: string, options: SubjectOptions): Promise<HashedSubject> {
  const real = await realpath(path).catch((cause) => {
    throw folderFault.unread(path, cause);
  });
  const isFolder = (await stat(real)).isDirectory();
  const ignorePaths = [...new Set([...GIT_PATHS, ...options.ignore])];
  const listing = isFolder
    ? await hashFolder(real, { ...options, ignore: ignorePaths })
    : await hashFile(real, options);
  if (listing.files.length === 0) throw folderFault.empty(path);
  const name = basename(real) || 'root';
  const sha256 = folderDigest(listing, sha256Bytes);
  const subjects = [{ name, digest: { sha256 } }];
  if (!isFolder) subjects.push({ name, digest: { sha256: listing.files[0]!.sha256 } });
  return { name, path: real, isFolder, listing, ignorePaths, sha256, subjects };
}

/**
 * Returns the path of a file inside a folder, with `/`, or null if it is not inside. Throws `not-found` if the folder
 * does not exist.
 */
export async function pathInside(folder: string, file: string): Promise<string | null> {
  const real = await realpath(folder).catch((cause) => {
    throw folderFault.unread(folder, cause);
  });
  // The file itself may not exist yet.
  const place = join(await realpath(dirname(file)).catch(() => dirname(file)), basename(file));
  const inside = relative(real, place);
  return inside === '' || inside === '..' || inside.startsWith(`..${sep}`) ? null : inside.split(sep).join('/');
}
