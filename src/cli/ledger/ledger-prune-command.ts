import { ZenbunError } from '../../errors.ts';
import { firstSince, openReader } from '../../gates/index.ts';
import type { LedgerReader } from '../../ledger/index.ts';
import type { Lang } from '../../schema/index.ts';
import { EXIT } from '../exit-code.ts';
import type { SharedFlags } from '../program/shared-flags.ts';
import { writeStdout } from '../terminal/stdout.ts';
import { isConfirmed } from './confirmed.ts';
import { openOffline } from './open-offline.ts';
import { wholeNumber } from './whole-number.ts';

export interface LedgerPruneFlags extends SharedFlags {
  /** An index, as typed. */
  readonly before?: string;
  /** Days, as typed: `400d`. */
  readonly olderThan?: string;
  readonly yes?: boolean;
}

const TEXTS = {
  question: {
    en: (before: number, folder: string) =>
      `Records before ${before} in ${folder} will be removed for good, as far as whole segments reach. Remove? (yes, no) [no]: `,
    ja: (before: number, folder: string) =>
      `${folder} の記録のうち ${before} より前のものを、セグメント単位で削除します。元に戻せません。削除しますか (yes, no) [no]: `,
  },
  kept: { en: 'Nothing was removed.', ja: '削除していません。' },
  none: {
    en: (before: number) => `Nothing was removed: no whole segment holds only records before ${before}.`,
    ja: (before: number) => `削除していません：${before} より前の記録だけを含むセグメントがありません。`,
  },
  removed: {
    en: (from: number, kept: number, policy: string) =>
      `Removed: records ${from} to ${kept - 1} (${policy}). The log says so in a record of its own (pruned).`,
    ja: (from: number, kept: number, policy: string) =>
      `記録 ${from} から ${kept - 1} を削除しました（${policy}）。ログには削除の記録（pruned）が残ります。`,
  },
  after: {
    en: `An auditor can still verify:
  that the tree holds as many records as before, and that those that are left are unchanged
  that a removed record that was exported with its proof was in the log
  that this removal took place, when, and by which policy
An auditor can no longer verify, and nobody can:
  what the removed records and their texts said, and whether each of their exchanges had its response
Not reached by this: copies of the folder in backups, exports, and what servers of models keep. Delete those as well.`,
    ja: `監査で引き続き検証できること：
  記録の総数が変わっていないこと、残っている記録が変更されていないこと
  証明付きで書き出してある記録が、ログに含まれていたこと
  この削除が行われたことと、その時刻、方針
誰にも検証できなくなったこと：
  削除した記録とその本文の内容、それぞれのやり取りに回答の記録があったか
この操作が及ばないもの：バックアップにあるフォルダーの複製、書き出したファイル、モデルのサーバーが残すもの。別途削除してください。`,
  },
} as const;

/** `zenbun ledger prune`: removes whole segments of old records for good, so it asks first. */
export async function ledgerPruneCommand(folder: string, flags: LedgerPruneFlags, lang: Lang): Promise<number> {
  // A folder that is not a ledger must not become one.
  const reader = await openReader(folder);
  const { before, policy } = await pruningOf(reader, flags);
  const from = await reader.from();
  if (!flags.yes && !(await isConfirmed(TEXTS.question[lang](before, folder), TEXTS.kept))) {
    process.stderr.write(`zenbun: ${TEXTS.kept[lang]}\n`);
    return EXIT.incomplete;
  }
  const ledger = await openOffline(folder, reader.identity.origin, TEXTS.kept);
  let kept: number;
  try {
    kept = await ledger.prune(before, policy);
    await ledger.flush();
  } finally {
    await ledger.close();
  }
  if (kept <= from) await writeStdout(`${TEXTS.none[lang](before)}\n`);
  else await writeStdout(`${TEXTS.removed[lang](from, kept, policy)}\n${flags.quiet ? '' : `${TEXTS.after[lang]}\n`}`);
  return EXIT.done;
}

const DAY_MS = 86_400_000;

async function pruningOf(
  reader: LedgerReader,
  { before, olderThan }: LedgerPruneFlags,
): Promise<{ readonly before: number; readonly policy: string }> {
  if ((before === undefined) === (olderThan === undefined)) throw oneNeeded();
  const index = wholeNumber('--before', before);
  if (index !== undefined) return { before: index, policy: `before ${index}` };
  const days = wholeNumber('--older-than', olderThan!.replace(/d$/, ''))!;
  return { before: await firstSince(reader, Date.now() - days * DAY_MS), policy: `older-than ${days}d` };
}

const oneNeeded = () =>
  new ZenbunError(
    'usage',
    {
      en: 'which records to remove is not said, or said twice',
      ja: '削除する記録の指定がないか、重複しています',
    },
    {
      advice: {
        en: 'Give either --before INDEX or --older-than DAYS (for example 400d).',
        ja: '--before と --older-than（例：400d）のどちらか一方を指定してください。',
      },
    },
  );
