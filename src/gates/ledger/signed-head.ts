import { ZenbunError } from '../../errors.ts';
import { ed25519Verify, sha256 } from '../../ledger/index.ts';
import type { Message } from '../../schema/index.ts';
import { type NoteKey, type OpenedCheckpoint, openCheckpoint, parseVerifierKey, TlogError } from '../../tlog/index.ts';
import { parseWitnessVkey } from './witness-key.ts';

/** A checkpoint that is refused: what it is called, and what to do. */
export interface RefusedHead {
  readonly what: Message;
  readonly advice: Message;
}

/** A checkpoint of a log. Throws `damaged` in these words where its log has not signed it, or a witness falsely, or it is none. */
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

/** The public key of a log as it was typed. Throws `usage`. */
export const logKeyOf = (vkey: string): NoteKey =>
  typedKey(vkey, (text) => parseVerifierKey(sha256, text), {
    en: 'Copy it as zenbun serve prints it: NAME+8 digits+base64.',
    ja: 'zenbun serve が表示するもの（名前+8 桁+base64）をそのまま指定してください。',
  });

/** The public key of a witness as it was typed. Throws `usage`. */
export const witnessVkeyOf = (vkey: string): NoteKey =>
  typedKey(vkey, parseWitnessVkey, {
    en: 'Copy it as zenbun ledger witness --init prints it: NAME+8 digits+base64.',
    ja: 'zenbun ledger witness --init が表示するもの（名前+8 桁+base64）をそのまま指定してください。',
  });

function typedKey(vkey: string, parse: (text: string) => NoteKey, advice: Message): NoteKey {
  try {
    return parse(vkey.trim());
  } catch (cause) {
    const message = { en: `${vkey} is no public key`, ja: `${vkey} は公開鍵ではありません` };
    throw new ZenbunError('usage', message, { advice, cause });
  }
}
