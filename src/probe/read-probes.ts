import { createHash } from 'node:crypto';
import { ZenbunError } from '../errors.ts';
import type { Message, Probe, ProbeSetName } from '../schema/index.ts';
import type { ProbeSet } from './probe-set.ts';

/** Column names of the usual public sets, in the order in which they are looked for. */
const COLUMNS = {
  /**
   * Ours and XSTest (`prompt`), StrongREJECT (`forbidden_prompt`), Do-Not-Answer and MaliciousInstruct (`question`),
   * AdvBench and JailbreakBench (`goal`), HarmBench (`Behavior`), plain lists (`text`, `instruction`).
   */
  text: ['text', 'prompt', 'forbidden_prompt', 'question', 'goal', 'behavior', 'instruction', 'query', 'input'],
  id: ['id', 'behaviorid', 'prompt_id', 'index', 'id_v2-1'],
  category: ['category', 'semanticcategory', 'risk_area', 'type', 'harm_category', 'functionalcategory'],
  context: ['contextstring'],
} as const;

/** Columns in which a set classifies a single record (XSTest's `label`, a split), and the words they use. */
const SET_COLUMNS = ['set', 'label', 'split'];
const SETS: ReadonlyMap<string, ProbeSetName> = new Map([
  ...['core', 'unsafe', 'harmful'].map((word) => [word, 'core'] as const),
  ...['contrast', 'safe', 'benign', 'harmless'].map((word) => [word, 'contrast'] as const),
]);

/** Which column holds what; columns that are not named are recognised. */
export type ProbeColumns = Partial<Record<keyof typeof COLUMNS, string>>;

/** What is known about the records beforehand. */
export interface ProbeReading {
  readonly columns?: ProbeColumns;
  /** Set of the records that do not name one themselves; `core` unless given. */
  readonly set?: ProbeSetName;
  /** The file's name in errors; the set's name unless given. */
  readonly file?: string;
}

/** A record of a file, by the names of its columns. */
export type ProbeRecord = Readonly<Record<string, unknown>>;

/** Reports whether one of the columns is known to hold probes. */
export function holdsProbes(record: ProbeRecord): boolean {
  return columnFor('text', Object.keys(record)) !== undefined;
}

/**
 * Reads probes from the records of a file (CSV or JSON lines). Columns are either named or recognised by the names in
 * the usual public sets, in any case. A record that calls itself safe or benign belongs to the set `contrast`, one that
 * calls itself unsafe or harmful to `core`, every other one to `set`. Records with no text or a repeated one are left
 * out and reported. Ids are the file's if it has them, otherwise a digest of the text; both are prefixed with `name`,
 * so that two sets never share one. Throws `unreadable` if there is no probe, `usage` if a named column does not exist.
 */
export function readProbes(
  name: string,
  records: readonly ProbeRecord[],
  { columns = {}, set = 'core', file = name }: ProbeReading = {},
): ProbeSet {
  const found = recognised(file, records, columns);
  const left: { record: number; why: 'empty' | 'duplicate' }[] = [];
  const probes: Probe[] = [];
  const texts = new Set<string>();
  const ids = new Set<string>();
  for (const [i, record] of records.entries()) {
    const text = stringOf(record[found.text]).trim();
    const why = text === '' ? 'empty' : texts.has(text) ? 'duplicate' : null;
    if (why !== null) {
      left.push({ record: i + 1, why });
      continue;
    }
    texts.add(text);
    const own = found.id === undefined ? '' : stringOf(record[found.id]).trim();
    const given = own === '' ? digestOf(text) : own;
    // Ids in a file may repeat (an index per category); the text then makes them unique.
    const id = ids.has(given) ? `${given}-${digestOf(text)}` : given;
    ids.add(given);
    const category = found.category === undefined ? '' : stringOf(record[found.category]).trim();
    const context = found.context === undefined ? '' : stringOf(record[found.context]).trim();
    probes.push({
      id: id.startsWith(`${name}-`) ? id : `${name}-${id}`,
      category: category === '' ? 'none' : category,
      set: setOf(record) ?? set,
      text,
      ...(context === '' ? {} : { context }),
    });
  }
  if (probes.length === 0) {
    throw new ZenbunError(
      'unreadable',
      { en: `${file} contains no probes`, ja: `${file} に質問がありません` },
      { advice: { en: 'Every record needs a text.', ja: '各レコードに質問文が必要です。' } },
    );
  }
  return { probes, left };
}

type ProbeFields = { readonly text: string } & Omit<ProbeColumns, 'text'>;

function recognised(file: string, records: readonly ProbeRecord[], named: ProbeColumns): ProbeFields {
  const present = [...new Set(records.flatMap((record) => Object.keys(record)))];
  const shown = listed(present);
  for (const column of Object.values(named)) {
    if (present.includes(column)) continue;
    throw new ZenbunError(
      'usage',
      { en: `${file} has no column "${column}"`, ja: `${file} に列「${column}」がありません` },
      { advice: { en: `Its columns: ${shown.en}.`, ja: `列：${shown.ja}` } },
    );
  }
  const find = (what: keyof typeof COLUMNS) => named[what] ?? columnFor(what, present);
  const text = find('text');
  if (text === undefined) {
    throw new ZenbunError(
      'unreadable',
      { en: `${file}: no column contains probes`, ja: `${file}：質問の列が見つかりません` },
      {
        advice: {
          en: `Set it with --map text=COLUMN; the columns are: ${shown.en}.`,
          ja: `--map text=列名 で指定してください。列：${shown.ja}`,
        },
      },
    );
  }
  const [id, category, context] = [find('id'), find('category'), find('context')];
  return {
    text,
    ...(id === undefined ? {} : { id }),
    ...(category === undefined || category === text ? {} : { category }),
    ...(context === undefined ? {} : { context }),
  };
}

function columnFor(what: keyof typeof COLUMNS, present: readonly string[]): string | undefined {
  return COLUMNS[what]
    .map((wanted) => present.find((column) => column.trim().toLowerCase() === wanted))
    .find((column) => column !== undefined);
}

function setOf(record: ProbeRecord): ProbeSetName | undefined {
  return Object.entries(record)
    .filter(([column]) => SET_COLUMNS.includes(column.trim().toLowerCase()))
    .map(([, value]) => SETS.get(stringOf(value).trim().toLowerCase()))
    .find((set) => set !== undefined);
}

/** Returns the first names, each truncated: without a header, they could be anything. */
function listed(names: readonly string[]): Message {
  if (names.length === 0) return { en: 'none', ja: 'なし' };
  const shown = names.slice(0, 8).map((name) => name.slice(0, 40));
  const all = shown.join(', ') + (names.length > shown.length ? ', …' : '');
  return { en: all, ja: all };
}

const stringOf = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';

/** Returns the first 12 hexadecimal digits of SHA-256. */
const digestOf = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 12);
