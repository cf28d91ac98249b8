import { ZenbunError } from '../../errors.ts';
import { type LedgerReader, readLedger } from '../../ledger/index.ts';
import type { Message } from '../../schema/index.ts';

/**
 * Opens the folder of a ledger for reading. Throws as `readLedger` does; errors of the file system become `not-found`,
 * with the name of the folder.
 */
export async function openReader(folder: string): Promise<LedgerReader> {
  return readLedger(folder).catch((cause: NodeJS.ErrnoException) => {
    if (cause instanceof ZenbunError ? cause.code !== 'not-found' : cause.syscall === undefined) throw cause;
    throw new ZenbunError('not-found', whyNot(folder, cause), { advice: NAME_IT, cause });
  });
}

/** Explains why a folder cannot be read. A file in place of the folder counts as no ledger, too. */
function whyNot(folder: string, cause: NodeJS.ErrnoException): Message {
  if (cause instanceof ZenbunError || cause.code === 'ENOTDIR')
    return { en: `there is no ledger in ${folder}`, ja: `${folder} に証跡がありません` };
  const { message } = cause;
  return { en: `${folder} cannot be read: ${message}`, ja: `${folder} を読み取れません：${message}` };
}

const NAME_IT: Message = {
  en: 'Name the folder that zenbun serve keeps it in (default: ledger).',
  ja: 'zenbun serve が証跡を残すフォルダー（既定値：ledger）を指定してください。',
};
