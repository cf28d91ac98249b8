import { ZenbunError } from '../../errors.ts';
import { type LedgerReader, readLedger } from '../../ledger/index.ts';

/** Opens the folder of a ledger for reading. Throws as `readLedger`, and says which folder it should be. */
export async function openReader(folder: string): Promise<LedgerReader> {
  return readLedger(folder).catch((cause) => {
    if (!(cause instanceof ZenbunError) || cause.code !== 'not-found') throw cause;
    throw new ZenbunError(
      'not-found',
      { en: `${folder} holds no ledger`, ja: `${folder} に証跡がありません` },
      {
        advice: {
          en: 'Name the folder that zenbun serve keeps it in (default: ledger).',
          ja: 'zenbun serve が証跡を残すフォルダー（既定値：ledger）を指定してください。',
        },
        cause,
      },
    );
  });
}
