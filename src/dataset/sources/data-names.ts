import { ZenbunError } from '../../errors.ts';
import type { Message } from '../../schema/index.ts';
import { type BesideFile, type FilePlace, isNamedCompanion, mayStandBeside, placeBeside } from './beside-data.ts';

/** The files behind a path, a folder or a pattern. */
export interface NamedFiles {
  readonly paths: readonly string[];
  /** Files of a folder that may hold rows but are hidden, cannot be opened, or are of an unsupported type. */
  readonly unread: readonly string[];
  /** Files of a folder that accompany the data and are neither read nor recognised as companions. */
  readonly aside: readonly string[];
}

/** File names read in a folder, in any letter case. A file that is named explicitly may have any name. */
const READ = /\.(?:jsonl|ndjson|json|csv|tsv|parquet|arrow|feather)(?:\.(?:gz|zst|bz2))?$/i;

/** Folders that tools keep next to data. */
export const TOOLS: readonly string[] = ['.git', 'node_modules'];
const HIDDEN = /(?:^|\/)\./;

/** Ways to inspect a file beyond its name, if its place depends on it. */
export interface Looking {
  /**
   * Returns the size and the beginning of a file; null if it cannot be opened, which is then reported by its reader.
   */
  see(name: string): Promise<Omit<BesideFile, 'name'> | null>;
  /**
   * Returns the place of a `.json`, `.csv` or `.tsv` file. null if such files are always read, because the caller knows
   * that they are data or because inspecting each would be too expensive.
   */
  readonly placeOfTable: ((name: string) => Promise<FilePlace>) | null;
}

const SMALL_TABLE = /\.(?:json|csv|tsv)$/i;

/**
 * Sorts the names below a folder into those that are read and those that may hold rows but are not read. The parts of a
 * name are separated by slashes, and the name of a folder ends with one. `closed`: names that cannot be opened.
 */
export async function sortedOut(
  all: readonly string[],
  closed: readonly string[],
  looking: Looking,
): Promise<NamedFiles> {
  const sorted: Record<FilePlace, string[]> = { read: [], companion: [], aside: [], unread: [] };
  for (const name of all) sorted[await placeOf(name, looking)].push(name);
  // For a dangling link only the name can be judged, and about a closed folder nothing is known.
  const unopened = closed.filter((name) => {
    const isCompanion = isNamedCompanion(lastPart(name), READ.test(name));
    return name.endsWith('/') || (!isCompanion && (READ.test(name) || !HIDDEN.test(name)));
  });
  const { aside, unread } = sorted;
  // If only files that do not look like data are present, read them, so that their errors explain what is wrong.
  const paths = sorted.read.length > 0 ? sorted.read : aside.filter((name) => READ.test(name));
  return { paths, unread: [...unread, ...unopened], aside: aside.filter((name) => !paths.includes(name)) };
}

const lastPart = (name: string) => name.slice(name.lastIndexOf('/') + 1);

async function placeOf(name: string, looking: Looking): Promise<FilePlace> {
  const isRead = READ.test(name);
  // Of hidden files, only those that look like data are named: tools keep their own files there.
  if (HIDDEN.test(name)) return isRead ? 'unread' : 'companion';
  if (mayStandBeside(lastPart(name), isRead)) {
    const seen = await looking.see(name);
    const place = seen === null ? 'read' : placeBeside({ name: lastPart(name), ...seen }, isRead);
    if (place !== 'read') return place;
    if (!isRead) return 'unread';
  }
  if (!isRead) return 'unread';
  return SMALL_TABLE.test(name) && looking.placeOfTable !== null ? looking.placeOfTable(name) : 'read';
}

/** Throws `not-found` if a folder holds no file that is read. */
export function requireData(folder: string, files: NamedFiles): NamedFiles {
  if (files.paths.length > 0) return files;
  throw new ZenbunError('not-found', noDataSet(folder, files.unread), { advice: LOOKED_FOR });
}

/** Returns the error for a path or pattern that matches nothing. */
export const nothingThere = (pattern: string) =>
  new ZenbunError('not-found', {
    en: `${pattern}: no such file, folder or match`,
    ja: `${pattern}：該当するファイルもフォルダーもありません`,
  });

const SHOWN_FILES = 3;
function noDataSet(folder: string, unread: readonly string[]): Message {
  const named = unread.slice(0, SHOWN_FILES).join(', ');
  const more = unread.length - SHOWN_FILES;
  const none = { en: `${folder} contains no supported data set`, ja: `${folder} に読み取れるデータセットがありません` };
  if (unread.length === 0) return none;
  return {
    en: `${none.en}; ${named}${more > 0 ? ` and ${more} more` : ''} cannot be read`,
    ja: `${none.ja}。${named}${more > 0 ? ` ほか ${more} 件` : ''} は読み取れません`,
  };
}

const LOOKED_FOR: Message = {
  en: 'Looked for .jsonl, .ndjson, .json, .csv, .tsv, .parquet and .arrow, also with .gz, .zst or .bz2; pass other files by path.',
  ja: '探す拡張子は .jsonl、.ndjson、.json、.csv、.tsv、.parquet、.arrow（.gz、.zst、.bz2 付きも可）です。ほかのファイルは名前を直接指定してください。',
};
