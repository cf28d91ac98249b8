import { crc32 } from 'node:zlib';
import { decryptBody, encryptBody, KEY_BYTES, PSEUDONYM_BYTES, type SubjectSecret } from './record-cipher.ts';

/** A person whose texts the ledger holds. `pseudonym` is random, in hexadecimal. */
export interface LedgerSubject {
  /** The caller's name for the subject; at most 1024 bytes. */
  readonly name: string;
  readonly pseudonym: string;
  readonly key: Uint8Array;
}

/**
 * The table of subjects is a sequence of portions: `u32 length · u32 CRC-32 · salt · ciphertext`. Length and CRC cover
 * salt and ciphertext. The key of a portion is derived from the epoch's secret and the salt. The plaintext is a
 * sequence of `u16 length · name · pseudonym · key`.
 */
const HEAD_BYTES = 8;
/** Subjects per portion; keeps a portion below a few MiB. */
const PORTION = 4096;

/** Encodes subjects as portions. `salt` returns 32 fresh random bytes. */
export function tablePortions(
  epoch: SubjectSecret,
  subjects: readonly LedgerSubject[],
  salt: () => Uint8Array,
): Buffer[] {
  const portions: Buffer[] = [];
  for (let from = 0; from < subjects.length; from += PORTION) {
    const plain = Buffer.concat(subjects.slice(from, from + PORTION).map(rowBytes));
    const own = salt();
    const sealed = Buffer.concat([own, encryptBody(epoch.recordKey(own), plain)]);
    plain.fill(0);
    const head = Buffer.alloc(HEAD_BYTES);
    head.writeUInt32BE(sealed.length, 0);
    head.writeUInt32BE(crc32(sealed), 4);
    portions.push(head, sealed);
  }
  return portions;
}

function rowBytes({ name, pseudonym, key }: LedgerSubject): Buffer {
  const text = Buffer.from(name);
  const row = Buffer.alloc(2 + text.length + PSEUDONYM_BYTES + KEY_BYTES);
  row.writeUInt16BE(text.length, 0);
  row.set(text, 2);
  row.write(pseudonym, 2 + text.length, 'hex');
  row.set(key, 2 + text.length + PSEUDONYM_BYTES);
  return row;
}

/** The subjects of a table up to its first bad portion, and the number of bytes up to there. */
export interface ReadTable {
  readonly subjects: readonly LedgerSubject[];
  readonly goodBytes: number;
  /** A complete portion follows that the epoch's secret does not open: either the portion or the secret was changed. */
  readonly isForeign: boolean;
}

export function readTable(epoch: SubjectSecret, table: Buffer): ReadTable {
  const subjects: LedgerSubject[] = [];
  let at = 0;
  while (at + HEAD_BYTES + KEY_BYTES <= table.length) {
    const end = at + HEAD_BYTES + table.readUInt32BE(at);
    const sealed = table.subarray(at + HEAD_BYTES, end);
    if (end > table.length || crc32(sealed) !== table.readUInt32BE(at + 4)) break;
    const plain = decryptBody(epoch.recordKey(sealed.subarray(0, KEY_BYTES)), sealed.subarray(KEY_BYTES));
    if (plain === null) return { subjects, goodBytes: at, isForeign: true };
    subjects.push(...readRows(plain));
    at = end;
  }
  return { subjects, goodBytes: at, isForeign: false };
}

function readRows(plain: Buffer): LedgerSubject[] {
  const subjects: LedgerSubject[] = [];
  for (let at = 0; at < plain.length; ) {
    const pseudonymAt = at + 2 + plain.readUInt16BE(at);
    const keyAt = pseudonymAt + PSEUDONYM_BYTES;
    subjects.push({
      name: plain.toString('utf8', at + 2, pseudonymAt),
      pseudonym: plain.toString('hex', pseudonymAt, keyAt),
      key: plain.subarray(keyAt, keyAt + KEY_BYTES),
    });
    at = keyAt + KEY_BYTES;
  }
  return subjects;
}
