import { recognise } from '../formats/catalogue.ts';
import type { JsonObject } from '../formats/format.ts';
import { servedRow } from '../formats/served-row.ts';
import { isObject } from '../formats/turns/text-of.ts';

/** A list directly inside the object that a text begins with, as far as the text shows it. */
interface TopList {
  readonly name: string;
  readonly start: number;
  /** Offset after its closing bracket; null if the text ends inside the list. */
  end: number | null;
  /** Its first element, if that is an object and complete in the text. */
  first: string | null;
}

/** Names of lists that belong to one row, whatever their elements look like. */
const OF_ONE_ROW =
  /^(?:messages?|conversations?|dialog(?:ue)?s?|utterances|turns|history|segments|replies|contents|chosen|rejected|prompts?|completions?|inputs?|outputs?|responses?|answers?|tools|choices|candidates|generations|parts)$/i;

/** Names that mark a list as rows, even of texts, which may be parts of anything elsewhere. */
const OF_ROWS =
  /^(?:data|dataset|rows|records|items|entries|instances|examples|samples|train(?:ing)?|validation|valid|dev|test|eval)$/i;

/**
 * Maximum length of a list that may be mere description. The elements of a longer list count as records, and are
 * reported if they are not rows.
 */
const LONG = 16_384;

/**
 * For an object that is not a row itself but holds the rows in lists, returns the lists (0-based, in order) that only
 * describe the rows; null for any other object. `text` is the beginning of the file.
 */
export function listsBesideRows(text: string): ReadonlySet<number> | null {
  const { lists, others } = topFields(text);
  // A row may itself hold other rows in a list.
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

/** Matches after a field name if the value is neither a list nor an object. */
const SINGLE_VALUE = /^"\s*:\s*[^\s[{]/;

/**
 * Tracks brackets and strings only, to the end of the object or of the text. `others`: the fields with single values,
 * by name.
 */
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
