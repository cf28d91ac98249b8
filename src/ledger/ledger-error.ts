import { ZenbunError } from '../errors.ts';

/** The folder does not hold what it should; nothing more is written to it. */
export const damagedLedger = (en: string, ja: string, cause?: unknown): ZenbunError =>
  new ZenbunError(
    'damaged',
    { en, ja },
    {
      advice: {
        en: 'Keep the folder as it is and find out why; start a new ledger in another folder.',
        ja: 'フォルダーをそのまま保管して原因を調べ、別のフォルダーで新しい証跡を始めてください。',
      },
      cause,
    },
  );

/** The folder is older than what was signed: a backup was restored, or its end was cut off. */
export const rolledBackLedger = (folder: string, en: string, ja: string): ZenbunError =>
  new ZenbunError(
    'damaged',
    { en: `${folder} is older than what was signed: ${en}`, ja: `${folder} は署名済みの内容より古い状態です：${ja}` },
    {
      advice: {
        en: 'A backup was put back or the end was cut off. Put back the newest copy, or start a new ledger in another folder.',
        ja: 'バックアップから戻されたか、末尾が切り取られています。最新の複製に戻すか、別のフォルダーで新しい証跡を始めてください。',
      },
    },
  );

/** A write or sync failed; the writer has stopped for good. */
export const failedWrite = (what: string, cause: unknown): ZenbunError => {
  if (cause instanceof ZenbunError) return cause;
  const why = cause instanceof Error ? cause.message : String(cause);
  return new ZenbunError(
    'not-written',
    { en: `${what} could not be put on the disk: ${why}`, ja: `${what} をディスクに書き込めませんでした：${why}` },
    {
      advice: {
        en: 'No record is taken any more. Repair the disk or free some space, then start again.',
        ja: '以後は記録を受け付けません。ディスクの修理か空き容量の確保の後、起動し直してください。',
      },
      cause,
    },
  );
};

/** The folder could not be read or written while opening it. */
export const cannotOpenLedger = (folder: string, cause: unknown): ZenbunError => {
  if (cause instanceof ZenbunError) return cause;
  const why = cause instanceof Error ? cause.message : String(cause);
  return new ZenbunError(
    'not-written',
    { en: `The ledger in ${folder} could not be opened: ${why}`, ja: `${folder} の証跡を開けませんでした：${why}` },
    {
      advice: {
        en: 'Correct the permissions, repair the disk or free some space, then start again.',
        ja: '権限の修正、ディスクの修理、または空き容量の確保の後、起動し直してください。',
      },
      cause,
    },
  );
};

export const closedLedger = (folder: string): ZenbunError =>
  new ZenbunError(
    'usage',
    { en: `${folder} was closed`, ja: `${folder} は閉じられています` },
    { advice: { en: 'Open it again.', ja: '開き直してください。' } },
  );

export const refusedRecord = (en: string, ja: string, advice?: { en: string; ja: string }): ZenbunError =>
  new ZenbunError('usage', { en, ja }, { advice });

export const unknownSubject = (folder: string): ZenbunError =>
  new ZenbunError('not-found', {
    en: `${folder} holds nothing of this subject`,
    ja: `${folder} にこの対象者の記録はありません`,
  });
