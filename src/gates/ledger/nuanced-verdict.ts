import type { LedgerVerdict } from '../../ledger/index.ts';
import type { Message } from '../../schema/index.ts';
import type { NoteKey } from '../../tlog/index.ts';
import type { LeafCounts } from './leaf-counts.ts';

/** How long an exchange may be expected to run, in milliseconds. */
const RUNNING_MS = 15 * 60_000;

/** Something more that was not checked. */
function withUnchecked({ problems, unchecked }: LedgerVerdict, isDecisive: boolean, message: Message): LedgerVerdict {
  const all = [...unchecked, { isDecisive, message }];
  const isUnknown = all.some((one) => one.isDecisive);
  return { verdict: problems.length > 0 ? 'broken' : isUnknown ? 'unknown' : 'ok', problems, unchecked: all };
}

/** The key is the folder's own: whoever could change the folder could sign as well, so it decides nothing. */
export const withOwnKey = (integrity: LedgerVerdict): LedgerVerdict =>
  withUnchecked(integrity, false, {
    en: "whose key it is: the ledger's own was taken (--vkey)",
    ja: '鍵の持ち主（証跡のフォルダーにある公開鍵を使用。--vkey で指定可）',
  });

/** Exchanges of the last minutes that have no response may still be running: that is no gap yet. */
export function withRunning(completeness: LedgerVerdict, counts: LeafCounts, now: number): LedgerVerdict {
  const isRunning = ({ code, index }: LedgerVerdict['problems'][number]) =>
    code === 'no-response' && index !== null && counts.isSince(index, now - RUNNING_MS);
  const running = completeness.problems.filter(isRunning).length;
  if (running === 0) return completeness;
  const problems = completeness.problems.filter((problem) => !isRunning(problem));
  return withUnchecked({ ...completeness, problems }, true, {
    en: `${running} without a response that began less than 15 minutes ago: they may still be running`,
    ja: `開始から 15 分以内で回答の記録がないやり取り ${running} 件（処理中の可能性あり）`,
  });
}

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
