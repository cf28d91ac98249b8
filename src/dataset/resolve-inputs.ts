import { realpath, stat } from 'node:fs/promises';
import { join, normalize, resolve } from 'node:path';
import { glob } from 'tinyglobby';
import { ZenbunError } from '../errors.ts';

/** What is looked for in a folder; a file that is named itself may be called anything. */
const IN_FOLDERS = '**/*.{jsonl,ndjson,json,csv,tsv,parquet}{,.gz,.zst}';

/**
 * The files behind paths, folders (with all below them, but for hidden ones) and globs; `-` is standard input and stays
 * as it is. Each file once, whatever links lead to it, in the order of their paths. Throws `not-found` for a pattern behind
 * which there is nothing.
 */
export async function resolveInputs(patterns: readonly string[]): Promise<string[]> {
  const found = new Map<string, string>();
  for (const pattern of patterns) {
    // Of several ways to a file below one folder the shortest is its own.
    const paths = (await behind(pattern)).sort((a, b) => a.length - b.length);
    for (const path of paths) {
      // A pipe handed over by the shell (`/dev/fd/63`) has no true path.
      const key = path === '-' ? '-' : await realpath(path).catch(() => resolve(path));
      if (!found.has(key)) found.set(key, path);
    }
  }
  return [...found.values()].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

async function behind(pattern: string): Promise<string[]> {
  if (pattern === '-') return ['-'];
  const kind = await stat(pattern).catch(() => undefined);
  if (kind !== undefined && !kind.isDirectory()) return [pattern];
  if (kind !== undefined) {
    const names = await glob(IN_FOLDERS, { cwd: pattern, expandDirectories: false });
    if (names.length > 0) return names.map((name) => join(pattern, name));
    throw new ZenbunError('not-found', `${pattern} holds no data set`, {
      advice:
        'Looked for .jsonl, .ndjson, .json, .csv, .tsv and .parquet, also with .gz or .zst; name other files themselves.',
    });
  }
  const paths = await glob(pattern.replaceAll('\\', '/'), { expandDirectories: false });
  if (paths.length > 0) return paths.map(normalize);
  throw new ZenbunError('not-found', `${pattern}: no such file, folder or match`);
}
