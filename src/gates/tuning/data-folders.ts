import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { compareNames, folderDigest } from '../../provenance/index.ts';
import type { AttestedRun, KnownData } from '../../tuning/index.ts';
import { digestOf, IGNORED } from './known-base.ts';
import { listFiles } from './list-files.ts';

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();

/**
 * Returns the same data, with the digest of the folder that each file was taken from: statements about a folder of data
 * name that digest (OpenSSF Model Signing), not those of its files. Folders are hashed only if a statement names
 * something that is not one of the files. A file named by itself stands for its folder if that has the attested name.
 */
export async function withFolders(
  data: readonly KnownData[],
  patterns: readonly string[],
  attested: AttestedRun | null,
  signal?: AbortSignal,
): Promise<readonly KnownData[]> {
  const open = (attested?.data ?? []).filter((one) => data.every((file) => file.sha256 !== one.sha256));
  if (open.length === 0) return data;
  const given = await foldersAmong(patterns);
  const names = new Set(open.map(({ name }) => name));
  const parents = data
    .filter(({ path }) => given.every((folder) => !isInside(path, folder)))
    .map(({ path }) => dirname(resolve(path)))
    .filter((folder) => names.has(basename(folder)));
  const digests = new Map<string, string>();
  for (const folder of new Set([...given, ...parents])) {
    const digest = await digestOfFolder(folder, signal);
    if (digest !== null) digests.set(folder, digest);
  }
  return data.map((file) => {
    const folders = [...digests].filter(([folder]) => isInside(file.path, folder)).map(([, digest]) => digest);
    return folders.length === 0 ? file : { ...file, folderSha256: folders };
  });
}

async function foldersAmong(patterns: readonly string[]): Promise<readonly string[]> {
  const folders: string[] = [];
  for (const pattern of patterns)
    if ((await stat(pattern).catch(() => null))?.isDirectory()) folders.push(resolve(pattern));
  return folders;
}

function isInside(path: string, folder: string): boolean {
  const way = relative(folder, resolve(path));
  return way !== '' && way.split(/[\\/]/)[0] !== '..';
}

/** Returns null if not everything in the folder could be listed. */
async function digestOfFolder(folder: string, signal?: AbortSignal): Promise<string | null> {
  const { files, others, leftOut } = await listFiles(folder);
  if (others.length > 0 || leftOut.length > 0) return null;
  const hashed: { name: string; sha256: string; bytes: number }[] = [];
  for (const name of files.filter((each) => !IGNORED.test(each)))
    hashed.push({ name, sha256: await digestOf(join(folder, name), signal), bytes: 0 });
  return folderDigest({ files: hashed.sort((a, b) => compareNames(a.name, b.name)), ignored: [] }, sha256);
}
