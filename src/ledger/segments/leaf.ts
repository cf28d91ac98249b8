import { refusedRecord } from '../ledger-error.ts';
import { MAX_LEAF_BYTES } from './frame.ts';

/** What a leaf may say: numbers are safe integers, so that every language writes them alike. */
export type LeafValue =
  | string
  | number
  | boolean
  | null
  | readonly LeafValue[]
  | { readonly [name: string]: LeafValue | undefined };

/** What a writer says in a leaf; a field that is undefined is left out. */
export type LeafFields = Readonly<Record<string, LeafValue | undefined>>;

/** How a leaf names its body. Digests in hexadecimal, length in bytes. */
export interface LeafBody {
  /** Length of the ciphertext. */
  readonly bytes: number;
  /** Commitment to the key of the body. */
  readonly key: string;
  /** SHA-256 of the ciphertext. */
  readonly sha256: string;
}

/** A leaf that was read. `fields` are all but `kind`, `time` and `body`. */
export interface LedgerLeaf {
  readonly kind: string;
  /** Milliseconds since 1970, as the writer's clock said: information, never an order. */
  readonly time: number;
  readonly body: LeafBody | null;
  readonly fields: LeafFields;
}

const RESERVED = ['body', 'kind', 'time'];

/**
 * The bytes of a leaf: JSON with sorted keys and without white space (RFC 8785). Throws `usage` where a field has a name of the
 * ledger or a value that RFC 8785 does not write alike everywhere, or where the leaf is longer than 1 KiB.
 */
export function leafBytes(kind: string, time: number, fields: LeafFields, body: LeafBody | null): Buffer {
  for (const name of RESERVED) {
    if (Object.hasOwn(fields, name)) {
      throw refusedRecord(`The field ${name} is the ledger's own`, `項目 ${name} は台帳が使用します`);
    }
  }
  const bytes = Buffer.from(
    canonical(body === null ? { ...fields, kind, time } : { ...fields, kind, time, body: { ...body } }),
  );
  if (bytes.length > MAX_LEAF_BYTES) {
    throw refusedRecord(
      `A leaf of ${bytes.length} bytes is longer than ${MAX_LEAF_BYTES}`,
      `記録の項目が ${bytes.length} バイトあり、上限の ${MAX_LEAF_BYTES} バイトを超えています`,
      { en: 'Put long values into the body.', ja: '長い値は本文に入れてください。' },
    );
  }
  return bytes;
}

function canonical(value: LeafValue): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'number' && !Number.isSafeInteger(value)) {
    throw refusedRecord(`${value} is no safe integer`, `${value} は扱える範囲の整数ではありません`);
  }
  if (value === null || typeof value === 'boolean') return String(value);
  // Negative zero is written as 0.
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object') {
    throw refusedRecord(`A field holds a ${typeof value}`, `項目に使えない型の値があります（${typeof value}）`);
  }
  let text = '';
  for (const name of Object.keys(value).sort()) {
    const item = (value as { readonly [name: string]: LeafValue | undefined })[name];
    if (item !== undefined) text += `${text === '' ? '' : ','}${quoted(name)}:${canonical(item)}`;
  }
  return `{${text}}`;
}

/** A text that JSON writes as it is, which nearly all are. */
const PLAIN = /^[ !#-[\]-~]*$/;

function quoted(text: string): string {
  if (PLAIN.test(text)) return `"${text}"`;
  if (/\p{Surrogate}/u.test(text)) {
    throw refusedRecord('A field holds half a character', '項目に不完全な文字が含まれています');
  }
  return JSON.stringify(text);
}

/** Reads a leaf. Null where it is not one: no JSON object, no kind or time, not written as `leafBytes` writes it. */
export function readLeaf(bytes: Uint8Array): LedgerLeaf | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8'));
  } catch {
    return null;
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return null;
  const { kind, time, body = null, ...fields } = parsed as Record<string, LeafValue>;
  if (typeof kind !== 'string' || typeof time !== 'number') return null;
  if (body !== null && !isLeafBody(body)) return null;
  return { kind, time, body, fields };
}

function isLeafBody(body: unknown): body is LeafBody {
  const { bytes, key, sha256 } = body as Record<string, unknown>;
  return typeof bytes === 'number' && typeof key === 'string' && typeof sha256 === 'string';
}
