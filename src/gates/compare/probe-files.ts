import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fileRecords } from '../../dataset/index.ts';
import { ZenbunError } from '../../errors.ts';
import { holdsProbes, type ProbeColumns, type ProbeRecord, type ProbeSet, readProbes } from '../../probe/index.ts';
import { type Message, type ProbeSetName, unreadIn } from '../../schema/index.ts';

/** Folder of the shipped probes, beside the code. */
const SHIPPED = new URL('../../../probes/', import.meta.url);
const SHIPPED_NAME = /^(core|contrast)(?:\.(en|ja))?$/;
const LANGUAGES = ['en', 'ja'];

/** Keys that `--map` accepts. */
const MAP_PARTS = ['text', 'id', 'category'];

/**
 * Reads probes by the name of a shipped set (`core`, `contrast`: both languages; `core.ja`, …) or from a file. A file
 * holds records (CSV, TSV, JSON lines, JSON (a list, or an object with one) or Parquet, compressed or not) with the
 * columns of the usual public sets or those named by `map` (`text=COL[,id=COL][,category=COL]`), or one probe per line,
 * as in HEx-PHI, XSafety and plain text. In a list of lines, the file's name is the category. If the records do not
 * state their set, the file's name decides (`benign`, `harmless`, `contrast`). Throws `usage` for an invalid map, and
 * as `openDataset` and `readProbes` do. An unreadable record is an error, because leaving it out would change what is
 * asked.
 */
export async function readProbeSource(named: string, { map }: { readonly map?: string } = {}): Promise<ProbeSet> {
  const [, shipped, language] = SHIPPED_NAME.exec(named) ?? [];
  if (shipped !== undefined) return shippedProbes(shipped as ProbeSetName, language);
  const columns = map === undefined ? {} : probeColumns(map);
  const name = nameOf(named);
  const records = await recordsOf(named, name, columns);
  if (records.length === 0)
    throw new ZenbunError('unreadable', { en: `${named} contains no probes`, ja: `${named} に質問がありません` });
  return readProbes(name, records, { columns, set: setOf(name), file: named });
}

async function shippedProbes(set: ProbeSetName, language: string | undefined): Promise<ProbeSet> {
  const records: ProbeRecord[] = [];
  for (const each of language === undefined ? LANGUAGES : [language]) {
    const path = fileURLToPath(new URL(`${set}.${each}.jsonl`, SHIPPED));
    records.push(...whole(await readAll(path)).map(asRecord));
  }
  return readProbes(set, records, { set });
}

/** Returns the name of a file without the extensions for format and compression. */
const nameOf = (path: string) =>
  basename(path)
    .replace(/\.(gz|zst)$/i, '')
    .replace(/\.(csv|tsv|jsonl|ndjson|json|txt|parquet)$/i, '');

const setOf = (name: string): ProbeSetName =>
  name.split(/[^\p{L}]+/u).some((word) => /^(benign|harmless|contrast)$/i.test(word)) ? 'contrast' : 'core';

function probeColumns(map: string): ProbeColumns {
  const pairs = map.split(',').map((pair) => pair.split(/=(.*)/s).map((part) => part.trim()));
  const wrong = pairs.find(([part = '', column = '']) => !MAP_PARTS.includes(part) || column === '');
  if (wrong !== undefined || !pairs.some(([part]) => part === 'text')) {
    const what =
      wrong === undefined
        ? { en: '--map does not say which column contains the probes', ja: '--map に質問の列の指定がありません' }
        : { en: `--map cannot be read at "${wrong[0]}"`, ja: `--map の「${wrong[0]}」を解釈できません` };
    throw new ZenbunError('usage', what, {
      advice: {
        en: 'Write it as --map text=COLUMN[,id=COLUMN][,category=COLUMN].',
        ja: '--map text=列名[,id=列名][,category=列名] の形で指定してください。',
      },
    });
  }
  return Object.fromEntries(pairs.map(([part, column]) => [part!, column!]));
}

/** Extensions of files that can only hold records. */
const RECORDS = /\.(jsonl|ndjson|json|parquet)(\.(gz|zst))?$/i;
const PLAIN_TEXT = /\.txt(\.(gz|zst))?$/i;

async function recordsOf(path: string, name: string, columns: ProbeColumns): Promise<readonly ProbeRecord[]> {
  if (!RECORDS.test(path) && Object.keys(columns).length === 0) {
    const lines = await readAll(path, true);
    if (await isList(path, lines)) {
      return whole(lines).map((line) => ({ text: unquoted(String(line)), category: name }));
    }
  }
  return listIn(whole(await readAll(path))).map(asRecord);
}

/** Values of a file, and the fault of the first one that could not be read. */
interface FileValues {
  readonly values: readonly unknown[];
  readonly unread: Message | null;
}

async function readAll(path: string, isText = false): Promise<FileValues> {
  const values: unknown[] = [];
  let unread: Message | null = null;
  for await (const record of fileRecords(path, { isText })) {
    if ('value' in record) values.push(record.value);
    else unread ??= unreadRecord(path, record);
  }
  return { values, unread };
}

const unreadRecord = (path: string, { line, unread }: { readonly line: number; readonly unread: string }): Message => ({
  en: `${path}: record ${line}: ${unread}`,
  ja: `${path}：${line} 番目のレコード：${unreadIn('ja', unread)}`,
});

const REPAIR: Message = {
  en: 'Fix or remove the record.',
  ja: 'そのレコードを修正するか、取り除いてください。',
};

function whole({ values, unread }: FileValues): readonly unknown[] {
  if (unread === null) return values;
  throw new ZenbunError('unreadable', unread, { advice: REPAIR });
}

/**
 * Reports whether each line is a probe: the file has neither JSON nor a header of known names, and its lines are not
 * the rows of a table with several cells. (For a table, the user must name the column.)
 */
async function isList(path: string, { values: [first] }: FileValues): Promise<boolean> {
  if (typeof first !== 'string' || /^\s*[[{]/.test(first)) return false;
  const header = first.split(/[,;\t]/).map((cell) => [unquoted(cell.trim()), null]);
  if (holdsProbes(Object.fromEntries(header))) return false;
  if (PLAIN_TEXT.test(path)) return true;
  const { values, unread } = await readAll(path);
  const isTable = values.length > 0 && unread === null && values.every((row) => Object.keys(row as object).length > 1);
  return !isTable;
}

/** Returns the text of a CSV line that is a single quoted cell; other lines stay unchanged. */
function unquoted(line: string): string {
  const [, inside] = /^\s*"(.*)"\s*$/s.exec(line) ?? [];
  return inside?.replaceAll('""', '"') ?? line;
}

/** Returns the list that a single object wraps, under any key; other values stay unchanged. */
function listIn(values: readonly unknown[]): readonly unknown[] {
  const [only] = values;
  if (values.length !== 1 || !isRecord(only) || holdsProbes(only)) return values;
  const [list, ...more] = Object.values(only).filter((value) => Array.isArray(value));
  return list === undefined || more.length > 0 ? values : list;
}

/** Turns a value into a record: a text becomes a record with nothing but the text; any other value holds no probe. */
function asRecord(value: unknown): ProbeRecord {
  if (isRecord(value)) return value;
  return typeof value === 'string' ? { text: value } : {};
}

const isRecord = (value: unknown): value is ProbeRecord =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
