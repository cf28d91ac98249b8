import { stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import type { FolderFile, FolderListing } from '../../../provenance/index.ts';
import { folderFault } from './folder-faults.ts';
import { hashPieces, type SizedPiece } from './hash-pieces.ts';
import { type ListedFile, type ListFolderOptions, listFolder } from './list-folder.ts';

/** Progress of the hashing. */
export interface HashProgress {
  readonly files: number;
  readonly bytes: number;
  readonly totalBytes: number;
}

export interface HashOptions {
  /** Maximum number of threads; by default, the parallelism of the machine, up to 8. */
  readonly jobs?: number | undefined;
  readonly onProgress?: ((progress: HashProgress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
  /**
   * Hash ranges of this many bytes, each named `path:start:end`, instead of whole files (the method `shards` of OpenSSF
   * Model Signing).
   */
  readonly shardBytes?: number | undefined;
}

const MOST_JOBS = 8;

/**
 * Hashes every file of a folder. Throws as `listFolder` does, `damaged` with the names of files that changed, appeared
 * or disappeared meanwhile, and `interrupted`.
 */
export async function hashFolder(root: string, options: ListFolderOptions & HashOptions): Promise<FolderListing> {
  const listed = await listFolder(root, options);
  const files = await hashListed(listed.files, options);
  const again = await listFolder(root, options);
  const moved = differing(listed.files, again.files);
  if (moved.length > 0) throw folderFault.changed(moved);
  return { files, ignored: listed.ignored };
}

/**
 * Hashes one file like a folder that contains only it: `name` is `.`, as in OpenSSF Model Signing. Throws as
 * `hashFolder` does.
 */
export async function hashFile(path: string, options: HashOptions = {}): Promise<FolderListing> {
  const known = await stat(path).catch((cause) => {
    throw folderFault.unread(path, cause);
  });
  if (!known.isFile()) throw folderFault.special(path);
  return { files: await hashListed([{ name: '.', path, bytes: known.size, isLink: true }], options), ignored: [] };
}

async function hashListed(files: readonly ListedFile[], options: HashOptions): Promise<FolderFile[]> {
  const pieces = files.flatMap((file) => piecesOf(file, options.shardBytes));
  const totalBytes = files.reduce((sum, { bytes }) => sum + bytes, 0);
  let bytes = 0;
  const outcomes = await hashPieces(pieces, {
    threads: options.jobs ?? Math.min(availableParallelism(), MOST_JOBS),
    signal: options.signal,
    onBytes: (read) => {
      bytes += read;
      options.onProgress?.({ files: files.length, bytes, totalBytes });
    },
  });
  const changed: string[] = [];
  const hashed: FolderFile[] = [];
  outcomes.forEach((outcome, at) => {
    const { name, path } = pieces[at]!;
    if (outcome.kind === 'hashed') hashed.push({ name, sha256: outcome.sha256, bytes: outcome.bytes });
    else if (outcome.kind === 'changed') changed.push(path);
    else throw folderFault.unread(path, Object.assign(new Error(outcome.message), { code: outcome.code }));
  });
  if (changed.length > 0) throw folderFault.changed([...new Set(changed)]);
  return hashed;
}

interface NamedPiece extends SizedPiece {
  readonly name: string;
}

function piecesOf({ name, path, bytes, isLink }: ListedFile, shardBytes: number | undefined): NamedPiece[] {
  if (shardBytes === undefined) return [{ name, path, bytes, isLink, start: 0, end: null }];
  // An empty file has no range, so a range method does not sign it; its signers know that.
  return Array.from({ length: Math.ceil(bytes / shardBytes) }, (_, at) => {
    const start = at * shardBytes;
    const end = Math.min(start + shardBytes, bytes);
    return { name: `${name}:${start}:${end}`, path, bytes: end - start, isLink, start, end };
  });
}

/** Returns the paths that are in one list only, or whose size has changed. */
function differing(before: readonly ListedFile[], after: readonly ListedFile[]): string[] {
  const known = new Map(before.map((file) => [file.name, file]));
  const moved = after.filter((file) => known.get(file.name)?.bytes !== file.bytes).map(({ path }) => path);
  const there = new Set(after.map(({ name }) => name));
  return [...moved, ...before.filter(({ name }) => !there.has(name)).map(({ path }) => path)];
}
