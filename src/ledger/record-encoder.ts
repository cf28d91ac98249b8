import { leafHasher } from '../tlog/index.ts';
import {
  encryptInto,
  KEY_BYTES,
  keyCommitment,
  PSEUDONYM_BYTES,
  type RandomPool,
  SLIP_BYTES,
  TAG_BYTES,
} from './keys/record-cipher.ts';
import type { SubjectKeys } from './keys/subject-keys.ts';
import type { NewRecord } from './ledger.ts';
import { refusedRecord } from './ledger-error.ts';
import { exchangeOf } from './open-exchanges.ts';
import type { EncodedRecord } from './segments/encoded-record.ts';
import { draftFrame, FrameSlab } from './segments/frame.ts';
import { leafText, writeLeaf } from './segments/leaf.ts';
import { sha256, sha256Hex } from './sha256.ts';

/** Kinds that only the ledger itself may write. */
export type OwnKind = 'opened' | 'recovered' | 'erasure-intended' | 'erasure-done' | 'pruned';
const OWN_KINDS: ReadonlySet<string> = new Set<OwnKind>([
  'opened',
  'recovered',
  'erasure-intended',
  'erasure-done',
  'pruned',
]);

/** Maximum length of a body, in bytes. */
const MAX_BODY_BYTES = 32 * 2 ** 20;
const MAX_SUBJECT_BYTES = 1024;
/** The subject of bodies that belong to nobody. */
const NOBODY = '';

/** Makes leaves and encrypts bodies. `now` is in milliseconds since 1970. */
export class RecordEncoder {
  readonly #keys: SubjectKeys;
  readonly #random: RandomPool;
  readonly #now: () => number;
  readonly #slab = new FrameSlab();
  readonly #leafHash = leafHasher(sha256);

  constructor(keys: SubjectKeys, random: RandomPool, now: () => number) {
    this.#keys = keys;
    this.#random = random;
    this.#now = now;
  }

  /** Encodes a record. Throws `usage` if it is not a valid one. */
  encode({ kind, fields, body, subject = NOBODY }: NewRecord): EncodedRecord {
    if (OWN_KINDS.has(kind))
      throw refusedRecord(`${kind} is written by the ledger alone`, `${kind} は証跡の内部用の種類です`);
    if (body === undefined) return this.#bare(kind, fields);
    checkBody(body, subject);
    const { pseudonym, secret } = this.#keys.keyOf(subject);
    const sealed = body.length + TAG_BYTES;
    const time = Math.trunc(this.#now());
    const text = leafText(kind, time, fields, sealed);
    const { frame, leaf, slip, ciphertext } = draftFrame(text.bytes, SLIP_BYTES, sealed, this.#slab);
    slip.set(pseudonym);
    this.#random.put(slip, PSEUDONYM_BYTES, KEY_BYTES);
    const key = secret.recordKey(slip.subarray(PSEUDONYM_BYTES));
    encryptInto(ciphertext, key, body);
    writeLeaf(leaf, text, keyCommitment(key), sha256Hex(ciphertext));
    key.fill(0);
    return { frame, leaf, leafHash: this.#leafHash(leaf), time, exchange: exchangeOf(kind, fields) };
  }

  /** Encodes a record of the ledger itself. */
  encodeOwn(kind: OwnKind, fields: NewRecord['fields']): EncodedRecord {
    return this.#bare(kind, fields);
  }

  #bare(kind: string, fields: NewRecord['fields']): EncodedRecord {
    const time = Math.trunc(this.#now());
    const text = leafText(kind, time, fields, null);
    const { frame, leaf } = draftFrame(text.bytes, 0, 0, this.#slab);
    writeLeaf(leaf, text);
    return { frame, leaf, leafHash: this.#leafHash(leaf), time, exchange: exchangeOf(kind, fields) };
  }
}

function checkBody(body: Uint8Array, subject: string): void {
  if (body.length > MAX_BODY_BYTES) {
    throw refusedRecord(
      `A body of ${body.length} bytes is longer than ${MAX_BODY_BYTES}`,
      `本文が ${body.length} バイトあり、上限の ${MAX_BODY_BYTES} バイトを超えています`,
    );
  }
  if (Buffer.byteLength(subject) > MAX_SUBJECT_BYTES) {
    throw refusedRecord('The name of a subject is too long', '対象者の名前が長すぎます');
  }
}
