import { access, constants, mkdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { ZenbunError } from '../../errors.ts';
import { isObjectPlace, requireName, requireObject, type StoredOptions, storageFor } from '../../files/index.ts';
import type { Message } from '../../schema/index.ts';

/** Where the caller wants files. */
export interface OutputWishes {
  readonly rows?: string;
  readonly clean?: string;
  readonly quarantine?: string;
  /** Places where the caller will write reports of its own: checked with the others, not written. */
  readonly reports?: readonly string[];
  /** Where objects go. */
  readonly objects?: StoredOptions['objects'];
}

/** Where they go: one place for the rows, one per input for the others. */
export interface OutputPlan {
  readonly rows: string | null;
  readonly clean: readonly string[] | null;
  readonly quarantine: readonly string[] | null;
  /** To be made before the files in them. */
  readonly folders: readonly string[];
}

/**
 * Settles and checks every place before anything is read, so that a long scan does not fail at its end. With several
 * inputs `clean` and `quarantine` are folders (existing, or ending in a slash), in which the inputs keep their places
 * under their common folder. Throws `usage` for an output that is an input, another output, a folder, in no folder, or `-` (whoever
 * writes to standard output gives another place); `not-written` for a folder that cannot be written to.
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

/** Throws `usage` where nothing can be put, long before it would be. */
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

/** Makes the folders of a plan. Throws `not-written`. */
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
  /** By input. */
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

/** What the name of a file says that it holds, by its last ending but that of `.gz`. */
const kindOf = (path: string): string => KINDS.exec(path.replace(/\.gz$/i, ''))?.[1]?.toLowerCase() ?? '';
const KINDS = /\.(jsonl|ndjson|json|csv|tsv|parquet|arrow|feather|zst|zstd|bz2|xz|zip)$/i;
/** Written as the other, or as each other. */
const SAME: Readonly<Record<string, string>> = { ndjson: 'jsonl', parquet: 'jsonl', arrow: 'jsonl', feather: 'jsonl' };
const UNWRITTEN = /^(?:parquet|arrow|feather|zst|zstd|bz2|xz|zip)$/;

/** What is written must be what the name says: tables become JSON lines, and nothing is packed but with gzip. Throws `usage`. */
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

/** The inputs by their path below the deepest folder that holds them all. */
function underCommonFolder(inputs: readonly string[]): string[] {
  const wholes = inputs.map((input) => resolve(isObjectPlace(input) ? input.replace('s3://', '/s3/') : input));
  const folders = wholes.map((whole) => dirname(whole).split(sep));
  const shortest = Math.min(...folders.map((parts) => parts.length));
  let common = 0;
  while (common < shortest && folders.every((parts) => parts[common] === folders[0]![common])) common += 1;
  const root = folders[0]!.slice(0, common).join(sep) || sep;
  return inputs.map((input, i) => (input === '-' ? 'stdin.jsonl' : relative(root, wholes[i]!)));
}

/** The name of a separated file: what is written is uncompressed unless it ends in `.gz`, and JSON lines for tables. */
function outputName(input: string): string {
  return input.replace(/\.(zst|zstd|bz2)$/i, '').replace(/\.(?:parquet|arrow|feather)$/i, '.jsonl');
}

/** The name under which the file system knows a place, whether or not there is a file yet. */
async function trueName(path: string): Promise<string> {
  if (isObjectPlace(path)) return path;
  const whole = resolve(path);
  return realpath(whole).catch(async () =>
    join(await realpath(dirname(whole)).catch(() => dirname(whole)), basename(whole)),
  );
}

/** An object needs no folder, and a device or a pipe is written to as it is; a file needs a folder that can be written to, or one that can be made. */
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
