import { realpath, stat } from 'node:fs/promises';
import { basename, join, normalize, resolve } from 'node:path';
import { glob } from 'tinyglobby';
import { ZenbunError } from '../../errors.ts';
import type { Message } from '../../schema/index.ts';

/** The files of a scan. */
export interface ResolvedInputs {
  /** Each once, in order of path. */
  readonly paths: readonly string[];
  /** Files of the named folders that may hold rows and are hidden, or of no kind that is read, in order of path. */
  readonly unread: readonly string[];
}

/** What is read in a folder, in any case of letters; a file that is named itself may be called anything. */
const READ = /\.(?:jsonl|ndjson|json|csv|tsv|parquet|arrow|feather)(?:\.(?:gz|zst|bz2))?$/i;

/**
 * What stands beside data sets and holds no rows: the catalogues of Hugging Face and LLaMA-Factory, texts about the data,
 * code, pictures, and what tools of version control and of packages leave.
 */
const CATALOGUE = /^(?:dataset_infos?|dataset_dict|state|croissant)\.json$/;
const COMPANION =
  /^(?:(?:readme|licen[cs]e|notice|citation|changelog|contributing|authors|makefile|dockerfile)(?:\.txt)?|.+\.(?:md|markdown|rst|pdf|py|ipynb|js|ts|sh|ya?ml|toml|ini|cfg|lock|png|jpe?g|gif|svg|webp|bib|tex|sha256|md5))$/i;
const isCompanion = (name: string) => CATALOGUE.test(name) || (COMPANION.test(name) && !READ.test(name));

/**
 * The files behind paths, folders (with all below them, but for hidden ones) and globs; `-` is standard input and stays
 * as it is. Each file once, whatever links lead to it, in the order of their paths. Throws `not-found` for a pattern behind
 * which there is nothing.
 */
export async function resolveInputs(patterns: readonly string[]): Promise<ResolvedInputs> {
  const found = new Map<string, string>();
  const unread = new Map<string, string>();
  for (const pattern of patterns) {
    const behind = await filesBehind(pattern);
    for (const path of behind.unread) unread.set(await realpath(path).catch(() => resolve(path)), path);
    // Of several ways to a file below one folder the shortest is its own.
    for (const path of behind.paths.toSorted((a, b) => a.length - b.length)) {
      // A pipe handed over by the shell (`/dev/fd/63`) has no true path.
      const key = path === '-' ? '-' : await realpath(path).catch(() => resolve(path));
      if (!found.has(key)) found.set(key, path);
    }
  }
  const left = [...unread].flatMap(([key, path]) => (found.has(key) ? [] : [path]));
  return { paths: [...found.values()].sort(byName), unread: left.sort(byName) };
}

const byName = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

async function filesBehind(pattern: string): Promise<ResolvedInputs> {
  if (pattern === '-') return { paths: ['-'], unread: [] };
  const kind = await stat(pattern).catch(() => undefined);
  if (kind !== undefined && !kind.isDirectory()) return { paths: [pattern], unread: [] };
  if (kind !== undefined) return filesInFolder(pattern);
  const paths = await glob(pattern.replaceAll('\\', '/'), { expandDirectories: false });
  if (paths.length > 0) return { paths: paths.map(normalize), unread: [] };
  throw new ZenbunError('not-found', {
    en: `${pattern}: no such file, folder or match`,
    ja: `${pattern}：該当するファイルもフォルダーもありません`,
  });
}

async function filesInFolder(folder: string): Promise<ResolvedInputs> {
  const all = await glob('**/*', { cwd: folder, expandDirectories: false, dot: true, ignore: TOOLS });
  const names = all.filter((name) => !isCompanion(basename(name)));
  const paths = names.filter((name) => READ.test(name) && !HIDDEN.test(name)).map((name) => join(folder, name));
  // Of hidden files those that look like data are named, and no others: tools keep their own things there.
  const left = names.filter((name) => READ.test(name) === HIDDEN.test(name));
  const unread = left.map((name) => join(folder, name));
  if (paths.length > 0) return { paths, unread };
  throw new ZenbunError('not-found', noDataSet(folder, unread), { advice: LOOKED_FOR });
}

const TOOLS = ['**/.git/**', '**/node_modules/**'];
const HIDDEN = /(?:^|\/)\./;

const SHOWN_FILES = 3;
function noDataSet(folder: string, unread: readonly string[]): Message {
  const named = unread.slice(0, SHOWN_FILES).join(', ');
  const more = unread.length - SHOWN_FILES;
  const none = { en: `${folder} contains no supported data set`, ja: `${folder} に読み取れるデータセットがありません` };
  if (unread.length === 0) return none;
  return {
    en: `${none.en}; ${named}${more > 0 ? ` and ${more} more` : ''} is of no kind that is read`,
    ja: `${none.ja}。${named}${more > 0 ? ` ほか ${more} 件` : ''} は対応していない形式です`,
  };
}

const LOOKED_FOR: Message = {
  en: 'Looked for .jsonl, .ndjson, .json, .csv, .tsv, .parquet and .arrow, also with .gz, .zst or .bz2; pass other files by path.',
  ja: '探す拡張子は .jsonl、.ndjson、.json、.csv、.tsv、.parquet、.arrow（.gz、.zst、.bz2 付きも可）です。ほかのファイルは名前を直接指定してください。',
};
