import { isSha256 } from '../encoding/hex.ts';
import { isObject } from '../encoding/shape.ts';
import { isWhole } from './whole-number.ts';

/** A record of a file without a leaf, and the reason: too long, or an unclosed list. In English, as in scan results. */
export interface UncommittedRecord {
  /** Counted as in scans: 1-based line for line formats, otherwise 1-based element or record. */
  readonly line: number;
  readonly reason: string;
}

/** A file of a manifest: the leaves `first` to `first` + `count` - 1, in the order of its records. */
export interface ManifestFile {
  /** Path relative to the attested folder, with `/`; for a single file, its name. */
  readonly name: string;
  /**
   * Digest of its bytes on the disk; null if withheld, because together with all other records it would allow guessing
   * the last one.
   */
  readonly sha256: string | null;
  readonly container: string;
  readonly compression: string;
  /**
   * The bytes of a record. `bytes`: as in the file (decompressed, in UTF-8), without the line break after them.
   * `row-json`: a row of a table, as JSON without white space, columns in order, as ECMAScript's `JSON.stringify`
   * writes it.
   */
  readonly form: 'bytes' | 'row-json';
  /** Column names of a CSV file; null for other formats. */
  readonly columns: readonly string[] | null;
  readonly first: number;
  readonly count: number;
  /** Records without a leaf: their number, and the first of them. */
  readonly uncommitted: { readonly count: number; readonly records: readonly UncommittedRecord[] };
}

/** The content of a statement with the predicate `PREDICATES.manifest`. */
export interface ManifestPredicate {
  readonly tree: 'rfc6962-sha256';
  readonly commitment: 'sha256(domain | salt | record)';
  readonly domain: string;
  /** Lower-case hex. */
  readonly root: string;
  readonly size: number;
  readonly files: readonly ManifestFile[];
  /** Names of files of the folder whose kind is not supported; the manifest says nothing about them. */
  readonly leftOut: readonly string[];
  /** ISO 8601; null if the signer does not state it. */
  readonly at: string | null;
  readonly tool: { readonly name: string; readonly version: string };
}

export const MANIFEST_TREE = 'rfc6962-sha256';
export const MANIFEST_COMMITMENT = 'sha256(domain | salt | record)';

/**
 * Reads the predicate of a manifest; null if it is not one, is of another version, or its files do not add up to its
 * size.
 */
export function manifestPredicate(value: unknown): ManifestPredicate | null {
  if (!isObject(value)) return null;
  const { tree, commitment, domain, root, size, files, leftOut, at, tool } = value;
  if (tree !== MANIFEST_TREE || commitment !== MANIFEST_COMMITMENT || typeof domain !== 'string') return null;
  if (!isSha256(root) || !isWhole(size) || !(at === null || typeof at === 'string')) return null;
  if (!Array.isArray(files) || !isTexts(leftOut)) return null;
  if (!isObject(tool) || typeof tool.name !== 'string' || typeof tool.version !== 'string') return null;
  let next = 0;
  for (const file of files) {
    if (!isManifestFile(file) || file.first !== next) return null;
    next += file.count;
  }
  return next === size ? (value as unknown as ManifestPredicate) : null;
}

const isTexts = (value: unknown) => Array.isArray(value) && value.every((text) => typeof text === 'string');

function isManifestFile(value: unknown): value is ManifestFile {
  if (!isObject(value)) return false;
  const { name, sha256, container, compression, form, columns, first, count, uncommitted } = value;
  if (typeof name !== 'string' || !(sha256 === null || isSha256(sha256))) return false;
  if (typeof container !== 'string' || typeof compression !== 'string') return false;
  if (!(form === 'bytes' || form === 'row-json') || !isWhole(first) || !isWhole(count)) return false;
  if (!(columns === null || isTexts(columns))) return false;
  return isObject(uncommitted) && isWhole(uncommitted.count) && Array.isArray(uncommitted.records);
}

/** Returns the file that holds a record; undefined if the manifest has no such record. */
export function fileOfRecord({ files }: ManifestPredicate, record: number): ManifestFile | undefined {
  return files.find(({ first, count }) => record >= first && record < first + count);
}
