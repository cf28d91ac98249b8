import { ZenbunError } from '../errors.ts';
import { plural, unread, unreadIn } from '../schema/index.ts';
import { countFields, type FieldCounts, type FieldUse, mergeFields } from './fields/field-uses.ts';
import type { ParsedRow } from './formats/format.ts';
import type { FormatName } from './formats/format-name.ts';
import { adviceFor } from './what-to-do.ts';

/** Row counts of one file, or of a part of it. Plain data; `mergeTallies` joins the parts in any order. */
export interface Tally {
  /** Number of records that are not blank. */
  rows: number;
  read: number;
  skipped: number;
  /** Number of rows read by each format. */
  formats: Record<string, number>;
  /** Uses of the fields in the rows that were read. */
  fields: Record<string, FieldCounts>;
  /** Rows of raw text in which no chat template was recognised. */
  withoutTemplate: number;
  /** Those among them whose lines begin with two alternating markers, counted per pair of markers. */
  markers: Record<string, number>;
  /** Rows of dialogue that do not name the speakers. */
  rolesAssumed: number;
  /** Assistant turns that are not trained on: weight 0, or before the answer of a pair. */
  untrained: number;
  /** Rows that train the model to say nothing: every answer is a rejected one. */
  unwanted: number;
  /** The skips with the lowest lines, at most `FIRST_REASONS`, in order. */
  first: { readonly line: number; readonly reason: string }[];
}

const FIRST_REASONS = 3;

export function startTally(): Tally {
  const counts = { rows: 0, read: 0, skipped: 0, withoutTemplate: 0, rolesAssumed: 0, untrained: 0, unwanted: 0 };
  return { ...counts, formats: {}, fields: {}, markers: {}, first: [] };
}

/** Counts a row that was read. Changes the tally in place, like the other functions here. */
export function countRead(
  tally: Tally,
  { kind, turns, markers, rolesAssumed }: ParsedRow,
  format: string,
  uses: readonly [string, FieldUse][],
): void {
  tally.rows += 1;
  tally.read += 1;
  tally.formats[format] = (tally.formats[format] ?? 0) + 1;
  countFields(tally.fields, uses);
  if (kind === 'text') tally.withoutTemplate += 1;
  if (markers !== undefined) addMarkers(tally.markers, { [markers]: 1 });
  if (rolesAssumed === true) tally.rolesAssumed += 1;
  for (const { role, target } of turns) if (role === 'assistant' && !target) tally.untrained += 1;
  if (!turns.some(({ target }) => target)) tally.unwanted += 1;
}

/** Counts a row that was not read, or the `rows` that it hides. Lines must come in ascending order. */
export function countSkipped(tally: Tally, line: number, reason: string, rows = 1): void {
  tally.rows += rows;
  tally.skipped += rows;
  if (tally.first.length < FIRST_REASONS) tally.first.push({ line, reason });
}

/** Adds `b` to `a` and returns `a`. Associative and commutative, so chunks may finish in any order. */
export function mergeTallies(a: Tally, b: Tally): Tally {
  a.rows += b.rows;
  a.read += b.read;
  a.skipped += b.skipped;
  for (const [format, count] of Object.entries(b.formats)) a.formats[format] = (a.formats[format] ?? 0) + count;
  mergeFields(a.fields, b.fields);
  a.withoutTemplate += b.withoutTemplate;
  addMarkers(a.markers, b.markers);
  a.rolesAssumed += b.rolesAssumed;
  a.untrained += b.untrained;
  a.unwanted += b.unwanted;
  a.first = [...a.first, ...b.first].sort((x, y) => x.line - y.line).slice(0, FIRST_REASONS);
  return a;
}

/** Maximum number of marker pairs that are tracked, the first by name; a consistently written file has few. */
const MOST_MARKERS = 64;

/** A pair that is kept in the end was kept in every part, so the order of the parts does not matter. */
function addMarkers(a: Record<string, number>, b: Readonly<Record<string, number>>): void {
  for (const [name, count] of Object.entries(b)) a[name] = (Object.hasOwn(a, name) ? a[name]! : 0) + count;
  const names = Object.keys(a);
  if (names.length > MOST_MARKERS) for (const name of names.sort().slice(MOST_MARKERS)) delete a[name];
}

/**
 * Returns the markers that separate turns in most rows of raw text without a template, with the number of such rows;
 * null if there are none, because documents differ in how their lines begin.
 */
export function unknownTemplate({ markers, withoutTemplate }: Tally): { markers: string; rows: number } | null {
  const [most] = Object.entries(markers).sort(([x, a], [y, b]) => b - a || (x < y ? -1 : 1));
  return most !== undefined && 2 * most[1] > withoutTemplate ? { markers: most[0], rows: most[1] } : null;
}

/** The format of single messages, of which a request trains nothing by itself. */
const MESSAGE: FormatName = 'message';

/**
 * Returns the format of most rows of the file; ties are broken by name. Throws `unreadable` if no row could be read, or
 * only requests in rows of their own: such a file was not checked and must never pass as checked.
 */
export function reportedFormat(path: string, tally: Tally): string {
  const formats = Object.entries(tally.formats).sort(([x, a], [y, b]) => b - a || (x < y ? -1 : 1));
  const most = formats[0];
  const onlyAsks = tally.unwanted === tally.read && tally.formats[MESSAGE] === tally.read;
  if (most !== undefined && !onlyAsks) return most[0];
  if (tally.rows === 0)
    throw new ZenbunError('unreadable', { en: `${path}: contains no rows`, ja: `${path}：行がありません` });
  const skips = tally.first.map(({ reason }) => reason);
  const reasons: string[] = [...new Set(onlyAsks ? [unread('trainsNothing'), ...skips] : skips)];
  throw new ZenbunError(
    'unreadable',
    {
      en: `${path}: ${plural(tally.rows, 'its only row could not', `none of its ${tally.rows} rows could`)} be read: ${reasons.join('; ')}`,
      ja: `${path}：${plural(tally.rows, '1 行も', `${tally.rows} 行のいずれも`)}読み取れませんでした：${reasons.map((reason) => unreadIn('ja', reason)).join('、')}`,
    },
    { advice: adviceFor(reasons) },
  );
}
