import { access, constants, mkdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { ZenbunError } from '../../errors.ts';
import { isObjectPlace, requireName, requireObject, type StoredOptions, storageFor } from '../../files/index.ts';
import type { Message } from '../../schema/index.ts';

/** Output locations requested by the caller. */
export interface OutputWishes {
  readonly rows?: string;
  readonly clean?: string;
  readonly quarantine?: string;
  /** Places where the caller will write reports of its own: checked with the others, not written. */
  readonly reports?: readonly string[];
  /** Storage for outputs that are objects. */
  readonly objects?: StoredOptions['objects'];
}

/** Final output locations: one for the rows, and one per input for each of the others. */
export interface OutputPlan {
  readonly rows: string | null;
  readonly clean: readonly string[] | null;
  readonly quarantine: readonly string[] | null;
  /** Folders to create before any file in them. */
  readonly folders: readonly string[];
}

/**
 * Settles and checks every output location before anything is read, so that a long scan does not fail at its end. With
 * several inputs, `clean` and `quarantine` are folders (existing, or ending in a slash); the inputs keep their paths
 * relative to their common folder. Throws `usage` for an output that is an input, another output or a folder, whose
 * folder is missing, or that is `-` (callers that write to standard output pass another place); `not-written` for a
 * folder that is not writable.
 */
export async function planOutputs(inputs: readonly string[], wishes: OutputWishes): Promise<OutputPlan> {
  const rows = wishes.rows ?? null;
  for (const wish of [rows, wishes.clean, wishes.quarantine, ...(wishes.reports ?? [])]) if (wish) requireName(wish);
  const clean = await placesFor('--clean', inputs, wishes.clean);
  const quarantine = await placesFor('--quarantine', inputs, wishes.quarantine);
  const inFolders = [clean, quarantine].flatMap((side) => (side?.inFolder ? side.places : []));
  const folders = new Set(inFolders.filter((place) => !isObjectPlace(place)).map(dirname));
  const taken = new Map<string, Message>();
  for (const input of inputs)
    if (input !== '-') taken.set(await trueName(input), { en: `the input ${input}`, ja: `入力 ${input}` });
  for (const place of [rows, ...(clean?.places ?? []), ...(quarantine?.places ?? []), ...(wishes.reports ?? [])]) {
    if (place === null) continue;
    if (isObjectPlace(place)) requireObjectPlace(place, wishes);
    const name = await trueName(place);
    const other = taken.get(name);
    if (other !== undefined)
      throw new ZenbunError(
        'usage',
        { en: `${place} would overwrite ${other.en}.`, ja: `${place} は${other.ja} を上書きします` },
        { advice: ELSEWHERE },
      );
    taken.set(name, { en: `the output ${place}`, ja: `出力 ${place}` });
    await checkFolder(place, folders.has(dirname(place)));
  }
  return { rows, clean: clean?.places ?? null, quarantine: quarantine?.places ?? null, folders: [...folders] };
}

/** Throws `usage` early if no object can be stored at this place. */
function requireObjectPlace(place: string, { objects }: OutputWishes): void {
  storageFor(place, objects);
  const { key } = requireObject(place);
  if (!key.endsWith('/')) return;
  throw new ZenbunError(
    'usage',
    { en: `${place} is a folder`, ja: `${place} はフォルダーです` },
    { advice: { en: 'Name an object in it.', ja: 'その中のオブジェクトを指定してください。' } },
  );
}

/** Creates the folders of a plan. Throws `not-written`. */
export async function makeFolders(folders: readonly string[]): Promise<void> {
  for (const folder of folders) {
    await mkdir(folder, { recursive: true }).catch((cause) => {
      throw new ZenbunError(
        'not-written',
        { en: `The folder ${folder} could not be created.`, ja: `フォルダー ${folder} を作成できませんでした` },
        { advice: ELSEWHERE, cause },
      );
    });
  }
}

interface OutputSide {
  /** One place per input. */
  readonly places: readonly string[];
  readonly inFolder: boolean;
}

const ELSEWHERE: Message = { en: 'Choose another path.', ja: '別の場所を指定してください。' };

async function placesFor(
  flag: string,
  inputs: readonly string[],
  wish: string | undefined,
): Promise<OutputSide | null> {
  if (wish === undefined) return null;
  const known = await stat(wish).catch(() => null);
  const inFolder = known?.isDirectory() ?? /[/\\]$/.test(wish);
  if (!inFolder) for (const input of inputs) refuseFalseName(flag, wish, input);
  const below = (name: string) => (isObjectPlace(wish) ? wish + name.replaceAll(sep, '/') : join(wish, name));
  if (inFolder) return { places: underCommonFolder(inputs).map((name) => below(outputName(name))), inFolder };
  if (inputs.length === 1) return { places: [wish], inFolder };
  throw new ZenbunError(
    'usage',
    {
      en: `${flag} must be a folder when there are several inputs; ${wish} is not a folder.`,
      ja: `入力が複数の場合、${flag} にはフォルダーを指定します（${wish} はフォルダーではありません）`,
    },
    {
      advice: {
        en: `Give an existing folder, or end the name with a slash: ${flag} ${wish}/`,
        ja: `既存のフォルダーを指定するか、末尾にスラッシュを付けてください：${flag} ${wish}/`,
      },
    },
  );
}

/** Returns the file type that a name implies, from its last extension other than `.gz`. */
const kindOf = (path: string): string => KINDS.exec(path.replace(/\.gz$/i, ''))?.[1]?.toLowerCase() ?? '';
const KINDS = /\.(jsonl|ndjson|json|csv|tsv|parquet|arrow|feather|zst|zstd|bz2|xz|zip)$/i;
/** Extensions that count as the same format, or whose rows are written in that format. */
const SAME: Readonly<Record<string, string>> = { ndjson: 'jsonl', parquet: 'jsonl', arrow: 'jsonl', feather: 'jsonl' };
const UNWRITTEN = /^(?:parquet|arrow|feather|zst|zstd|bz2|xz|zip)$/;

/**
 * Requires that the file name match the content: tables are written as JSON lines, and gzip is the only compression.
 * Throws `usage`.
 */
function refuseFalseName(flag: string, wish: string, input: string): void {
  const kind = kindOf(wish);
  const written = kindOf(input.replace(/\.(?:zst|zstd|bz2)$/i, ''));
  const isFalse = kind !== '' && written !== '' && (SAME[kind] ?? kind) !== (SAME[written] ?? written);
  if (!UNWRITTEN.test(kind) && !isFalse) return;
  const ending = SAME[written] ?? (written === '' ? 'jsonl' : written);
  throw new ZenbunError(
    'usage',
    {
      en: `${flag} ${wish}: the file name does not match the format that would be written`,
      ja: `${flag} ${wish} は、拡張子と内容の形式が一致しません`,
    },
    {
      advice: {
        en: `Rows of ${input} are written as .${ending}, or .${ending}.gz.`,
        ja: `${input} の行は .${ending} または .${ending}.gz 形式で出力されます。`,
      },
    },
  );
}

/** Returns each input's path relative to the deepest folder that contains them all. */
function underCommonFolder(inputs: readonly string[]): string[] {
  const wholes = inputs.map((input) => resolve(isObjectPlace(input) ? input.replace('s3://', '/s3/') : input));
  const folders = wholes.map((whole) => dirname(whole).split(sep));
  const shortest = Math.min(...folders.map((parts) => parts.length));
  let common = 0;
  while (common < shortest && folders.every((parts) => parts[common] === folders[0]![common])) common += 1;
  const root = folders[0]!.slice(0, common).join(sep) || sep;
  return inputs.map((input, i) => (input === '-' ? 'stdin.jsonl' : relative(root, wholes[i]!)));
}

/** Returns the name of a separated file: uncompressed unless it ends in `.gz`, and JSON lines for tables. */
function outputName(input: string): string {
  return input.replace(/\.(zst|zstd|bz2)$/i, '').replace(/\.(?:parquet|arrow|feather)$/i, '.jsonl');
}

/** Returns the canonical path of a place, even if no file exists there yet. */
async function trueName(path: string): Promise<string> {
  if (isObjectPlace(path)) return path;
  const whole = resolve(path);
  return realpath(whole).catch(async () =>
    join(await realpath(dirname(whole)).catch(() => dirname(whole)), basename(whole)),
  );
}

/**
 * Checks that a place can be written to. Objects need no folder, and devices and pipes are written to directly; a file
 * needs a folder that is writable or can be created.
 */
async function checkFolder(place: string, mayBeMade: boolean): Promise<void> {
  if (isObjectPlace(place)) return;
  const known = await stat(place).catch(() => null);
  if (known?.isDirectory()) throw isFolder(place);
  if (known !== null && !known.isFile()) return;
  let folder = dirname(resolve(place));
  while (mayBeMade && folder !== dirname(folder) && (await stat(folder).catch(() => null)) === null) {
    folder = dirname(folder);
  }
  const kind = await stat(folder).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'ENOENT' && cause.code !== 'ENOTDIR') throw notWritable(place, folder, cause);
    return null;
  });
  if (kind === null || !kind.isDirectory()) throw inNoFolder(place, folder);
  await access(folder, constants.W_OK).catch((cause) => {
    throw notWritable(place, folder, cause);
  });
}

const NAME_ANOTHER: Message = {
  en: 'Create the folder, or choose another path.',
  ja: 'フォルダーを作成するか、別の場所を指定してください。',
};

const isFolder = (place: string) =>
  new ZenbunError(
    'usage',
    { en: `${place} is a folder`, ja: `${place} はフォルダーです` },
    { advice: { en: 'Name a file in it.', ja: 'その中のファイルを指定してください。' } },
  );

const inNoFolder = (place: string, folder: string) =>
  new ZenbunError(
    'usage',
    {
      en: `${place} cannot be written: there is no folder ${folder}.`,
      ja: `${place} に書き込めません：フォルダー ${folder} がありません`,
    },
    { advice: NAME_ANOTHER },
  );

const notWritable = (place: string, folder: string, cause: unknown) =>
  new ZenbunError(
    'not-written',
    {
      en: `${place} cannot be written: ${folder} is not writable.`,
      ja: `${place} に書き込めません：${folder} への書き込み権限がありません`,
    },
    { advice: ELSEWHERE, cause },
  );
