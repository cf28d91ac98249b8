import { lstat, readdir, realpath } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { ZenbunError } from '../../../errors.ts';
import { writeWhole } from '../../../files/index.ts';

/** What a file of a statement is called: beside what it is about, `NAME.KIND.attest.json`. */
const ENDING = '.attest.json';

/** Where a statement of a kind stands beside a path. */
export function placeBeside(path: string, kind: string): string {
  // `.` and `..` are no names: what is written beside them would stand inside.
  const named = ['.', '..'].includes(basename(path)) ? resolve(path) : path;
  return join(dirname(named), `${basename(named)}.${kind}${ENDING}`);
}

/** What a statement stands beside, by its name; null where it is named otherwise. */
export function besideWhat(statement: string): string | null {
  const [, name] = /^(.+)\.[a-z]+(?:-\d+)?\.attest\.json$/.exec(basename(statement)) ?? [];
  return name === undefined ? null : join(dirname(statement), name);
}

/** Kinds of the statements that stand beside what a path leads to, in order of name: `model`, `train`, `handover-1`, … */
export const kindsBeside = async (path: string): Promise<string[]> => kindsAt(await realpath(path));

/** The same beside the path itself: that of a link, where it is one. */
export async function kindsAt(path: string): Promise<string[]> {
  const place = resolve(path);
  const start = `${basename(place)}.`;
  const names = await readdir(dirname(place)).catch((): string[] => []);
  const kinds = names
    .filter((name) => name.startsWith(start) && name.endsWith(ENDING))
    .map((name) => name.slice(start.length, -ENDING.length));
  return kinds
    .filter((kind) => /^[a-z]+(?:-\d+)?$/.test(kind))
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
}

/** Throws `usage` where something is there already. */
export async function refuseExisting(path: string): Promise<void> {
  const isThere = await lstat(path).then(
    () => true,
    () => false,
  );
  if (!isThere) return;
  throw new ZenbunError(
    'usage',
    { en: `${path} is already there and was not changed`, ja: `${path} はすでにあります（変更していません）` },
    {
      advice: {
        en: 'Name another file with --out, or move the old one away.',
        ja: '--out で別のファイルを指定するか、古いファイルを移動してください。',
      },
    },
  );
}

/** Writes a statement where nothing is yet. Throws `usage`, `not-written`. */
export async function writeStatement(path: string, bytes: Uint8Array): Promise<void> {
  await refuseExisting(path);
  await writeWhole(path, bytes);
}
