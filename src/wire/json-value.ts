/** Path of a value in parsed JSON. */
export type JsonPath = readonly (string | number)[];

export type JsonRecord = Readonly<Record<string, unknown>>;

export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function recordOf(value: unknown): JsonRecord {
  return isRecord(value) ? value : {};
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function stringOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Returns a whole number from 0, or `otherwise` for anything else, including numbers beyond 2^53. */
export function indexOf(value: unknown, otherwise: number): number {
  return Number.isSafeInteger(value) && (value as number) >= 0 ? (value as number) : otherwise;
}

/** Parses JSON; undefined if the text is not JSON. Never throws. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Formats a value as JSON; null if it is nested too deeply for `JSON.stringify`. Never throws on parsed JSON. */
export function jsonText(value: unknown): string | null {
  try {
    return JSON.stringify(value) ?? null;
  } catch {
    return null;
  }
}

/** Formats a path, such as `choices[0].delta.audio`. */
export function pathText(path: JsonPath): string {
  return path.map((key, i) => (typeof key === 'number' ? `[${key}]` : `${i === 0 ? '' : '.'}${key}`)).join('');
}

const DEEPEST = 32;

/**
 * Reports whether a value could hold text: a string longer than `longest`, at any depth, or numbers in a list (tokens,
 * bytes).
 */
export function holdsText(value: unknown, longest = 0, depth = 0): boolean {
  if (typeof value === 'string') return value.length > longest;
  if (typeof value !== 'object' || value === null) return false;
  if (depth > DEEPEST) return true;
  const items = Array.isArray(value) ? value : Object.values(value);
  if (Array.isArray(value) && items.some((item) => typeof item === 'number')) return true;
  return items.some((item) => holdsText(item, longest, depth + 1));
}

/** Reports whether a value is a string that is not empty, or holds one at any depth. */
export function holdsString(value: unknown): boolean {
  return stringsIn(value).some((text) => text !== '');
}

/** Matches what ids, labels, times and addresses do not have: spaces between words, or other scripts. */
const PROSE = /\S\s+\S|[^\x00-\x7f]/;

/** Reports whether a value holds a text that a person could read: more than ids and labels, at any depth. */
export function holdsProse(value: unknown): boolean {
  return stringsIn(value).some((text) => text.length > LONGEST_NAME || PROSE.test(text));
}

/** Returns the strings in a value, at any depth that holdsText looks at; '…' stands for what lies deeper. */
function stringsIn(value: unknown, depth = 0): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  if (depth > DEEPEST) return ['…'];
  return Object.values(value).flatMap((item) => stringsIn(item, depth + 1));
}

/** Maximum length of names and labels, in UTF-16 code units; anything longer could be an answer. */
export const LONGEST_NAME = 200;

/** Returns a text that can be a name; null for anything else. */
export function shortName(value: unknown): string | null {
  return typeof value === 'string' && value !== '' && value.length <= LONGEST_NAME ? value : null;
}

/** Returns a copy without some keys. */
export function without(record: JsonRecord, keys: ReadonlySet<string>): JsonRecord {
  return Object.fromEntries(Object.entries(record).filter(([key]) => !keys.has(key)));
}

/** Returns a copy without the values at some paths; later list entries move up. */
export function withoutPaths(value: unknown, paths: readonly JsonPath[]): unknown {
  if (paths.length === 0 || typeof value !== 'object' || value === null) return value;
  const below = new Map<string | number, JsonPath[]>();
  for (const [key, ...rest] of paths) {
    const same = below.get(key!);
    if (same === undefined) below.set(key!, [rest]);
    else same.push(rest);
  }
  const isKept = (key: string | number) => !below.get(key)?.some((path) => path.length === 0);
  const inner = (item: unknown, key: string | number) => withoutPaths(item, below.get(key) ?? []);
  if (Array.isArray(value)) return value.flatMap((item, i) => (isKept(i) ? [inner(item, i)] : []));
  const kept = Object.entries(value).filter(([key]) => isKept(key));
  return Object.fromEntries(kept.map(([key, item]) => [key, inner(item, key)]));
}

/** Returns the first `length` UTF-16 code units, or one fewer if that would split a character. */
export function shortened(text: string, length: number): string {
  const end = Math.min(text.length, Math.max(0, Math.trunc(length) || 0));
  if (end === text.length) return text;
  const last = text.charCodeAt(end - 1);
  const next = text.charCodeAt(end);
  const splits = last >= 0xd800 && last <= 0xdbff && next >= 0xdc00 && next <= 0xdfff;
  return text.slice(0, splits ? end - 1 : end);
}
