import { refusedRecord } from '../ledger-error.ts';
import { MAX_LEAF_BYTES } from './frame.ts';

/** A value in a leaf. Numbers are safe integers, so that every language writes them alike. */
export type LeafValue =
  | string
  | number
  | boolean
  | null
  | readonly LeafValue[]
  | { readonly [name: string]: LeafValue | undefined };

/** The writer's fields of a leaf; undefined fields are omitted. */
export type LeafFields = Readonly<Record<string, LeafValue | undefined>>;

/** A leaf's reference to its body. Digests are in hexadecimal, the length in bytes. */
interface LeafBody {
  /** Length of the ciphertext. */
  readonly bytes: number;
  /** Commitment to the key of the body. */
  readonly key: string;
  /** SHA-256 of the ciphertext. */
  readonly sha256: string;
}

/** A parsed leaf. `fields` are all fields except `kind`, `time` and `body`. */
export interface LedgerLeaf {
  readonly kind: string;
  /** Milliseconds since 1970 by the writer's clock: informative, never an order. */
  readonly time: number;
  readonly body: LeafBody | null;
  readonly fields: LeafFields;
}

/** The text of a leaf without the digests of its body. Its length is known before the body is encrypted into place. */
export interface LeafText {
  readonly before: string;
  /** The text after the digests; null if there is no body. */
  readonly after: string | null;
  /** Length of the leaf, digests included. */
  readonly bytes: number;
}

const DIGEST_CHARS = 64;
const BETWEEN = '","sha256":"';

/**
 * Formats a leaf as JSON with sorted keys and no white space (RFC 8785). `bodyBytes`: length of the ciphertext; null if
 * there is no body. Throws `usage` if a field has a reserved name or a value that RFC 8785 does not write alike
 * everywhere, or if the leaf exceeds 1 KiB.
 */
export function leafText(kind: string, time: number, fields: LeafFields, bodyBytes: number | null): LeafText {
  let before = '{';
  let after: string | null = null;
  for (const { name, label } of fieldOrder(kind, fields)) {
    if (name === 'body') {
      if (bodyBytes === null) continue;
      before += `${before === '{' ? '' : ','}"body":{"bytes":${bodyBytes},"key":"`;
      after = '"}';
      continue;
    }
    const value = name === 'kind' ? kind : name === 'time' ? time : fields[name];
    if (value === undefined) continue;
    const item = `${label}${canonical(value)}`;
    if (after !== null) after += `,${item}`;
    else before += before === '{' ? item : `,${item}`;
  }
  if (after === null) before += '}';
  else after += '}';
  const digests = after === null ? 0 : 2 * DIGEST_CHARS + BETWEEN.length;
  const bytes = Buffer.byteLength(before) + digests + Buffer.byteLength(after ?? '');
  if (bytes > MAX_LEAF_BYTES) throw tooLong(bytes);
  return { before, after, bytes };
}

/** Writes a leaf into a place of exactly its length. Digests are in hexadecimal. */
export function writeLeaf(place: Buffer, { before, after }: LeafText, key = '', sha256 = ''): void {
  place.write(after === null ? before : `${before}${key}${BETWEEN}${sha256}${after}`);
}

interface LeafField {
  readonly name: string;
  /** The JSON before the value. */
  readonly label: string;
}

/** The latest field order of each kind: nearly all leaves of a kind share it. */
const ORDERS = new Map<string, { readonly names: readonly string[]; readonly order: readonly LeafField[] }>();
const MOST_ORDERS = 64;
const RESERVED = ['body', 'kind', 'time'];

function fieldOrder(kind: string, fields: LeafFields): readonly LeafField[] {
  const names = Object.keys(fields);
  const known = ORDERS.get(kind);
  if (known?.names.length === names.length && known.names.every((name, i) => name === names[i])) return known.order;
  const own = RESERVED.find((name) => names.includes(name));
  if (own !== undefined) {
    throw refusedRecord(`The field ${own} is the ledger's own`, `項目 ${own} は証跡が使用します`);
  }
  const order = [...names, ...RESERVED].sort().map((name) => ({ name, label: `${quoted(name)}:` }));
  if (ORDERS.size >= MOST_ORDERS) ORDERS.clear();
  ORDERS.set(kind, { names, order });
  return order;
}

const tooLong = (bytes: number) =>
  refusedRecord(
    `A leaf of ${bytes} bytes is longer than ${MAX_LEAF_BYTES}`,
    `記録の項目が ${bytes} バイトあり、上限の ${MAX_LEAF_BYTES} バイトを超えています`,
    { en: 'Put long values into the body.', ja: '長い値は本文に入れてください。' },
  );

function canonical(value: LeafValue): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'number' && !Number.isSafeInteger(value)) {
    throw refusedRecord(`${value} is not a safe integer`, `${value} は扱える範囲の整数ではありません`);
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

/** Matches a text that JSON writes unescaped, as nearly all are. */
const PLAIN = /^[ !#-[\]-~]*$/;

function quoted(text: string): string {
  if (PLAIN.test(text)) return `"${text}"`;
  if (/\p{Surrogate}/u.test(text)) {
    throw refusedRecord('A field holds half a character', '項目に不完全な文字が含まれています');
  }
  return JSON.stringify(text);
}

/** Parses a leaf. Returns null if it is not a JSON object, lacks a valid kind or time, or has a malformed body. */
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
