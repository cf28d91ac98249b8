/** Values of a stranger's file, read leniently: a value that is not of the requested kind is null, never an error. */
export type NamedValues = Readonly<Record<string, unknown>>;

export function asObject(value: unknown): NamedValues | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as NamedValues) : null;
}

export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/**
 * Returns the value under the first of the names that is present and not null. Only own keys count: `constructor` is a
 * name like any other.
 */
export function field(value: unknown, ...names: readonly string[]): unknown {
  const object = asObject(value);
  if (object === null) return undefined;
  for (const name of names) {
    const found = Object.hasOwn(object, name) ? object[name] : undefined;
    if (found !== undefined && found !== null) return found;
  }
  return undefined;
}

/** Applies `field` along a path of keys. */
export function fieldAt(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce((inner, name) => field(inner, name), value);
}

const DIGITS = /^[+-]?(?:\d[\d_]*(?:\.[\d_]*)?|\.\d+)(?:[eE][+-]?\d+)?$/;

/**
 * Returns a finite number (0 for -0), also from text: YAML 1.1 reads `5e-5` as a string, and exports quote everything.
 */
export function asNumber(value: unknown): number | null {
  if (typeof value === 'bigint') return Number(value);
  const number =
    typeof value === 'string' && DIGITS.test(value.trim()) ? Number(value.trim().replaceAll('_', '')) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number + 0 : null;
}

/** Returns a whole number from 0; null for anything else, such as `-1`, which trainers write for "not set". */
export function asCount(value: unknown): number | null {
  const number = asNumber(value);
  return number !== null && Number.isSafeInteger(number) && number >= 0 ? number : null;
}

/** Returns a number above 0, whole or not; null for 0, which is "not set" as well. */
export function asPositive(value: unknown): number | null {
  const number = asNumber(value);
  return number !== null && number > 0 ? number : null;
}

const NOTHING: ReadonlySet<string> = new Set(['', 'null', 'none', '~']);

/** Returns a text that says something, which is neither empty nor `None`; otherwise null. */
export function asText(value: unknown): string | null {
  return typeof value === 'string' && !NOTHING.has(value.trim().toLowerCase()) ? value.trim() : null;
}

/** Returns the texts of a list, or of a single text; anything that is not a text is left out. */
export function asTexts(value: unknown): readonly string[] {
  const items = Array.isArray(value) ? value : [value];
  return items.map(asText).filter((text) => text !== null);
}

export function asFlag(value: unknown): boolean | null {
  if (typeof value === 'boolean') return value;
  if (value === 0 || value === 1) return value === 1;
  if (typeof value !== 'string') return null;
  const word = value.trim().toLowerCase();
  if (['true', 'yes', 'on', '1'].includes(word)) return true;
  return ['false', 'no', 'off', '0'].includes(word) ? false : null;
}

/** Returns milliseconds since 1970, from seconds (as hosted trainers write), milliseconds or an ISO 8601 date. */
export function asTime(value: unknown): number | null {
  const number = asNumber(value);
  if (number !== null) return number <= 0 ? null : Math.round(number < 1e11 ? number * 1000 : number);
  return typeof value === 'string' ? isoTime(value) : null;
}

const ISO =
  /^\s*(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?\s*(?:(Z)|([+-])(\d\d):?(\d\d)?)?)?\s*$/i;

/** Parses an ISO 8601 time; without an offset it is taken as UTC. */
function isoTime(text: string): number | null {
  const found = ISO.exec(text);
  if (found === null) return null;
  const [year, month, day, hour, minute, second] = found.slice(1, 7).map((part) => Number(part ?? 0));
  if (month! < 1 || month! > 12 || day! < 1 || day! > 31 || hour! > 24 || minute! > 59 || second! > 60) return null;
  const milliseconds = Math.round(Number(`0.${found[7] ?? 0}`) * 1000);
  const offset = (Number(found[10] ?? 0) * 60 + Number(found[11] ?? 0)) * (found[9] === '-' ? -1 : 1);
  const seconds = ((daysTo(year!, month!, day!) * 24 + hour!) * 60 + minute! - offset) * 60 + second!;
  return seconds * 1000 + milliseconds;
}

/** Returns the days from 1970-01-01 in the Gregorian calendar; a pure module has no `Date`. */
function daysTo(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719468;
}
