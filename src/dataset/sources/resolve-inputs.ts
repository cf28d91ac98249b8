import { Buffer } from 'node:buffer';
import { readdir, realpath as trueName } from 'node:fs';
import { open, realpath, stat } from 'node:fs/promises';
import { isAbsolute, join, normalize, relative, resolve } from 'node:path';
import { type FileSystemAdapter, glob } from 'tinyglobby';
import { ZenbunError } from '../../errors.ts';
import { isObjectPlace, type ListedObject, storageFor } from '../../files/index.ts';
import type { DatasetOptions } from '../options.ts';
import { type BesideFile, HEAD_BYTES } from './beside-data.ts';
import { type NamedFiles, nothingThere, requireData, sortedOut, TOOLS } from './data-names.ts';
import { walkFolder } from './folder-walk.ts';
import { objectsBehind } from './object-inputs.ts';
import { pathMatcher } from './path-pattern.ts';
import { placeOfSmallTable } from './small-table.ts';

/** The files of a scan. */
export interface ResolvedInputs {
  /** Each file once, ordered by path. */
  readonly paths: readonly string[];
  /** Size of each file in bytes; null for files that can be read only once, and for missing ones. */
  readonly sizes: readonly (number | null)[];
  /** For each object, a value that changes when it is rewritten; null for files, and if the storage provides none. */
  readonly versions: readonly (string | null)[];
  /**
   * Files in the named folders that may hold rows but are hidden, cannot be opened, or are of an unsupported type,
   * ordered by path.
   */
  readonly unread: readonly string[];
  /**
   * Files in the named folders that accompany the data and are neither read nor recognised as companions, ordered by
   * path.
   */
  readonly aside: readonly string[];
}

/** Options for finding the files behind paths. */
interface ResolveOptions extends Pick<DatasetOptions, 'format' | 'map' | 'objects' | 'signal'> {
  /** Only training rows are wanted, so small tables of other things in a folder are left aside. */
  readonly rowsOnly?: boolean;
}

/**
 * Finds the files behind paths, folders (with everything below them except hidden files) and globs, and the objects
 * behind the same in object storage (`s3://`); `-` is standard input and stays as it is. Each file is listed once,
 * whatever links lead to it, ordered by path. Throws `not-found` for a pattern that matches nothing, and the errors of
 * `ObjectStorage`.
 */
export async function resolveInputs(
  patterns: readonly string[],
  options: ResolveOptions = {},
): Promise<ResolvedInputs> {
  const found = new Map<string, string>();
  const unread = new Map<string, string>();
  const aside = new Map<string, string>();
  const objects = new Map<string, ListedObject>();
  for (const pattern of patterns) {
    const behind = isObjectPlace(pattern)
      ? await objectsBehind(pattern, storageFor(pattern, options.objects), options.signal)
      : { ...(await filesBehind(pattern, options)), listed: [] };
    for (const [place, object] of behind.listed) objects.set(place, object);
    for (const path of behind.unread) unread.set(await trueNameOf(path), path);
    for (const path of behind.aside) aside.set(await trueNameOf(path), path);
    // If several paths lead to a file below one folder, the shortest is its own.
    for (const path of behind.paths.toSorted((a, b) => a.length - b.length)) {
      const key = await trueNameOf(path);
      if (!found.has(key)) found.set(key, path);
    }
  }
  const left = (files: ReadonlyMap<string, string>) =>
    [...files].flatMap(([key, path]) => (found.has(key) ? [] : [path])).sort(byName);
  const paths = [...found.values()].sort(byName);
  const sizes = await Promise.all(paths.map((path) => objects.get(path)?.bytes ?? fileSize(path)));
  const versions = paths.map((path) => objects.get(path)?.version ?? null);
  return { paths, sizes, versions, unread: left(unread), aside: left(aside) };
}

/**
 * Returns the size of each file in bytes without opening it; null for files that can be read only once, missing files,
 * and objects.
 */
export function fileSizes(paths: readonly string[]): Promise<(number | null)[]> {
  return Promise.all(paths.map(fileSize));
}

async function fileSize(path: string): Promise<number | null> {
  if (path === '-' || isObjectPlace(path)) return null;
  const known = await stat(path).catch(() => null);
  return known?.isFile() ? known.size : null;
}

/** Returns the real path, or the resolved one: a pipe passed by the shell (`/dev/fd/63`) has no real path. */
async function trueNameOf(path: string): Promise<string> {
  if (path === '-' || isObjectPlace(path)) return path;
  return realpath(path).catch(() => resolve(path));
}

const byName = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

async function filesBehind(pattern: string, options: ResolveOptions): Promise<NamedFiles> {
  if (pattern === '-') return { paths: ['-'], unread: [], aside: [] };
  const kind = await stat(pattern).catch(() => undefined);
  if (kind !== undefined && !kind.isDirectory()) return { paths: [pattern], unread: [], aside: [] };
  if (kind !== undefined) return filesInFolder(pattern, options);
  return filesOfPattern(pattern.replaceAll('\\', '/'));
}

/**
 * A closed folder may hold matching files, so it is listed as unread; a dangling link is listed only if its name
 * matches.
 */
async function filesOfPattern(pattern: string): Promise<NamedFiles> {
  const closed: string[] = [];
  const dangling: string[] = [];
  const paths = await glob(pattern, { expandDirectories: false, fs: noting(closed, dangling) });
  if (paths.length === 0) throw nothingThere(pattern);
  const named = (path: string) => normalize(isAbsolute(pattern) ? path : relative('', path));
  const isMeant = await pathMatcher(normalize(pattern));
  return {
    paths: paths.map(normalize),
    unread: [...closed.map(named), ...dangling.map(named).filter((path) => isMeant(path))],
    aside: [],
  };
}

/** Returns a file system that records failures, because the walk of a pattern ignores them silently. */
function noting(closed: string[], dangling: string[]): FileSystemAdapter {
  const note = (list: string[], path: unknown, error: NodeJS.ErrnoException | null) => {
    // The folder in which a pattern begins may not exist.
    if (error !== null && (list === dangling || (error.code !== 'ENOENT' && error.code !== 'ENOTDIR')))
      list.push(String(path));
  };
  return {
    readdir: ((path: string, options: { withFileTypes: true }, done: (...told: unknown[]) => void) =>
      readdir(path, options, (error, entries) => {
        note(closed, path, error);
        done(error, entries);
      })) as unknown as typeof readdir,
    realpath: ((path: string, done: (...told: unknown[]) => void) =>
      trueName(path, (error, found) => {
        note(dangling, path, error);
        done(error, found);
      })) as unknown as typeof trueName,
  };
}

async function filesInFolder(
  folder: string,
  { rowsOnly = false, format = 'auto', map }: ResolveOptions,
): Promise<NamedFiles> {
  const { files, closed } = await walkFolder(folder, TOOLS).catch((cause: NodeJS.ErrnoException) => {
    throw new ZenbunError(
      'not-found',
      {
        en: `${folder} cannot be opened: ${cause.code ?? cause.message}`,
        ja: `${folder} を開けません：${cause.code ?? cause.message}`,
      },
      { cause },
    );
  });
  const { paths, unread, aside } = await sortedOut(files, closed, {
    see: (name) => beginningOf(join(folder, name)),
    // A caller who names the fields knows that these files are data.
    placeOfTable:
      rowsOnly && format === 'auto' && map === undefined
        ? (name: string) => placeOfSmallTable(join(folder, name))
        : null,
  });
  const inFolder = (name: string) => join(folder, name);
  return requireData(folder, {
    paths: paths.map(inFolder),
    unread: unread.map(inFolder),
    aside: aside.map(inFolder),
  });
}

async function beginningOf(path: string): Promise<Omit<BesideFile, 'name'> | null> {
  const file = await open(path, 'r').catch(() => null);
  if (file === null) return null;
  try {
    const { size } = await file.stat();
    const head = Buffer.alloc(Math.min(size, HEAD_BYTES));
    let got = 0;
    for (let more = 1; more > 0 && got < head.length; got += more)
      more = (await file.read(head, got, head.length - got, got)).bytesRead;
    return { size, head: head.subarray(0, got) };
  } finally {
    await file.close();
  }
}
