import { ProvenanceError } from '../provenance-error.ts';

/** A JSON object whose fields have not been examined yet. */
export type JsonFields = Readonly<Record<string, unknown>>;

/** Formats a value for an error message: short, on one line. */
export function shown(value: unknown): string {
  const text = value === undefined ? '(absent)' : (JSON.stringify(value) ?? String(value));
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

function refuse(place: string, value: unknown): never {
  throw new ProvenanceError('malformed', `${place}: ${shown(value)}`);
}

export function isObject(value: unknown): value is JsonFields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Returns the value if it is an object; otherwise throws `malformed` with the place, as all of these functions do. */
export function objectAt(value: unknown, place: string): JsonFields {
  return isObject(value) ? value : refuse(place, value);
}

export function arrayAt(value: unknown, place: string): readonly unknown[] {
  return Array.isArray(value) ? value : refuse(place, value);
}

export function textAt(value: unknown, place: string): string {
  return typeof value === 'string' ? value : refuse(place, value);
}

/** Returns a text that is not blank. */
export function nameAt(value: unknown, place: string): string {
  return typeof value === 'string' && value.trim() !== '' ? value : refuse(place, value);
}

/** Returns a text, or null if absent or null. */
export function optionalTextAt(value: unknown, place: string): string | null {
  return value === undefined || value === null ? null : textAt(value, place);
}

/** Returns a non-negative whole number, or null if absent or null. */
export function optionalCountAt(value: unknown, place: string): number | null {
  if (value === undefined || value === null) return null;
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : refuse(place, value);
}

export function booleanAt(value: unknown, place: string): boolean {
  return typeof value === 'boolean' ? value : refuse(place, value);
}

/** Throws `unknown-field` for a field that is not one of the known ones. */
export function onlyFields(object: JsonFields, known: readonly string[], place: string): void {
  const other = Object.keys(object).find((key) => !known.includes(key));
  if (other !== undefined) throw new ProvenanceError('unknown-field', place === '' ? other : `${place}.${other}`);
}
