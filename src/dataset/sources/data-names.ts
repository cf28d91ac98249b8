import { ZenbunError } from '../../errors.ts';
import type { Message } from '../../schema/index.ts';

/** The files behind a path, a folder or a pattern. */
export interface NamedFiles {
  readonly paths: readonly string[];
  /** Those of a folder that may hold rows and are hidden, cannot be opened, or are of no kind that is read. */
  readonly unread: readonly string[];
}

/** What is read in a folder, in any case of letters; a file that is named itself may be called anything. */
const READ = /\.(?:jsonl|ndjson|json|csv|tsv|parquet|arrow|feather)(?:\.(?:gz|zst|bz2))?$/i;

/**
 * What stands beside data sets and holds no rows: the catalogues of Hugging Face and LLaMA-Factory, texts about the data,
 * code, pictures, and what tools of version control, of packages and of clusters leave.
 */
const CATALOGUE = /^(?:dataset_infos?|dataset_dict|state|croissant)\.json$/;
const COMPANION =
  /^(?:_SUCCESS|(?:readme|licen[cs]e|notice|citation|changelog|contributing|authors|makefile|dockerfile)(?:\.txt)?|.+\.(?:md|markdown|rst|pdf|py|ipynb|js|ts|sh|ya?ml|toml|ini|cfg|lock|png|jpe?g|gif|svg|webp|bib|tex|sha256|md5))$/i;
const isCompanion = (name: string) => CATALOGUE.test(name) || (COMPANION.test(name) && !READ.test(name));

/** Folders that tools keep beside data. */
export const TOOLS: readonly string[] = ['.git', 'node_modules'];
const HIDDEN = /(?:^|\/)\./;

/**
 * Which names below a folder are read, and which may hold rows and are not; with slashes between their parts, and one at the
 * end of a folder. `closed`: those that cannot be opened.
 */
export function sortedOut(all: readonly string[], closed: readonly string[]): NamedFiles {
  const stranger = (name: string) => !isCompanion(name.slice(name.lastIndexOf('/') + 1));
  const names = all.filter(stranger);
  const paths = names.filter((name) => READ.test(name) && !HIDDEN.test(name));
  // Of hidden files those that look like data are named, and no others: tools keep their own things there.
  const mayHoldRows = (name: string) => READ.test(name) === HIDDEN.test(name);
  // A name is all there is of what leads nowhere, and nothing at all is known of a folder.
  const unopened = closed.filter(
    (name) => name.endsWith('/') || (stranger(name) && (READ.test(name) || !HIDDEN.test(name))),
  );
  return { paths, unread: [...names.filter(mayHoldRows), ...unopened] };
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
