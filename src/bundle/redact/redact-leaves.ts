import type { Digest } from '../../provenance/index.ts';
import { toHex } from '../../provenance/index.ts';
import { leafHash, utf8 } from '../../tlog/index.ts';
import { isRecord, jsonIn } from '../bytes.ts';
import { redactValue } from './redact-value.ts';

/** A line of a redacted bundle of entries. */
interface RedactedLeaf {
  /** RFC 6962 hash of the leaf in lower-case hex, as in the level 0 tile. */
  readonly leafHash: string;
  /**
   * The leaf without its texts; null if it is not JSON. Only the leaf itself could prove that this belongs to the hash.
   */
  readonly leaf: unknown;
}

/** Redacts a bundle of entries to JSON lines, one per leaf and in order. Hashes stay valid; texts are removed. */
export function redactedLeaves(entries: readonly Uint8Array[], sha256: Digest): Uint8Array {
  const lines = entries.map((bytes) => {
    const hash = toHex(leafHash(sha256, bytes));
    const json = jsonIn(bytes);
    const leaf = json === undefined ? null : redactValue(json, { sha256, salt: hash });
    return `${JSON.stringify({ leafHash: hash, leaf } satisfies RedactedLeaf)}\n`;
  });
  return utf8(lines.join(''));
}

/** Reads the hashes of such lines; null if there are not exactly `width` valid lines. */
export function hashesOfRedacted(text: string, width: number): Uint8Array[] | null {
  const lines = text.split('\n');
  if (lines.pop() !== '' || lines.length !== width) return null;
  const hashes: Uint8Array[] = [];
  for (const line of lines) {
    const json = jsonIn(utf8(line));
    if (!isRecord(json) || typeof json.leafHash !== 'string' || !/^[\da-f]{64}$/.test(json.leafHash)) return null;
    hashes.push(bytesOf(json.leafHash));
  }
  return hashes;
}

/** Converts validated hex to bytes. */
const bytesOf = (hex: string): Uint8Array =>
  Uint8Array.from({ length: hex.length / 2 }, (_, i) => Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16));
