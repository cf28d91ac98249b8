import type { Digest } from '../../provenance/index.ts';
import { toHex } from '../../provenance/index.ts';
import { utf8 } from '../../tlog/index.ts';
import { isRecord } from '../bytes.ts';
import { CLOSED_FIELDS, CLOSED_WORDS, FIELD_NAMES } from './vocabulary.ts';

/** A text this short could be guessed, and a digest would confirm the guess: such texts leave their length alone. */
const MIN_DIGEST_CHARS = 32;
const HEX_DIGEST = /^(?:sha256:)?[\da-f]{64}$/;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,3})?Z$/;
const VERSION = /^\d{1,4}\.\d{1,4}\.\d{1,4}$/;

/** What redacting needs. `salt`: SHA-256 of the part that the value stands in, so that one text has another digest in each part. */
export interface Redaction {
  readonly sha256: Digest;
  readonly salt: string;
}

/**
 * A JSON value without its texts: numbers, truth values, digests, times and words of closed lists stay; every other text, and every name of a
 * field that is not known, is replaced by its shape, and by its digest where it is too long to be guessed. Equal values give equal results, so
 * that whoever is shown the original can redact it again and compare.
 */
export function redactValue(value: unknown, redaction: Redaction, field = ''): unknown {
  if (typeof value === 'string') return mayStay(value, field) ? value : shapeOf(value, redaction);
  if (Array.isArray(value)) return value.map((one) => redactValue(one, redaction, field));
  if (!isRecord(value)) return value;
  const fields: Record<string, unknown> = {};
  let unknown = 0;
  for (const [name, one] of Object.entries(value)) {
    // A number, not a digest: of a field's name nobody needs more than that there was one.
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

/** Fields that hold digests, and times, of ours; a text of that form elsewhere may be somebody's. */
const DIGEST_FIELDS: ReadonlySet<string> = new Set(['sha256', 'digest', 'fingerprint', 'before', 'after', 'key']);
const TIME_FIELDS: ReadonlySet<string> = new Set(['at', 'time', 'to', ...Object.keys({ from: 0 })]);

function shapeOf(text: string, { sha256, salt }: Redaction): string {
  const chars = [...text].length;
  if (chars < MIN_DIGEST_CHARS) return `[redacted: ${chars} characters]`;
  return `[redacted: ${chars} characters, sha256 with the part's digest ${toHex(sha256(utf8(`${salt}\n${text}`)))}]`;
}
