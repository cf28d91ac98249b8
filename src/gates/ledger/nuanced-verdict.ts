import type { LedgerVerdict } from '../../ledger/index.ts';
import type { Message } from '../../schema/index.ts';
import type { NoteKey } from '../../tlog/index.ts';

/** Adds something that was not checked to a verdict. */
function withUnchecked(verdict: LedgerVerdict, isDecisive: boolean, message: Message): LedgerVerdict {
  const unchecked = [...verdict.unchecked, { isDecisive, message }];
  return { ...verdict, unchecked, verdict: isDecisive && verdict.verdict === 'ok' ? 'unknown' : verdict.verdict };
}

/**
 * Notes that the key is the folder's own: anyone able to change the folder could sign as well. This does not change the
 * verdict.
 */
export const withOwnKey = (integrity: LedgerVerdict): LedgerVerdict =>
  withUnchecked(integrity, false, {
    en: "whose key it is: the ledger's own was taken (--vkey)",
    ja: '鍵の持ち主（証跡のフォルダーにある公開鍵を使用。--vkey で指定可）',
  });

/** Leaves completeness open if a named witness has not signed anything. */
export const withSilentWitnesses = (completeness: LedgerVerdict, silent: readonly NoteKey[]): LedgerVerdict =>
  silent.reduce(
    (verdict, { name }) =>
      withUnchecked(verdict, true, {
        en: `the witness ${name}: no checkpoint with its signature was given (--earlier)`,
        ja: `証人 ${name}（署名のあるチェックポイントの指定なし：--earlier）`,
      }),
    completeness,
  );
