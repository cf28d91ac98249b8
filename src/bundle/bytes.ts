import { ProvenanceError, parseStrictJson } from '../provenance/index.ts';
import { utf8 } from '../tlog/index.ts';

/** No result and no statement is longer. */
export const MAX_JSON_BYTES = 64 * 2 ** 20;

/** The value of UTF-8 JSON; undefined where the bytes are none, are too many or nested too deep to be read safely, or name a key twice. */
export function jsonIn(bytes: Uint8Array): unknown {
  try {
    return parseStrictJson(bytes, MAX_JSON_BYTES, 'part');
  } catch (cause) {
    if (cause instanceof ProvenanceError) return undefined;
    throw cause;
  }
}

/** JSON as parts of a bundle hold it: indented, with a line break at its end. */
export const jsonBytes = (value: unknown): Uint8Array => utf8(`${JSON.stringify(value, null, 2)}\n`);

/** Orders names as their UTF-8 bytes are ordered; names of parts are ASCII, where the order of code units is the same. */
export const byBytes = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
