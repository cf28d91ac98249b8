import { hash } from 'node:crypto';
import { leafHash } from '../tlog/index.ts';
import { encryptBody, KEY_BYTES, keyCommitment, type RandomPool } from './keys/record-cipher.ts';
import type { SubjectKeys } from './keys/subject-keys.ts';
import type { NewRecord } from './ledger.ts';
import { refusedRecord } from './ledger-error.ts';
import { FrameSlab, unsealedFrame } from './segments/frame.ts';
import { type LeafBody, leafBytes } from './segments/leaf.ts';
import { sha256 } from './sha256.ts';

/** A record in the form in which it is written. */
export interface EncodedRecord {
  readonly frame: Buffer;
  readonly leaf: Buffer;
  readonly leafHash: Uint8Array;
}

/** Kinds that only the ledger itself may write. */
export type OwnKind = 'opened' | 'recovered' | 'erasure-intended' | 'erasure-done' | 'pruned';
const OWN_KINDS: ReadonlySet<string> = new Set<OwnKind>([
  'opened',
  'recovered',
  'erasure-intended',
  'erasure-done',
  'pruned',
]);

/** Longest body, in bytes. */
const MAX_BODY_BYTES = 32 * 2 ** 20;
const MAX_SUBJECT_BYTES = 1024;
/** The subject of bodies that are nobody's. */
const NOBODY = '';
const NOTHING = new Uint8Array(0);

/** Makes leaves, and encrypts bodies. `now` in milliseconds since 1970. */
export class RecordEncoder {
  readonly #keys: SubjectKeys;
  readonly #random: RandomPool;
  readonly #now: () => number;
  readonly #slab = new FrameSlab();

  constructor(keys: SubjectKeys, random: RandomPool, now: () => number) {
    this.#keys = keys;
    this.#random = random;
    this.#now = now;
  }

  /** Throws `usage` where it is no record. */
  encode({ kind, fields, body, subject = NOBODY }: NewRecord): EncodedRecord {
    if (OWN_KINDS.has(kind))
      throw refusedRecord(`${kind} is written by the ledger alone`, `${kind} は台帳だけが記録します`);
    if (body === undefined) return this.#encoded(kind, fields, null, NOTHING, NOTHING);
    checkBody(body, subject);
    const { pseudonym, secret } = this.#keys.keyOf(subject);
    const salt = this.#random.take(KEY_BYTES);
    const key = secret.recordKey(salt);
    const ciphertext = encryptBody(key, body);
    const named = { bytes: ciphertext.length, key: keyCommitment(key), sha256: hash('sha256', ciphertext, 'hex') };
    key.fill(0);
    return this.#encoded(kind, fields, named, Buffer.concat([pseudonym, salt]), ciphertext);
  }

  /** A record of the ledger's own. */
  encodeOwn(kind: OwnKind, fields: NewRecord['fields']): EncodedRecord {
    return this.#encoded(kind, fields, null, NOTHING, NOTHING);
  }

  #encoded(
    kind: string,
    fields: NewRecord['fields'],
    body: LeafBody | null,
    slip: Uint8Array,
    ciphertext: Uint8Array,
  ): EncodedRecord {
    const leaf = leafBytes(kind, Math.trunc(this.#now()), fields, body);
    return { frame: unsealedFrame({ leaf, slip, ciphertext }, this.#slab), leaf, leafHash: leafHash(sha256, leaf) };
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
