import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** The content of a folder and everything below it, as names with slashes between their parts. */
interface FolderContent {
  readonly files: readonly string[];
  /**
   * Entries that may hold rows but cannot be opened: folders (their names end with a slash), dangling links, pipes and
   * sockets.
   */
  readonly closed: readonly string[];
}

/** Reserved by the file system in the root of a volume: nobody else can open it, and users put nothing there. */
const OF_THE_FILE_SYSTEM = 'lost+found/';

/**
 * Lists all files below a folder, following links; folders named in `skipped` are left out. Each folder is entered
 * once, by its shortest path that is not hidden, so that circular links end. Throws the error of `readdir` if the
 * folder itself cannot be opened.
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
