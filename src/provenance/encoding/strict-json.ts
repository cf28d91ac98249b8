import { fromUtf8 } from '../../tlog/index.ts';
import { ProvenanceError } from '../provenance-error.ts';

const MAX_DEPTH = 64;
/** A string of JSON, or a sign that opens, closes or divides. */
const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]/gs;

interface Level {
  /** Null: an array. */
  readonly keys: Set<string> | null;
  /** Whether the next string is a key. */
  awaitsKey: boolean;
}

/** `JSON.parse` has accepted the text, so strings and brackets are where they look to be. */
function refuseDuplicateKeys(text: string): void {
  const levels: Level[] = [];
  for (const [token] of text.matchAll(TOKEN)) {
    const top = levels.at(-1);
    if (token === '{') levels.push({ keys: new Set(), awaitsKey: true });
    else if (token === '[') levels.push({ keys: null, awaitsKey: false });
    else if (token === '}' || token === ']') levels.pop();
    else if (token === ',') {
      if (top?.keys) top.awaitsKey = true;
    } else if (token !== ':' && top?.keys && top.awaitsKey) {
      const key = JSON.parse(token) as string;
      if (top.keys.has(key)) throw new ProvenanceError('duplicate-key', token.slice(0, 80));
      top.keys.add(key);
      top.awaitsKey = false;
    }
    if (levels.length > MAX_DEPTH) throw new ProvenanceError('too-large', `nested deeper than ${MAX_DEPTH}`);
  }
}

/**
 * The value of JSON in UTF-8 without a byte order mark, at most `maxBytes` long. Throws a `ProvenanceError` where it is longer, is not JSON, is nested
 * deeper than 64, or names a key twice in an object: another reader might take the other value.
 */
export function parseStrictJson(bytes: Uint8Array, maxBytes: number, what: string): unknown {
  if (bytes.length > maxBytes) throw new ProvenanceError('too-large', `${what}, ${bytes.length} > ${maxBytes} bytes`);
  const text = fromUtf8(bytes);
  if (text === null) throw new ProvenanceError('not-json', what);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new ProvenanceError('not-json', what);
  }
  refuseDuplicateKeys(text);
  return value;
}
