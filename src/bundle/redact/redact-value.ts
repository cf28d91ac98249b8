import type { Digest } from '../../provenance/index.ts';
import { toHex } from '../../provenance/index.ts';
import { utf8 } from '../../tlog/index.ts';
import { isRecord } from '../bytes.ts';
import { CLOSED_FIELDS, CLOSED_WORDS, FIELD_NAMES } from './vocabulary.ts';

/**
 * Minimum length of a text that gets a digest. Shorter ones could be guessed, and the digest would confirm the guess,
 * so that only their length is kept.
 */
const MIN_DIGEST_CHARS = 32;
const HEX_DIGEST = /^(?:sha256:)?[\da-f]{64}$/;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,3})?Z$/;
const VERSION = /^\d{1,4}\.\d{1,4}\.\d{1,4}$/;

/**
 * Parameters of a redaction. `salt`: SHA-256 of the part that holds the value, so that a text has a different digest in
 * each part.
 */
export interface Redaction {
  readonly sha256: Digest;
  readonly salt: string;
}

/**
 * Removes the texts from a JSON value. Numbers, booleans, digests, times and words of closed lists stay. Every other
 * text is replaced by its length, plus its digest if it is too long to be guessed; unknown field names are numbered.
 * Equal values give equal results, so that anyone shown the original can redact it again and compare.
 */
export function redactValue(value: unknown, redaction: Redaction, field = ''): unknown {
  if (typeof value === 'string') return mayStay(value, field) ? value : shapeOf(value, redaction);
  if (Array.isArray(value)) return value.map((one) => redactValue(one, redaction, field));
  if (!isRecord(value)) return value;
  const fields: Record<string, unknown> = {};
  let unknown = 0;
  for (const [name, one] of Object.entries(value)) {
    // A number rather than a digest: all anyone needs to know about an unknown field is that it existed.
    const shown = FIELD_NAMES.has(name) ? name : `field-${++unknown}`;
    fields[shown] = redactValue(one, redaction, shown);
  }
  return fields;
}

function mayStay(text: string, field: string): boolean {
  if (field === 'version') return VERSION.test(text);
  if (CLOSED_FIELDS.has(field) && CLOSED_WORDS.has(text)) return true;
  return (DIGEST_FIELDS.has(field) && HEX_DIGEST.test(text)) || (TIME_FIELDS.has(field) && TIME.test(text));
}

/** Fields that hold our own digests and times; a text of that form elsewhere may be somebody's data. */
const DIGEST_FIELDS: ReadonlySet<string> = new Set(['sha256', 'digest', 'fingerprint', 'before', 'after', 'key']);
const TIME_FIELDS: ReadonlySet<string> = new Set(['at', 'time', 'to', ...Object.keys({ from: 0 })]);

function shapeOf(text: string, { sha256, salt }: Redaction): string {
  const chars = [...text].length;
  if (chars < MIN_DIGEST_CHARS) return `[redacted: ${chars} characters]`;
  return `[redacted: ${chars} characters, sha256 with the part's digest ${toHex(sha256(utf8(`${salt}\n${text}`)))}]`;
}
