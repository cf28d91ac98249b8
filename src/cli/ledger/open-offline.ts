import { ZenbunError } from '../../errors.ts';
import { type Ledger, openLedger } from '../../ledger/index.ts';
import type { Message } from '../../schema/index.ts';

/**
 * Opens an existing ledger for writing. Throws `usage` if a server has it. `kept` is a sentence that says what was not
 * done.
 */
export const openOffline = (folder: string, origin: string, kept: Message): Promise<Ledger> =>
  openLedger(folder, { origin, now: Date.now }).catch((cause) => {
    throw inUse(cause, folder, kept);
  });

/** The folder is a ledger and the origin is its own, so a `usage` error means that somebody else has it. */
function inUse(cause: unknown, folder: string, kept: Message): unknown {
  if (!(cause instanceof ZenbunError) || cause.code !== 'usage') return cause;
  return new ZenbunError(
    'usage',
    { en: `${folder} is in use by a server`, ja: `${folder} はサーバーが使用中です` },
    {
      advice: {
        en: `${kept.en} Stop zenbun serve, run this again, and start it again. (${cause.advice ?? ''})`,
        ja: `${kept.ja}zenbun serve を終了してから実行し、起動し直してください（${cause.localizedAdvice?.ja ?? ''}）`,
      },
      cause,
    },
  );
}
