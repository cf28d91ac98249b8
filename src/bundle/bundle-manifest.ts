import { PREDICATES, STATEMENT_TYPE, type Statement } from '../provenance/index.ts';
import { byBytes, isRecord } from './bytes.ts';
import { isPartName, kindOfPart, type PartKind } from './part-names.ts';

/** A part of a bundle, as stated in its manifest. */
export interface BundlePart {
  readonly name: string;
  readonly kind: PartKind;
  /** Lower-case hex; the signed statement keeps it in the subject at the same index. */
  readonly sha256: string;
  readonly bytes: number;
  /** The original that a redacted part replaces; null if the part is as it was given or made. */
  readonly original: { readonly sha256: string; readonly bytes: number } | null;
}

/** A log, a range of which is in the bundle. */
export interface BundledLedger {
  /**
   * `ledger/1`: holds `checkpoint` and `tile/…` as in C2SP tlog-tiles, or redacted leaves in place of `tile/entries/…`.
   */
  readonly folder: string;
  readonly origin: string;
  /** Public key of the log, as the maker of the bundle knew it. */
  readonly vkey: string;
  /** Number of leaves under the checkpoint, and its root in base64. */
  readonly size: number;
  readonly root: string;
  /** First leaf in the bundle, and the first one after the range. Both are multiples of 256, or `size`. */
  readonly from: number;
  readonly to: number;
  /**
   * `leaves`: the entry bundles as the log publishes them. `redacted`: one line per leaf, with its hash in place of any
   * text.
   */
  readonly entries: 'leaves' | 'redacted';
}

/** A bundle's description of itself: the predicate of its manifest, with the digests of the subjects. */
export interface BundleManifest {
  readonly schema: 'zenbun.bundle/1';
  readonly tool: { readonly name: 'zenbun'; readonly version: string };
  /** ISO 8601, as stated by the maker. */
  readonly at: string;
  readonly redacted: boolean;
  /** Sorted by name. */
  readonly parts: readonly BundlePart[];
  readonly ledgers: readonly BundledLedger[];
}

/** Builds the statement to sign: the parts are its subjects, sorted by name. */
export function manifestStatement({ parts, ...manifest }: BundleManifest): Statement {
  const sorted = [...parts].sort((a, b) => byBytes(a.name, b.name));
  return {
    _type: STATEMENT_TYPE,
    subject: sorted.map(({ name, sha256 }) => ({ name, digest: { sha256 } })),
    predicateType: PREDICATES.bundle,
    predicate: { ...manifest, parts: sorted.map(({ sha256: _, ...part }) => part) },
  };
}

/** A manifest that cannot be used, and where the fault is in it, for people; the same in both languages. */
export interface ManifestFault {
  readonly at: string;
}

/** Reads the manifest of a statement, or returns the first place that is not as `manifestStatement` writes it. */
export function readManifest(statement: Statement): BundleManifest | ManifestFault {
  const { predicate, subject, predicateType } = statement;
  if (predicateType !== PREDICATES.bundle) return { at: 'predicateType' };
  if (!isRecord(predicate)) return { at: 'predicate' };
  const { schema, tool, at, redacted, parts, ledgers } = predicate;
  if (schema !== 'zenbun.bundle/1') return { at: 'predicate.schema' };
  if (!isRecord(tool) || tool.name !== 'zenbun' || typeof tool.version !== 'string') return { at: 'predicate.tool' };
  if (typeof at !== 'string') return { at: 'predicate.at' };
  if (typeof redacted !== 'boolean') return { at: 'predicate.redacted' };
  if (!Array.isArray(parts) || parts.length !== subject.length) return { at: 'predicate.parts' };
  if (!Array.isArray(ledgers)) return { at: 'predicate.ledgers' };
  const wrongLedger = ledgers.findIndex((one, i) => !isLedger(one, i));
  if (wrongLedger >= 0) return { at: `predicate.ledgers[${wrongLedger}]` };
  const read: BundlePart[] = [];
  for (const [i, part] of parts.entries()) {
    const one = partOf(part, subject[i]);
    if (one === null || (i > 0 && byBytes(read[i - 1]!.name, one.name) >= 0)) return { at: `subject[${i}]` };
    read.push(one);
  }
  const { version } = tool;
  return { schema, tool: { name: 'zenbun', version }, at, redacted, parts: read, ledgers };
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const isDigest = (value: unknown): value is string => typeof value === 'string' && /^[\da-f]{64}$/.test(value);

function partOf(part: unknown, subject: unknown): BundlePart | null {
  if (!isRecord(part) || !isRecord(subject) || !isRecord(subject.digest)) return null;
  const { name, bytes, original } = part;
  const { sha256 } = subject.digest;
  if (typeof name !== 'string' || name !== subject.name || !isPartName(name)) return null;
  const kind = kindOfPart(name);
  if (kind === null || kind !== part.kind || !isCount(bytes) || !isDigest(sha256)) return null;
  if (original === null) return { name, kind, sha256, bytes, original };
  if (!isRecord(original) || !isDigest(original.sha256) || !isCount(original.bytes)) return null;
  const of = { sha256: original.sha256, bytes: original.bytes };
  return { name, kind, sha256, bytes, original: of };
}

/** Also checks the bounds, so that code that reads a range need not. */
function isLedger(value: unknown, i: number): value is BundledLedger {
  if (!isRecord(value)) return false;
  const { folder, origin, vkey, size, root, from, to, entries } = value;
  if (folder !== `ledger/${i + 1}` || entries === undefined || !['leaves', 'redacted'].includes(String(entries))) {
    return false;
  }
  if (![origin, vkey, root].every((text) => typeof text === 'string')) return false;
  return isCount(size) && isCount(from) && isCount(to) && from <= to && to <= size;
}
