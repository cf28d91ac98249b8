import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BadCase } from './bad-case.ts';

type Bytes = string | Uint8Array;

/** Returns a case of a single file. `read` and `skipped` are given if the file contains rows. */
export function fileCase(
  name: string,
  file: string,
  exits: readonly number[],
  content: Bytes | (() => Bytes),
  rows?: readonly [read: number, skipped: number],
): BadCase {
  return {
    name,
    exits,
    ...(rows === undefined ? {} : { rows: { read: rows[0], skipped: rows[1] } }),
    prepare(folder) {
      const path = join(folder, file);
      writeFileSync(path, typeof content === 'function' ? content() : content);
      return { args: [path] };
    },
  };
}
