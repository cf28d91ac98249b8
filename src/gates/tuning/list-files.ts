import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Limits of a listing: the folder of a run has hundreds of files at most; a deeper or fuller one is something else. */
const MOST_FILES = 20_000;
const MOST_DEPTH = 12;

/** Content of a folder and of everything below it, in order of path. Paths are relative, with `/`. */
export interface FolderFiles {
  readonly files: readonly string[];
  /** Symbolic links, pipes and devices: never opened. */
  readonly others: readonly string[];
  /** Folders that were not entered (too deep, unreadable, or after too many files), and files beyond the limit. */
  readonly leftOut: readonly string[];
}

/** Folders of tools, into which no trainer writes. */
const IGNORED = new Set(['.git', 'node_modules', '__pycache__', '.cache']);

/** Lists regular files without following links. Throws the errors of `readdir` for the folder itself. */
export async function listFiles(folder: string): Promise<FolderFiles> {
  const [files, others, leftOut]: [string[], string[], string[]] = [[], [], []];
  const waiting: { path: string; depth: number }[] = [{ path: '', depth: 0 }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { path, depth } = next;
    const entries = await readdir(join(folder, path), { withFileTypes: true }).catch((cause: unknown) => {
      if (path === '') throw cause;
      leftOut.push(path);
      return [];
    });
    for (const entry of entries) {
      const name = path === '' ? entry.name : `${path}/${entry.name}`;
      if (entry.isDirectory()) {
        if (IGNORED.has(entry.name)) continue;
        if (depth + 1 >= MOST_DEPTH || files.length >= MOST_FILES) leftOut.push(name);
        else waiting.push({ path: name, depth: depth + 1 });
      } else if (!entry.isFile()) others.push(name);
      else if (files.length < MOST_FILES) files.push(name);
      else leftOut.push(name);
    }
  }
  return { files: files.sort(), others: others.sort(), leftOut: leftOut.sort() };
}
