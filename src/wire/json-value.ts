/** Where a value stands in parsed JSON. */
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

/** A whole number from 0; `otherwise` for anything else, numbers beyond 2^53 included. */
export function indexOf(value: unknown, otherwise: number): number {
  return Number.isSafeInteger(value) && (value as number) >= 0 ? (value as number) : otherwise;
}

/** undefined where the text is no JSON. Never throws. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** null where the value nests too deep for `JSON.stringify`. Never throws on parsed JSON. */
export function jsonText(value: unknown): string | null {
  try {
    return JSON.stringify(value) ?? null;
  } catch {
    return null;
  }
}

/** `choices[0].delta.audio` */
export function pathText(path: JsonPath): string {
  return path.map((key, i) => (typeof key === 'number' ? `[${key}]` : `${i === 0 ? '' : '.'}${key}`)).join('');
}

const DEEPEST = 32;

/** Whether a text could be in it: a string longer than `longest`, at any depth, or numbers in a list (tokens, bytes). */
export function holdsText(value: unknown, longest = 0, depth = 0): boolean {
  if (typeof value === 'string') return value.length > longest;
  if (typeof value !== 'object' || value === null) return false;
  if (depth > DEEPEST) return true;
  const items = Array.isArray(value) ? value : Object.values(value);
  if (Array.isArray(value) && items.some((item) => typeof item === 'number')) return true;
  return items.some((item) => holdsText(item, longest, depth + 1));
}

/** Names and labels are no longer than this, in UTF-16 units; what is longer could be an answer. */
export const LONGEST_NAME = 200;

/** A text that can be a name; null for anything else. */
export function shortName(value: unknown): string | null {
  return typeof value === 'string' && value !== '' && value.length <= LONGEST_NAME ? value : null;
}

/** A copy without some keys. */
export function without(record: JsonRecord, keys: ReadonlySet<string>): JsonRecord {
  return Object.fromEntries(Object.entries(record).filter(([key]) => !keys.has(key)));
}

/** A copy without what stands at some paths; entries of lists move up. */
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

/** The first `length` UTF-16 units; one less where that would split a character. */
export function shortened(text: string, length: number): string {
  const end = Math.min(text.length, Math.max(0, Math.trunc(length) || 0));
  if (end === text.length) return text;
  const last = text.charCodeAt(end - 1);
  const next = text.charCodeAt(end);
  const splits = last >= 0xd800 && last <= 0xdbff && next >= 0xdc00 && next <= 0xdfff;
  return text.slice(0, splits ? end - 1 : end);
}
