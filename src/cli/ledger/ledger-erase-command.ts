import { ZenbunError } from '../../errors.ts';
import { openReader } from '../../gates/index.ts';
import type { SubjectErasure } from '../../ledger/index.ts';
import type { Lang } from '../../schema/index.ts';
import { EXIT } from '../exit-code.ts';
import type { SharedFlags } from '../program/shared-flags.ts';
import { writeStdout } from '../terminal/stdout.ts';
import { isConfirmed } from './confirmed.ts';
import { openOffline } from './open-offline.ts';
import { printableLine } from './printable.ts';

export interface LedgerEraseFlags extends SharedFlags {
  readonly yes?: boolean;
}

const TEXTS = {
  question: {
    en: (subject: string, folder: string) =>
      `All texts of ${subject} in ${folder} will be unreadable for everybody, for good. Erase? (yes, no) [no]: `,
    ja: (subject: string, folder: string) =>
      `${folder} にある ${subject} の本文は、以後誰にも読めなくなります。元に戻せません。消去しますか (yes, no) [no]: `,
  },
  kept: { en: 'Nothing was erased.', ja: '消去していません。' },
  erased: {
    en: ({ pseudonym, intended, done }: SubjectErasure) =>
      `Erased: the key of the subject is destroyed. In the log: pseudonym ${pseudonym}, records ${intended} (intended) and ${done} (done).`,
    ja: ({ pseudonym, intended, done }: SubjectErasure) =>
      `消去しました（対象者の鍵を破棄）。ログには、仮名 ${pseudonym}、記録 ${intended}（開始）と ${done}（完了）として残ります。`,
  },
  after: {
    en: `An auditor can still verify:
  that every record is there and unchanged, with its time, model, outcome and the digest of its encrypted text
  that this erasure took place, and when
An auditor can no longer verify, and nobody can:
  what the texts said, and whether a text that turns up elsewhere is one of them
Not reached by this: copies of the folder in backups, exports, and what servers of models keep. Delete those as well.`,
    ja: `監査で引き続き検証できること：
  すべての記録が残り、変更されていないこと（時刻、モデル、結果、暗号化した本文のダイジェスト）
  この消去が行われたことと、その時刻
誰にも検証できなくなったこと：
  本文の内容。別の場所で見つかった文章が、この本文かどうか
この操作が及ばないもの：バックアップにあるフォルダーの複製、書き出したファイル、モデルのサーバーが残すもの。別途削除してください。`,
  },
} as const;

/** `zenbun ledger erase`: erases for good, so it asks first; without a terminal it needs `--yes`. */
export async function ledgerEraseCommand(
  folder: string,
  subject: string,
  { yes = false, quiet }: LedgerEraseFlags,
  lang: Lang,
): Promise<number> {
  // A folder that is not a ledger must not become one.
  const { identity } = await openReader(folder);
  if (!yes && !(await isConfirmed(TEXTS.question[lang](printableLine(subject), folder), TEXTS.kept))) {
    process.stderr.write(`zenbun: ${TEXTS.kept[lang]}\n`);
    return EXIT.incomplete;
  }
  const ledger = await openOffline(folder, identity.origin, TEXTS.kept);
  let erasure: SubjectErasure;
  try {
    erasure = await ledger.erase(subject).catch((cause) => {
      throw cause instanceof ZenbunError && cause.code === 'not-found' ? noSubject(folder, subject) : cause;
    });
    await ledger.flush();
  } finally {
    await ledger.close();
  }
  await writeStdout(`${TEXTS.erased[lang](erasure)}\n${quiet ? '' : `${TEXTS.after[lang]}\n`}`);
  return EXIT.done;
}

const noSubject = (folder: string, subject: string) =>
  new ZenbunError(
    'not-found',
    {
      en: `${folder} holds nothing of "${subject}"`,
      ja: `${folder} に「${subject}」の記録はありません`,
    },
    {
      advice: {
        en: 'Name the subject as clients send it in x-zenbun-subject. One that was erased is not known any more.',
        ja: 'クライアントが x-zenbun-subject で送る名前を指定してください。消去済みの対象者は登録に残っていません。',
      },
    },
  );
