import { ZenbunError } from '../../errors.ts';
import { ed25519Verify, sha256 } from '../../ledger/index.ts';
import type { Message } from '../../schema/index.ts';
import { type NoteKey, type OpenedCheckpoint, openCheckpoint, parseVerifierKey, TlogError } from '../../tlog/index.ts';
import { parseWitnessVkey } from './witness-key.ts';

/** Wording for a refused checkpoint: what it is, and what to do. */
export interface RefusedHead {
  readonly what: Message;
  readonly advice: Message;
}

/**
 * Opens a checkpoint of a log. Throws `damaged` with the given wording if it is not a checkpoint, its log has not
 * signed it, or the signature of a witness is false.
 */
export function openSigned(
  bytes: Uint8Array,
  log: NoteKey,
  { what, advice }: RefusedHead,
  witnesses: readonly NoteKey[] = [],
): OpenedCheckpoint {
  try {
    return openCheckpoint(bytes, log, ed25519Verify, witnesses);
  } catch (cause) {
    if (!(cause instanceof TlogError)) throw cause;
    const message = { en: `${what.en}: ${cause.localized.en}`, ja: `${what.ja}：${cause.localized.ja}` };
    throw new ZenbunError('damaged', message, { advice, cause });
  }
}

/** Parses the public key of a log as typed. Throws `usage`. */
export const logKeyOf = (vkey: string): NoteKey =>
  typedKey(vkey, (text) => parseVerifierKey(sha256, text), {
    en: 'Copy it as zenbun serve prints it: NAME+8 digits+base64.',
    ja: 'zenbun serve が表示するもの（名前+8 桁+base64）をそのまま指定してください。',
  });

/** Parses the public key of a witness as typed. Throws `usage`. */
export const witnessVkeyOf = (vkey: string): NoteKey =>
  typedKey(vkey, parseWitnessVkey, {
    en: 'Copy it as zenbun ledger witness --init prints it: NAME+8 digits+base64.',
    ja: 'zenbun ledger witness --init が表示するもの（名前+8 桁+base64）をそのまま指定してください。',
  });

function typedKey(vkey: string, parse: (text: string) => NoteKey, advice: Message): NoteKey {
  try {
    return parse(vkey.trim());
  } catch (cause) {
    const message = { en: `${vkey} is not a public key`, ja: `${vkey} は公開鍵ではありません` };
    throw new ZenbunError('usage', message, { advice, cause });
  }
}
