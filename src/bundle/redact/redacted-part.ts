import { type Digest, PREDICATES, type Statement } from '../../provenance/index.ts';
import { isRecord, jsonBytes } from '../bytes.ts';
import { redactValue } from './redact-value.ts';

/** The replacement of a redacted part. */
export interface RedactedPart {
  readonly schema: 'zenbun.redacted/1';
  readonly original: { readonly sha256: string; readonly bytes: number };
  /** The original without its texts; null if it is not JSON. */
  readonly value: unknown;
}

/** Builds the replacement: the original's digest and size, and what may remain of its value. */
export const redactedPart = (original: RedactedPart['original'], value: unknown, sha256: Digest): Uint8Array =>
  jsonBytes({
    schema: 'zenbun.redacted/1',
    original,
    value: value === undefined ? null : redactValue(value, { sha256, salt: original.sha256 }),
  } satisfies RedactedPart);

/**
 * Redacts a statement to the digests of its subjects. Its signature covers the original and can be checked only there.
 */
export const redactedStatement = (
  original: RedactedPart['original'],
  { predicateType, subject }: Statement,
): Uint8Array =>
  jsonBytes({
    schema: 'zenbun.redacted/1',
    original,
    value: { statement: { predicateType: knownPredicate(predicateType), subject: subject.map(digestOf) } },
  } satisfies RedactedPart);

const digestOf = ({ digest }: Statement['subject'][number]) =>
  isRecord(digest) && typeof digest.sha256 === 'string' && /^[\da-f]{64}$/.test(digest.sha256)
    ? { sha256: digest.sha256 }
    : {};

/** Keeps types that are public specifications or ours; any other may contain a name. */
const knownPredicate = (type: string): string | null =>
  Object.values<string>(PREDICATES).find((one) => one === type) ?? null;
