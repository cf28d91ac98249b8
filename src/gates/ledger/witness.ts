import { readFile } from 'node:fs/promises';
import { ZenbunError } from '../../errors.ts';
import { lockFile, writeWhole } from '../../files/index.ts';
import { sha256 } from '../../ledger/index.ts';
import type { Message } from '../../schema/index.ts';
import {
  addSignatures,
  consistencyProof,
  cosign,
  formatNote,
  type NoteKey,
  type OpenedCheckpoint,
  parseNote,
  TlogError,
  tileHashReader,
  verifyConsistency,
} from '../../tlog/index.ts';
import { type LogSurroundings, openPublicLog, type PublicLog, readHead } from './public-log.ts';
import { logKeyOf, openSigned, type RefusedHead } from './signed-head.ts';
import { witnessKeyOf } from './witness-key.ts';
import { readWitnessState, unreadableFile, type WitnessState, writeWitnessState } from './witness-state.ts';

/** Options of a witness. */
export interface WitnessOptions extends LogSurroundings {
  /** File with the last state of the log that it has seen. */
  readonly state: string;
  /** File of its private key. */
  readonly key: string;
  /** The public key of the log: needed the first time, unless the place is a ledger's own folder. */
  readonly vkey?: string | undefined;
  /** Clock in milliseconds since 1970. */
  readonly now: () => number;
}

/** The outcome for a witness. `refused`: nothing was signed, because the two checkpoints contradict each other. */
export type WitnessResult =
  | {
      readonly kind: 'cosigned';
      readonly checkpoint: string;
      readonly size: number;
      /** Size seen before; null the first time. */
      readonly before: number | null;
      readonly vkey: string;
    }
  | {
      readonly kind: 'refused';
      readonly reason: Message;
      /** Path of the refused checkpoint, which is kept beside the state. */
      readonly evidence: string;
    };

/**
 * Fetches the checkpoint of a log and co-signs it if the log has only grown since the last one. The state is durable
 * before this resolves with a signature. Throws `usage`, `not-found`, `damaged`, `unauthorised` or `upstream` if it
 * cannot reach a conclusion.
 */
export async function witnessLedger(place: string, options: WitnessOptions): Promise<WitnessResult> {
  const secret = await readFile(options.key, 'utf8').catch((cause) => {
    throw unreadableFile(options.key, cause);
  });
  const { key, vkey, sign } = witnessKeyOf(secret);
  const unlock = lockFile(options.state);
  try {
    const log = await openPublicLog(place, options);
    const before = await readWitnessState(options.state);
    const logVkey = vkeyOf(place, options, before, log);
    const logKey = logKeyOf(logVkey);
    const bytes = await readHead(log);
    const opened = openSigned(bytes, logKey, PUBLISHED);
    const seen = before === null ? null : openSigned(Buffer.from(before.checkpoint), logKey, SEEN);
    const reason = seen === null ? null : await contradiction(seen, opened, log);
    if (reason !== null) return { kind: 'refused', reason, evidence: await keepEvidence(options.state, bytes) };
    const checkpoint = Buffer.from(bytes).toString('utf8');
    await writeWitnessState(options.state, { vkey: logVkey, checkpoint });
    const cosignature = cosign(key, sign, opened.note.text, Math.trunc(options.now() / 1000));
    const cosigned = addSignatures(withoutOwn(bytes, key), [cosignature]);
    return {
      kind: 'cosigned',
      checkpoint: Buffer.from(cosigned).toString('utf8'),
      size: opened.size,
      before: seen?.size ?? null,
      vkey,
    };
  } finally {
    unlock();
  }
}

/** Removes an older cosignature of our own, which would otherwise be the one that counts. */
function withoutOwn(bytes: Uint8Array, { name, keyId }: NoteKey): Uint8Array {
  const { text, signatures } = parseNote(bytes);
  return formatNote({ text, signatures: signatures.filter((one) => one.name !== name || one.keyId !== keyId) });
}

/** Returns the reason why the log has not merely grown, or null if it has. */
async function contradiction(
  seen: OpenedCheckpoint,
  opened: OpenedCheckpoint,
  { fetch }: PublicLog,
): Promise<Message | null> {
  if (opened.size < seen.size) {
    return {
      en: `the log was rolled back: it had ${seen.size} records, and now says ${opened.size}`,
      ja: `ログが巻き戻されています：以前は ${seen.size} 件、現在は ${opened.size} 件です`,
    };
  }
  const forked: Message = {
    en: `the log was rewritten: its first ${seen.size} records are not those that were co-signed`,
    ja: `ログが書き換えられています：先頭の ${seen.size} 件が、以前に署名したものと異なります`,
  };
  if (opened.size === seen.size) return Buffer.from(opened.root).equals(seen.root) ? null : forked;
  const claim = { oldSize: seen.size, oldRoot: seen.root, newSize: opened.size, newRoot: opened.root };
  const proof = await consistencyProof(sha256, tileHashReader(sha256, opened, fetch), seen.size, opened.size).catch(
    (cause) => {
      throw cause instanceof TlogError ? unproven(cause) : cause;
    },
  );
  return verifyConsistency(sha256, { ...claim, proof }) ? null : forked;
}

function vkeyOf(place: string, { vkey }: WitnessOptions, before: WitnessState | null, log: PublicLog): string {
  const known = before?.vkey ?? log.vkey ?? null;
  if (vkey !== undefined && before !== null && before.vkey !== vkey) {
    throw new ZenbunError(
      'usage',
      { en: 'the state is of another log than --vkey', ja: '状態ファイルは --vkey とは別のログのものです' },
      { advice: { en: 'Use a state file for each log.', ja: 'ログごとに別の状態ファイルを使ってください。' } },
    );
  }
  const found = vkey ?? known;
  if (found !== null) return found;
  throw new ZenbunError(
    'usage',
    { en: `the public key of ${place} is needed the first time`, ja: `初回は ${place} のログの公開鍵が必要です` },
    {
      advice: {
        en: 'Give it as --vkey KEY, had from whoever runs the log; the state keeps it.',
        ja: 'ログの運用者から受け取り、--vkey で指定してください。状態ファイルに保存されます。',
      },
    },
  );
}

async function keepEvidence(state: string, bytes: Uint8Array): Promise<string> {
  const path = `${state}.refused`;
  await writeWhole(path, bytes);
  return path;
}

const PUBLISHED: RefusedHead = {
  what: { en: 'the checkpoint is not of this log', ja: 'このログのチェックポイントではありません' },
  advice: {
    en: 'Nothing was signed. Check --vkey with whoever runs the log.',
    ja: '署名していません。--vkey をログの運用者に確認してください。',
  },
};

const SEEN: RefusedHead = {
  what: { en: 'the state contains no checkpoint of this log', ja: '状態ファイルの内容がこのログのものではありません' },
  advice: { en: 'Put back the newest copy of it.', ja: '最新の複製に戻してください。' },
};

const unproven = (cause: TlogError) =>
  new ZenbunError(
    'damaged',
    {
      en: `the log does not prove that it has only grown: ${cause.localized.en}`,
      ja: `ログが追記のみで伸びたことを確認できません：${cause.localized.ja}`,
    },
    {
      advice: {
        en: 'Nothing was signed. Run again in a moment; if it stays so, ask whoever runs the log.',
        ja: '署名していません。少し待って再実行し、変わらなければログの運用者に確認してください。',
      },
      cause,
    },
  );
