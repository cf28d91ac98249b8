import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ConsolePorts } from '../../console/index.ts';

/** Folder in which vite puts the page: beside the compiled code, even when running from sources. */
const BUILT = new URL(
  import.meta.url.endsWith('.ts') ? '../../../dist/console/app/' : '../../console/app/',
  import.meta.url,
);

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
};

/**
 * Serves the files of the built page below a folder. No path leads anywhere else: the console has checked its parts.
 */
export const pageFiles =
  (folder: string = fileURLToPath(BUILT)): ConsolePorts['file'] =>
  async (path) => {
    const type = TYPES[extname(path)];
    if (type === undefined) return null;
    const bytes = await readFile(`${folder}/${path}`).catch(() => null);
    return bytes === null ? null : { bytes, type };
  };
