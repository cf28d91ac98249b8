import { type Digest, PREDICATES, type Statement } from '../../provenance/index.ts';
import { isRecord, jsonBytes } from '../bytes.ts';
import { redactValue } from './redact-value.ts';

/** What stands in place of a part that was redacted. */
export interface RedactedPart {
  readonly schema: 'zenbun.redacted/1';
  readonly original: { readonly sha256: string; readonly bytes: number };
  /** The original without its texts; null where it is no JSON. */
  readonly value: unknown;
}

/** The original's digest and size, and what may stay of its value. */
export const redactedPart = (original: RedactedPart['original'], value: unknown, sha256: Digest): Uint8Array =>
  jsonBytes({
    schema: 'zenbun.redacted/1',
    original,
    value: value === undefined ? null : redactValue(value, { sha256, salt: original.sha256 }),
  } satisfies RedactedPart);

/** A statement without its texts: what it is about by digest. Its signature is over the original, and can be checked there alone. */
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

/** Types that are public specifications or ours; another may hold a name. */
const knownPredicate = (type: string): string | null =>
  Object.values<string>(PREDICATES).find((one) => one === type) ?? null;
