import { ZenbunError } from '../../errors.ts';
import type { Message } from '../../schema/index.ts';
import { type BesideFile, type FilePlace, isNamedCompanion, mayStandBeside, placeBeside } from './beside-data.ts';

/** The files behind a path, a folder or a pattern. */
export interface NamedFiles {
  readonly paths: readonly string[];
  /** Those of a folder that may hold rows and are hidden, cannot be opened, or are of no kind that is read. */
  readonly unread: readonly string[];
  /** Those of a folder that stand beside data and are neither read nor known for what they are. */
  readonly aside: readonly string[];
}

/** What is read in a folder, in any case of letters; a file that is named itself may be called anything. */
const READ = /\.(?:jsonl|ndjson|json|csv|tsv|parquet|arrow|feather)(?:\.(?:gz|zst|bz2))?$/i;

/** Folders that tools keep beside data. */
export const TOOLS: readonly string[] = ['.git', 'node_modules'];
const HIDDEN = /(?:^|\/)\./;

/** How more than the name of a file is seen, where its place depends on it. */
export interface Looking {
  /** The size and the beginning of a file; null where it cannot be opened, which is then told by whoever reads it. */
  see(name: string): Promise<Omit<BesideFile, 'name'> | null>;
  /** The place of a `.json`, `.csv` or `.tsv` file; null where it costs too much to look into each. */
  readonly placeOfTable: ((name: string) => Promise<FilePlace>) | null;
}

const SMALL_TABLE = /\.(?:json|csv|tsv)$/i;

/**
 * Which names below a folder are read, and which may hold rows and are not; with slashes between their parts, and one at the
 * end of a folder. `closed`: those that cannot be opened.
 */
export async function sortedOut(
  all: readonly string[],
  closed: readonly string[],
  looking: Looking,
): Promise<NamedFiles> {
  const sorted: Record<FilePlace, string[]> = { read: [], companion: [], aside: [], unread: [] };
  for (const name of all) sorted[await placeOf(name, looking)].push(name);
  // A name is all there is of what leads nowhere, and nothing at all is known of a folder.
  const unopened = closed.filter((name) => {
    const isCompanion = isNamedCompanion(lastPart(name), READ.test(name));
    return name.endsWith('/') || (!isCompanion && (READ.test(name) || !HIDDEN.test(name)));
  });
  const { aside, unread } = sorted;
  // Alone, what looks like no data is read, and says itself why it is none.
  const paths = sorted.read.length > 0 ? sorted.read : aside.filter((name) => READ.test(name));
  return { paths, unread: [...unread, ...unopened], aside: aside.filter((name) => !paths.includes(name)) };
}

const lastPart = (name: string) => name.slice(name.lastIndexOf('/') + 1);

async function placeOf(name: string, looking: Looking): Promise<FilePlace> {
  const isRead = READ.test(name);
  // Of hidden files those that look like data are named, and no others: tools keep their own things there.
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

/** Throws `not-found` where a folder holds nothing that is read. */
export function requireData(folder: string, files: NamedFiles): NamedFiles {
  if (files.paths.length > 0) return files;
  throw new ZenbunError('not-found', noDataSet(folder, files.unread), { advice: LOOKED_FOR });
}

/** Nothing is behind a path or a pattern. */
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
