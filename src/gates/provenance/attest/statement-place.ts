import { lstat, readdir, realpath } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { ZenbunError } from '../../../errors.ts';
import { writeWhole } from '../../../files/index.ts';

/** Ending of statement files, which are named `NAME.KIND.attest.json` and placed beside their subject. */
const ENDING = '.attest.json';

/** Returns the path for a statement of a kind beside its subject. */
export function placeBeside(path: string, kind: string): string {
  // `.` and `..` are not names: a file written beside them would end up inside.
  const named = ['.', '..'].includes(basename(path)) ? resolve(path) : path;
  return join(dirname(named), `${basename(named)}.${kind}${ENDING}`);
}

/** Returns the subject that a statement is placed beside, by its file name; null if the name has another form. */
export function besideWhat(statement: string): string | null {
  const [, name] = /^(.+)\.[a-z]+(?:-\d+)?\.attest\.json$/.exec(basename(statement)) ?? [];
  return name === undefined ? null : join(dirname(statement), name);
}

/** Returns the kinds of statements beside the target of a path, in order of name: `model`, `train`, `handover-1`, … */
export const kindsBeside = async (path: string): Promise<string[]> => kindsAt(await realpath(path));

/** Returns the same for the path itself, without following a link. */
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

/** Throws `usage` if something already exists at the path. */
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

/** Writes a statement to a path where nothing exists yet. Throws `usage` and `not-written`. */
export async function writeStatement(path: string, bytes: Uint8Array): Promise<void> {
  await refuseExisting(path);
  await writeWhole(path, bytes);
}
