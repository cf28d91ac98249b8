import type { Dirent, Stats } from 'node:fs';
import { lstat, readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';
import { folderFault } from './folder-faults.ts';

/** A regular file of a folder, not read yet. */
export interface ListedFile {
  /** Path relative to the folder, with `/`. */
  readonly name: string;
  readonly path: string;
  readonly bytes: number;
  /**
   * True for a symbolic link that is allowed and was checked to stay inside the folder, or inside the Hugging Face
   * cache that the folder is a snapshot of.
   */
  readonly isLink: boolean;
}

export interface ListedFolder {
  /** Sorted by the UTF-8 bytes of their names. */
  readonly files: readonly ListedFile[];
  /** Paths that exist but were left out, in the same order. */
  readonly ignored: readonly string[];
}

export interface ListFolderOptions {
  /** Exact paths relative to the folder, with `/`; the path of a folder covers everything below it. No patterns. */
  readonly ignore: readonly string[];
  readonly allowSymlinks: boolean;
}

/**
 * Lists the regular files of a folder and of all folders below it. Throws `not-found`; `unreadable` for a symbolic link
 * (if links are allowed: one that leads out of the folder, to a folder, or nowhere), for a pipe, socket or device, and
 * for a name that is not UTF-8. Entries that cannot be signed as they are must not be left out silently.
 */
export async function listFolder(root: string, options: ListFolderOptions): Promise<ListedFolder> {
  const real = await realpath(root).catch((cause) => {
    throw folderFault.unread(root, cause);
  });
  const walk: Walk = { root, within: holderOf(real), options, ignore: new Set(options.ignore), files: [], ignored: [] };
  const waiting = [''];
  for (let below = waiting.pop(); below !== undefined; below = waiting.pop())
    waiting.push(...(await visit(walk, below)));
  return { files: walk.files.sort((a, b) => inBytes(a.name, b.name)), ignored: walk.ignored.sort(inBytes) };
}

/**
 * Returns the folder that links must stay in: usually the folder itself. A snapshot in a Hugging Face cache consists of
 * links to `blobs`, so there it is what the cache keeps of the same model.
 */
function holderOf(real: string): string {
  const model = dirname(dirname(real));
  const isSnapshot = basename(dirname(real)) === 'snapshots' && /^(?:models|datasets)--./.test(basename(model));
  return isSnapshot ? model : real;
}

interface Walk {
  readonly root: string;
  /** Folder that links must stay in. */
  readonly within: string;
  readonly options: ListFolderOptions;
  readonly ignore: ReadonlySet<string>;
  readonly files: ListedFile[];
  readonly ignored: string[];
}

/** Adds the entries of one folder; returns the folders in it. */
async function visit(walk: Walk, below: string): Promise<string[]> {
  const folder = below === '' ? walk.root : join(walk.root, below);
  const entries = await readdir(folder, { withFileTypes: true, encoding: 'buffer' }).catch((cause) => {
    throw folderFault.unread(folder, cause);
  });
  const folders: string[] = [];
  for (const entry of entries as Dirent<Buffer>[]) {
    const name = below === '' ? nameOf(entry, folder) : `${below}/${nameOf(entry, folder)}`;
    if (walk.ignore.has(name)) walk.ignored.push(name);
    else if (entry.isDirectory()) folders.push(name);
    else walk.files.push(await fileOf(walk, name));
  }
  return folders;
}

function nameOf(entry: Dirent<Buffer>, folder: string): string {
  const name = entry.name.toString('utf8');
  // Bytes that are not UTF-8 decode to another name, and two files could then have the same one.
  if (!Buffer.from(name, 'utf8').equals(entry.name)) throw folderFault.badName(join(folder, name));
  return name;
}

async function fileOf(walk: Walk, name: string): Promise<ListedFile> {
  const path = join(walk.root, name);
  const known = await statOf(path, lstat);
  if (known.isFile()) return { name, path, bytes: known.size, isLink: false };
  if (!known.isSymbolicLink()) throw folderFault.special(path);
  if (!walk.options.allowSymlinks) throw folderFault.link(path);
  return linkOf(walk, name, path);
}

async function linkOf(walk: Walk, name: string, path: string): Promise<ListedFile> {
  const target = await realpath(path).catch(() => {
    throw folderFault.deadLink(path);
  });
  if (!target.startsWith(walk.within.endsWith(sep) ? walk.within : `${walk.within}${sep}`))
    throw folderFault.linkOut(path, target);
  const known = await statOf(target, stat);
  if (known.isDirectory()) throw folderFault.folderLink(path);
  if (!known.isFile()) throw folderFault.special(path);
  return { name, path: target, bytes: known.size, isLink: true };
}

const statOf = (path: string, look: (path: string) => Promise<Stats>): Promise<Stats> =>
  look(path).catch((cause) => {
    throw folderFault.unread(path, cause);
  });

/** Compares names by their UTF-8 bytes: JavaScript's own order differs above U+FFFF. */
const inBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));
