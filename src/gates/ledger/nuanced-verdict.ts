import type { LedgerVerdict } from '../../ledger/index.ts';
import type { Message } from '../../schema/index.ts';
import type { NoteKey } from '../../tlog/index.ts';

/** Something more that was not checked. */
function withUnchecked(verdict: LedgerVerdict, isDecisive: boolean, message: Message): LedgerVerdict {
  const unchecked = [...verdict.unchecked, { isDecisive, message }];
  return { ...verdict, unchecked, verdict: isDecisive && verdict.verdict === 'ok' ? 'unknown' : verdict.verdict };
}

/** The key is the folder's own: whoever could change the folder could sign as well, so it decides nothing. */
export const withOwnKey = (integrity: LedgerVerdict): LedgerVerdict =>
  withUnchecked(integrity, false, {
    en: "whose key it is: the ledger's own was taken (--vkey)",
    ja: '鍵の持ち主（証跡のフォルダーにある公開鍵を使用。--vkey で指定可）',
  });

/** A witness who was named and has signed nothing leaves completeness open. */
export const withSilentWitnesses = (completeness: LedgerVerdict, silent: readonly NoteKey[]): LedgerVerdict =>
  silent.reduce(
    (verdict, { name }) =>
      withUnchecked(verdict, true, {
        en: `the witness ${name}: no checkpoint with its signature was given (--earlier)`,
        ja: `証人 ${name}（署名のあるチェックポイントの指定なし：--earlier）`,
      }),
    completeness,
  );
