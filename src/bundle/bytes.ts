import { ProvenanceError, parseStrictJson } from '../provenance/index.ts';
import { utf8 } from '../tlog/index.ts';

/** Upper bound for the size of any result or statement. */
export const MAX_JSON_BYTES = 64 * 2 ** 20;

/**
 * Parses UTF-8 JSON; undefined if the bytes are not valid JSON, are too many, nest too deep to be read safely, or
 * repeat a key.
 */
export function jsonIn(bytes: Uint8Array): unknown {
  try {
    return parseStrictJson(bytes, MAX_JSON_BYTES, 'part');
  } catch (cause) {
    if (cause instanceof ProvenanceError) return undefined;
    throw cause;
  }
}

/** Formats JSON as in the parts of a bundle: indented, with a line break at the end. */
export const jsonBytes = (value: unknown): Uint8Array => utf8(`${JSON.stringify(value, null, 2)}\n`);

/** Orders names by their UTF-8 bytes. Part names are ASCII, for which the order of code units is the same. */
export const byBytes = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
