import { isAbsolute, relative, resolve, sep } from 'node:path';
import { ZenbunError } from '../../errors.ts';
import { writeWhole } from '../../files/index.ts';
import {
  type ErasedRecord,
  eraseManifestRecord,
  type ProvedRecord,
  proveManifestRecord,
  type RecordChoice,
} from '../../gates/index.ts';
import type { Lang } from '../../schema/index.ts';
import { EXIT } from '../exit-code.ts';
import { interruptible } from '../interruptible.ts';
import { isConfirmed } from '../ledger/confirmed.ts';
import { printableLine } from '../ledger/printable.ts';
import { wholeNumber } from '../ledger/whole-number.ts';
import type { SharedFlags } from '../program/shared-flags.ts';
import { writeStdout } from '../terminal/stdout.ts';

export interface ProveFlags extends SharedFlags {
  /** Position in the manifest, from 0. */
  readonly record?: string;
  /** FILE:N. */
  readonly line?: string;
  readonly withhold?: boolean;
  readonly erase?: string;
  readonly yes?: boolean;
  readonly data?: string;
  readonly out?: string;
}

const TEXTS = {
  proved: {
    en: ({ record, size, name, line }: ProvedRecord, out: string, withheld: boolean) =>
      `Written: ${out}. It proves record ${record} of ${size} (${name}:${line})${withheld ? ', without its content' : ' and holds its content'}.`,
    ja: ({ record, size, name, line }: ProvedRecord, out: string, withheld: boolean) =>
      `作成したファイル：${out}（全 ${size} 件のうちレコード ${record}、${name}:${line} の証明。内容は${withheld ? '非開示' : '含まれます'}）`,
  },
  question: {
    en: (record: number, manifest: string) =>
      `The salt of record ${record} of ${manifest} will be destroyed, for good. Erase? (yes, no) [no]: `,
    ja: (record: number, manifest: string) =>
      `${manifest} のレコード ${record} のソルトを破棄します。元に戻せません。消去しますか (yes, no) [no]: `,
  },
  kept: { en: 'Nothing was erased.', ja: '消去していません。' },
  erased: {
    en: ({ record, wasErased, erased }: ErasedRecord) =>
      wasErased
        ? `Record ${record} had been erased before; nothing was changed. Records without a salt: ${erased}.`
        : `Erased: the salt of record ${record} is destroyed. Records without a salt: ${erased}.`,
    ja: ({ record, wasErased, erased }: ErasedRecord) =>
      wasErased
        ? `レコード ${record} は消去済みです（変更なし）。ソルトのないレコード：${erased} 件`
        : `消去しました（レコード ${record} のソルトを破棄）。ソルトのないレコード：${erased} 件`,
  },
  after: {
    en: ({
      name,
    }: ErasedRecord) => `Nobody can open its commitment from this secret any more; the proofs of all other records stay valid.
Not reached by this:
  the row itself: remove it from ${name} (or leave an empty line), and from every copy
  copies of the secret file in backups and snapshots, and what a disk keeps of files that were overwritten
  proofs of this record that were handed out: whoever has one can still show it`,
    ja: ({
      name,
    }: ErasedRecord) => `この秘密ファイルからは、そのコミットメントの内容を誰も示せなくなりました。ほかのレコードの証明は有効なままです。
この操作が及ばないもの：
  データの行そのもの。${name} とその複製から削除してください（空行にしても構いません）
  バックアップやスナップショットにある秘密ファイルの複製と、上書き後もディスクに残る内容
  発行済みの、このレコードの証明。持っている人は引き続き提示できます`,
  },
} as const;

/** `zenbun prove`: writes the proof of one record of a manifest, or destroys its salt. */
export async function proveCommand(manifest: string, flags: ProveFlags, lang: Lang): Promise<number> {
  const given = [flags.record, flags.line, flags.erase].filter((flag) => flag !== undefined);
  if (given.length !== 1)
    throw new ZenbunError('usage', {
      en: 'say which record, by exactly one of --record, --line and --erase',
      ja: '--record、--line、--erase のいずれか 1 つでレコードを指定してください',
    });
  const erase = wholeNumber('--erase', flags.erase);
  return erase === undefined ? prove(manifest, flags, lang) : eraseRecord(manifest, erase, flags, lang);
}

async function prove(manifest: string, flags: ProveFlags, lang: Lang): Promise<number> {
  const { data, withhold = false, out } = flags;
  const record = wholeNumber('--record', flags.record);
  const choice = record === undefined ? lineOf(flags.line!, data) : { record };
  const proved = await interruptible((signal) =>
    proveManifestRecord(manifest, choice, { withhold, signal, ...(data === undefined ? {} : { data }) }),
  );
  if (out === undefined || out === '-') {
    await writeStdout(proved.text);
    return EXIT.done;
  }
  // A proof with the record in it is meant for its recipient only.
  await writeWhole(out, proved.text, 0o600);
  if (!flags.quiet) await writeStdout(`${printableLine(TEXTS.proved[lang](proved, out, withhold))}\n`);
  return EXIT.done;
}

/** Parses `FILE:N`, where FILE is a name of the manifest, or the path to it below `--data`. */
function lineOf(typed: string, data: string | undefined): RecordChoice {
  const [, file, number] = /^(.+):(\d+)$/s.exec(typed) ?? [];
  const line = Number(number);
  if (file === undefined || !Number.isSafeInteger(line) || line < 1)
    throw new ZenbunError('usage', {
      en: `--line ${typed} is not FILE:N, with N from 1, such as train.jsonl:42`,
      ja: `--line は train.jsonl:42 のように、ファイル名と行番号（1 以上）で指定してください（指定値：${typed}）`,
    });
  const below = data === undefined ? file : relative(resolve(data), resolve(file));
  const isBelow = below !== '' && !below.startsWith('..') && !isAbsolute(below);
  return { name: (isBelow ? below : file).replaceAll(sep, '/'), line };
}

async function eraseRecord(manifest: string, record: number, flags: ProveFlags, lang: Lang): Promise<number> {
  const { yes = false, quiet } = flags;
  if (!yes && !(await isConfirmed(TEXTS.question[lang](record, manifest), TEXTS.kept))) {
    process.stderr.write(`zenbun: ${TEXTS.kept[lang]}\n`);
    return EXIT.incomplete;
  }
  const erased = await eraseManifestRecord(manifest, record);
  await writeStdout(`${TEXTS.erased[lang](erased)}\n${quiet ? '' : `${TEXTS.after[lang](erased)}\n`}`);
  return EXIT.done;
}
