import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** What is below a folder, by names with slashes between their parts. */
interface FolderContent {
  readonly files: readonly string[];
  /** What may hold rows and cannot be opened: folders (their names end with a slash), links that lead nowhere, pipes and sockets. */
  readonly closed: readonly string[];
}

/** The file system keeps it for itself in the root of a volume: nobody else can open it, and nothing is put there. */
const OF_THE_FILE_SYSTEM = 'lost+found/';

/**
 * All files below a folder, behind links too; folders named as one of `skipped` are passed over. A folder is entered once,
 * by its shortest way that is not hidden, so that links in a circle end. Throws as `readdir` does where the folder itself cannot be opened.
 */
export async function walkFolder(folder: string, skipped: readonly string[]): Promise<FolderContent> {
  const files: string[] = [];
  const closed: string[] = [];
  const entered = new Set<string>();
  const open: string[] = [''];
  const hidden: string[] = [];
  for (let name = open.shift(); name !== undefined; name = open.shift() ?? hidden.shift()) {
    const path = join(folder, name);
    let entries: Dirent[];
    try {
      const trueName = await realpath(path);
      if (entered.has(trueName)) continue;
      entered.add(trueName);
      entries = await readdir(path, { withFileTypes: true });
    } catch (error) {
      if (name === '') throw error;
      if (!name.endsWith(OF_THE_FILE_SYSTEM)) closed.push(name);
      continue;
    }
    for (const entry of entries.sort(byName)) {
      const below = name + entry.name;
      const kind = await kindOf(entry, join(folder, below));
      if (kind === 'file') files.push(below);
      else if (kind === 'closed') closed.push(below);
      else if (!skipped.includes(entry.name)) (entry.name.startsWith('.') ? hidden : open).push(`${below}/`);
    }
  }
  return { files, closed };
}

const byName = (a: Dirent, b: Dirent) => (a.name < b.name ? -1 : 1);

async function kindOf(entry: Dirent, path: string): Promise<'file' | 'folder' | 'closed'> {
  const known = entry.isSymbolicLink() ? await stat(path).catch(() => null) : entry;
  if (known?.isFile() === true) return 'file';
  return known?.isDirectory() === true ? 'folder' : 'closed';
}
