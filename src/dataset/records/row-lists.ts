import { recognise } from '../formats/catalogue.ts';
import type { JsonObject } from '../formats/format.ts';
import { servedRow } from '../formats/served-row.ts';
import { isObject } from '../formats/turns/text-of.ts';

/** A list directly inside the object that a text begins with, as far as the text shows it. */
interface TopList {
  readonly name: string;
  readonly start: number;
  /** After its closing bracket; null where the text ends inside it. */
  end: number | null;
  /** Its first element, where that is an object and shown whole. */
  first: string | null;
}

/** Lists that make one row, however their elements look. */
const OF_ONE_ROW =
  /^(?:messages?|conversations?|dialog(?:ue)?s?|utterances|turns|history|segments|replies|contents|chosen|rejected|prompts?|completions?|inputs?|outputs?|responses?|answers?|tools|choices|candidates|generations|parts)$/i;

/** Names that say that a list holds rows: of texts, too, which elsewhere may be parts of anything. */
const OF_ROWS =
  /^(?:data|dataset|rows|records|items|entries|instances|examples|samples|train(?:ing)?|validation|valid|dev|test|eval)$/i;

/** A longer list is no description of the others: its elements are records, and are told where they are no rows. */
const LONG = 16_384;

/**
 * Of an object that is no row itself but holds the rows in lists, which of its lists (0-based, in order) describe them; null
 * for any other object. `text` is the beginning of the file.
 */
export function listsBesideRows(text: string): ReadonlySet<number> | null {
  const { lists, others } = topFields(text);
  // A row may hold other rows in a list.
  if (recognise(others) !== undefined || !lists.some(holdsRows)) return null;
  const beside = new Set<number>();
  for (const [index, list] of lists.entries())
    if (!holdsRows(list) && list.end !== null && list.end - list.start <= LONG) beside.add(index);
  return beside;
}

function holdsRows({ name, first }: TopList): boolean {
  if (first === null || OF_ONE_ROW.test(name)) return false;
  let element: unknown;
  try {
    element = JSON.parse(first);
  } catch {
    return false;
  }
  const row = servedRow(element) ?? element;
  const isMessage = (one: object) => ['role', 'from', 'speaker'].some((field) => Object.hasOwn(one, field));
  const format = isObject(row) && !isMessage(row) ? recognise(row)?.name : undefined;
  return format !== undefined && (format !== 'text' || OF_ROWS.test(name));
}

/** After the name of a field: its value is neither a list nor an object. */
const SINGLE_VALUE = /^"\s*:\s*[^\s[{]/;

/** Follows brackets and strings only, to the end of the object or of the text. `others`: the fields of single values, by name. */
function topFields(text: string): { lists: readonly TopList[]; others: JsonObject } {
  const lists: TopList[] = [];
  const others: Record<string, string> = {};
  let [depth, name, firstFrom] = [0, '', -1];
  let list: TopList | null = null;
  const open = (at: number) => {
    depth += 1;
    if (depth === 2) {
      list = text[at] === '[' ? { name, start: at, end: null, first: null } : null;
      if (list !== null) lists.push(list);
    } else if (depth === 3 && list?.first === null && text.slice(list.start + 1, at).trim() === '') firstFrom = at;
  };
  const close = (at: number) => {
    depth -= 1;
    if (depth === 2 && firstFrom >= 0) {
      list!.first = text.slice(firstFrom, at + 1);
      firstFrom = -1;
    } else if (depth === 1 && list !== null) list.end = at + 1;
  };
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === '"') {
      const end = stringEnd(text, at + 1);
      if (end < 0) break;
      if (depth === 1) name = text.slice(at + 1, end);
      if (depth === 1 && SINGLE_VALUE.test(text.slice(end, end + 20))) others[name] = name;
      at = end;
    } else if (character === '{' || character === '[') open(at);
    else if (character === '}' || character === ']') {
      close(at);
      if (depth === 0) break;
    }
  }
  return { lists, others };
}

function stringEnd(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '"') return at;
  }
  return -1;
}
