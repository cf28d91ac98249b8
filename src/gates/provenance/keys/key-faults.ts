import { ZenbunError } from '../../../errors.ts';
import type { Message } from '../../../schema/index.ts';

/** Returns the error for a key file that cannot be used: the fault, and what to do. */
export const keyFault = (path: string, { en, ja }: Message, advice: Message, cause?: unknown): ZenbunError =>
  new ZenbunError('unreadable', { en: `${path}: ${en}`, ja: `${path}：${ja}` }, { advice, cause });

/** Kinds of keys that are supported. */
const KINDS: Message = {
  en: 'Use an EC key on P-256, P-384 or P-521, or Ed25519; zenbun attest key --out FILE makes one.',
  ja: 'P-256・P-384・P-521 の EC 鍵か Ed25519 の鍵を使ってください。zenbun attest key --out ファイル で作成できます。',
};

export const otherKind = (path: string, kind: string): ZenbunError =>
  keyFault(path, { en: `a key of the kind ${kind} is not used here`, ja: `${kind} の鍵には対応していません` }, KINDS);
