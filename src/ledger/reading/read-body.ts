import { hash } from 'node:crypto';
import type { SubjectSecret } from '../keys/record-cipher.ts';
import { decryptBody, keyCommitment, PSEUDONYM_BYTES, SLIP_BYTES, slipPseudonym } from '../keys/record-cipher.ts';
import type { FrameContent } from '../segments/frame.ts';
import { readLeaf } from '../segments/leaf.ts';

/** The secrets of the known subjects, by pseudonym. */
export type SubjectSecrets = ReadonlyMap<string, SubjectSecret>;

/**
 * The outcome of reading a body. `none`: the record has no body. `unreadable`: the subject's key is missing; an erasure
 * in the log tells whether that is legitimate. `damaged`: ciphertext, key and leaf do not belong together. `missing`:
 * there is no such record.
 */
export type ReadBody =
  | { readonly state: 'open'; readonly body: Uint8Array; readonly recordKey: Uint8Array }
  | { readonly state: 'unreadable'; readonly pseudonym: string }
  | { readonly state: 'damaged'; readonly what: 'ciphertext' | 'key' }
  | { readonly state: 'none' | 'missing' };

/**
 * Opens the body of a frame and checks it against the leaf. `recordKey` may be shown to an auditor: it opens only this
 * body.
 */
export function openBody(frame: FrameContent, secrets: SubjectSecrets): ReadBody {
  const named = readLeaf(frame.leaf)?.body ?? null;
  if (named === null)
    return frame.ciphertext.length + frame.slip.length === 0 ? { state: 'none' } : damaged('ciphertext');
  const { ciphertext, slip } = frame;
  if (ciphertext.length !== named.bytes || hash('sha256', ciphertext, 'hex') !== named.sha256)
    return damaged('ciphertext');
  if (slip.length !== SLIP_BYTES) return damaged('key');
  const pseudonym = slipPseudonym(slip);
  const secret = secrets.get(pseudonym);
  if (secret === undefined) return { state: 'unreadable', pseudonym };
  const recordKey = secret.recordKey(slip.subarray(PSEUDONYM_BYTES));
  if (keyCommitment(recordKey) !== named.key) return damaged('key');
  const body = decryptBody(recordKey, ciphertext);
  return body === null ? damaged('key') : { state: 'open', body, recordKey };
}

const damaged = (what: 'ciphertext' | 'key'): ReadBody => ({ state: 'damaged', what });

/** Opens a ciphertext with a disclosed key, for auditors. Null if the key or the ciphertext does not match the leaf. */
export function openDisclosed(leaf: Uint8Array, ciphertext: Uint8Array, recordKey: Uint8Array): Uint8Array | null {
  const named = readLeaf(leaf)?.body ?? null;
  if (named === null || keyCommitment(recordKey) !== named.key) return null;
  return hash('sha256', ciphertext, 'hex') === named.sha256 ? decryptBody(recordKey, ciphertext) : null;
}
