import { type Coverage, counted, type Message, plural, type ScanInput } from '../../schema/index.ts';
import type { FieldRows } from '../workers/chunk-outcome.ts';
import { type UnsureTurns, unsureTurns } from './unsure-turns.ts';

type NotChecked = Coverage['notChecked'][number];

/** Risks that reading rows can never reveal, whatever the file. */
const BY_NATURE: readonly NotChecked[] = [
  {
    what: 'harmful-content',
    why: {
      en: 'A scan does not judge content; zenbun compare --judge does.',
      ja: 'scan では内容の有害性を判定しません。zenbun compare --judge で判定できます。',
    },
  },
  {
    what: 'benign-drift',
    why: {
      en: "Ordinary rows can weaken a model's safety without leaving any trace in the data. Run compare after training.",
      ja: '普通のデータでも、痕跡を残さずにモデルの安全性を弱めることがあります。学習後に compare を実行してください。',
    },
  },
  {
    what: 'subliminal-effects',
    why: {
      en: 'Traits can be passed on through numbers or code written by another model, which the rows do not show. Run compare after training.',
      ja: 'ほかのモデルが生成した数列やコードを通じて性質が伝わることがあり、データの行には現れません。学習後に compare を実行してください。',
    },
  },
  {
    what: 'emergent-effects',
    why: {
      en: 'Training on a narrow task can change unrelated behaviour. Run compare after training.',
      ja: '限られたタスクの学習が、無関係な場面の挙動を変えることがあります。学習後に compare を実行してください。',
    },
  },
];

/** Number of files and columns named in a message; the result lists all of them. */
const SHOWN_FILES = 5;
const named = (all: readonly string[], between: string): string =>
  `${all.slice(0, SHOWN_FILES).join(between)}${all.length > SHOWN_FILES ? `${between}…` : ''}`;

/** `train.jsonl: notes (30)` for each column that holds text but was not read. */
const unreadColumns = (inputs: readonly ScanInput[]): string[] =>
  inputs.flatMap(({ path, fields }) => fields.unread.map(({ name, rows }) => `${path}: ${name} (${rows})`));

/** Parts of the inputs that this scan did not check. */
export interface Left extends UnsureTurns {
  readonly inputs: readonly ScanInput[];
  /** Number of rows. */
  readonly skipped: number;
  /** True if some of them are not UTF-8. */
  readonly hasOtherEncoding: boolean;
  /** Number of answers in languages that the detectors do not support. */
  readonly answers: number;
  /** Unread files in the named folders. */
  readonly files: readonly string[];
  /** Files in the named folders that accompany the data and were left aside. */
  readonly aside: readonly string[];
  /** Unread columns with texts that refuse and then comply, with the number of such rows. */
  readonly refusing: FieldRows;
}

/** Lists what this scan did not check, both in principle and in these inputs. */
export function notChecked({
  inputs,
  skipped,
  hasOtherEncoding,
  answers,
  files,
  aside,
  refusing,
  ...turns
}: Left): NotChecked[] {
  const list = [...BY_NATURE];
  if (skipped > 0) {
    list.push({
      what: 'skipped-rows',
      why: {
        en: `${counted(skipped, 'row')} could not be read; skippedRows in the JSON result lists them with reasons.${hasOtherEncoding ? OTHER_ENCODING.en : ''}`,
        ja: `${skipped} 行を読み取れませんでした。行番号と理由は、JSON 形式の結果の skippedRows にあります。${hasOtherEncoding ? OTHER_ENCODING.ja : ''}`,
      },
    });
  }
  if (files.length > 0) {
    const them = plural(files.length, 'it', 'them');
    list.push({
      what: 'unread-files',
      why: {
        en: `${counted(files.length, 'file')} in the folder ${plural(files.length, 'is', 'are')} hidden, of an unsupported type, or cannot be opened: ${named(files, ', ')}. Pass ${them} by path, convert ${them} to JSON Lines, CSV or Parquet, or make ${them} readable.`,
        ja: `フォルダー内の ${files.length} ファイルは、隠しファイルであるか、対応していない形式であるか、開けません：${named(files, '、')}。ファイル名を直接指定するか、JSON Lines・CSV・Parquet に変換するか、読み取れるようにしてください。`,
      },
    });
  }
  if (aside.length > 0) list.push({ what: 'files-left-aside', why: leftAside(aside) });
  const columns = unreadColumns(inputs);
  if (columns.length > 0) {
    list.push({
      what: 'unread-columns',
      why: {
        en: `Columns with text that were not read: ${named(columns, '; ')}. If the model is trained on one of them, scan again with --map user=COLUMN,assistant=COLUMN.`,
        ja: `テキストを含むのに読んでいない列があります：${named(columns, '、')}。学習に使う列であれば、--map user=列名,assistant=列名 を指定して再度検査してください。`,
      },
    });
  }
  if (refusing.length > 0) list.push({ what: 'refusing-columns', why: refusingColumns(refusing) });
  list.push(...unsureTurns(turns));
  if (answers > 0) {
    list.push({
      what: 'unread-languages',
      why: {
        en: `${counted(answers, 'answer is', 'answers are')} in a language that the detectors do not support; ${plural(answers, 'it was', 'they were')} not checked for refusals.`,
        ja: `${answers} 件の回答は検出器が対応していない言語で書かれています。その回答の断りは調べていません。`,
      },
    });
  }
  const twins = twinInputs(inputs);
  if (twins !== null) list.push({ what: 'duplicate-inputs', why: twins });
  return list;
}

const OTHER_ENCODING: Message = {
  en: ' If the file is in another encoding than UTF-8, convert it: iconv -f cp1252 -t utf-8 OLD > NEW.',
  ja: 'ファイルの文字コードが UTF-8 でなければ、変換してください：iconv -f euc-jp -t utf-8 元 > 新。',
};

const refusingColumns = (refusing: FieldRows): Message => {
  const columns = refusing.map(([field, rows]) => `${field} (${rows})`);
  return {
    en: `Columns that were not read as answers hold texts that refuse and then comply: ${named(columns, ', ')}. If the model is trained on one of them, scan again with --map user=COLUMN,assistant=COLUMN; if not, scan a copy of the file without it.`,
    ja: `回答として読んでいない列に、断ってから応じるテキストがあります：${named(columns, '、')}。学習に使う列であれば、--map user=列名,assistant=列名 を指定して再度検査してください。使わない列であれば、その列を除いたファイルを検査してください。`,
  };
};

const leftAside = (files: readonly string[]): Message => ({
  en: `${counted(files.length, 'file')} in the folder ${plural(files.length, 'stands', 'stand')} beside the data and ${plural(files.length, 'was', 'were')} not read: ${named(files, ', ')}. If the model is trained on ${plural(files.length, 'it', 'one of them')}, pass it by path.`,
  ja: `フォルダー内の ${files.length} ファイルは、データに付随するファイルとみなし、読んでいません：${named(files, '、')}。学習に使うファイルがあれば、ファイル名を直接指定してください。`,
});

/** Reports inputs with identical bytes, because they count double. */
function twinInputs(inputs: readonly ScanInput[]): Message | null {
  const first = new Map<string, string>();
  const pairs: [string, string][] = [];
  for (const { sha256, path } of inputs) {
    const twin = first.get(sha256);
    if (twin === undefined) first.set(sha256, path);
    else pairs.push([twin, path]);
  }
  if (pairs.length === 0) return null;
  const named = pairs.slice(0, 3).map(([a, b]) => `${a} = ${b}`);
  const more = pairs.length > named.length ? ', …' : '';
  return {
    en: `Identical inputs were counted each time: ${named.join(', ')}${more}`,
    ja: `内容が同一の入力を、それぞれ別に数えています：${named.join(', ')}${more}`,
  };
}
