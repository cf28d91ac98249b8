import { fromUtf8 } from '../../tlog/index.ts';
import { ProvenanceError } from '../provenance-error.ts';
import { shown } from './shape.ts';

const MAX_DEPTH = 64;
interface JsonLevel {
  /** Null for an array. */
  readonly keys: Set<string> | null;
  /** True if the next string is a key. */
  awaitsKey: boolean;
}

/**
 * Returns the offset after the closing quote of the string that opens at `from`, or the end of the text if it is
 * unclosed.
 */
function stringEnd(text: string, from: number): number {
  for (let end = text.indexOf('"', from + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let backslashes = 0;
    while (text[end - 1 - backslashes] === '\\') backslashes++;
    if (backslashes % 2 === 0) return end + 1;
  }
  return text.length;
}

/**
 * Runs before `JSON.parse`, which takes much time and memory for a text nested a million levels deep. For a text that
 * is not JSON, this may find anything or nothing, or throw a `SyntaxError`.
 */
function refuseDuplicateKeys(text: string): void {
  const levels: JsonLevel[] = [];
  let at = 0;
  while (at < text.length) {
    const sign = text[at]!;
    const from = at;
    at = sign === '"' ? stringEnd(text, from) : from + 1;
    const top = levels.at(-1);
    if (sign === '{') levels.push({ keys: new Set(), awaitsKey: true });
    else if (sign === '[') levels.push({ keys: null, awaitsKey: false });
    else if (sign === '}' || sign === ']') levels.pop();
    else if (sign === ',' && top?.keys) top.awaitsKey = true;
    else if (sign === '"' && top?.keys && top.awaitsKey) {
      const key = JSON.parse(text.slice(from, at)) as string;
      if (top.keys.has(key)) throw new ProvenanceError('duplicate-key', shown(key));
      top.keys.add(key);
      top.awaitsKey = false;
    }
    if (levels.length > MAX_DEPTH) throw new ProvenanceError('too-large', `nested deeper than ${MAX_DEPTH}`);
  }
}

/**
 * Parses JSON in UTF-8 without a byte order mark, at most `maxBytes` long. Throws a `ProvenanceError` if it is longer,
 * is not JSON, is nested deeper than 64, or repeats a key in an object: another reader might take the other value.
 */
export function parseStrictJson(bytes: Uint8Array, maxBytes: number, what: string): unknown {
  if (bytes.length > maxBytes) throw new ProvenanceError('too-large', `${what}, ${bytes.length} > ${maxBytes} bytes`);
  const text = fromUtf8(bytes);
  if (text === null) throw new ProvenanceError('not-json', what);
  let value: unknown;
  try {
    refuseDuplicateKeys(text);
    value = JSON.parse(text);
  } catch (error) {
    if (error instanceof ProvenanceError) throw error;
    throw new ProvenanceError('not-json', what);
  }
  return value;
}
