import type { Buffer } from 'node:buffer';
import { ZenbunError } from '../../errors.ts';
import type { Message } from '../../schema/index.ts';

const TWICE: Message = { en: 'is compressed twice', ja: 'は二重に圧縮されています' };
const UNPACK_ONCE: Message = { en: 'Decompress it once.', ja: '一度展開してください。' };

const SAVE_AS_CSV: Message = {
  en: 'In Excel, save each sheet with File > Save As > CSV UTF-8, and scan that.',
  ja: 'Excel で「名前を付けて保存」から「CSV UTF-8」を選んでシートごとに保存し、そのファイルを検査してください。',
};

/** First bytes of files that people mistake for data sets, and advice for each. */
const KINDS: readonly (readonly [bytes: string, what: Message, advice: Message])[] = [
  [
    'd0cf11e0',
    {
      en: 'is an Excel workbook of the old kind (.xls), or another Office file',
      ja: 'は旧形式の Excel ブック（.xls）などの Office ファイルです',
    },
    SAVE_AS_CSV,
  ],
  [
    '53514c6974652066',
    { en: 'is an SQLite database', ja: 'は SQLite のデータベースです' },
    { en: 'Export the table as CSV or JSON Lines.', ja: 'テーブルを CSV か JSON Lines に書き出してください。' },
  ],
  ['1f8b', TWICE, UNPACK_ONCE],
  ['28b52ffd', TWICE, UNPACK_ONCE],
  [
    '50415231',
    { en: 'is a compressed Parquet file', ja: 'は圧縮された Parquet ファイルです' },
    {
      en: 'Decompress it: Parquet is already compressed internally.',
      ja: '展開してください。Parquet はそれ自体が圧縮形式です。',
    },
  ],
  [
    '504b0304',
    { en: 'is a ZIP archive', ja: 'は ZIP アーカイブです' },
    { en: 'Unpack it and scan the files inside.', ja: '展開して、中のファイルを検査してください。' },
  ],
  ['425a68', TWICE, UNPACK_ONCE],
  [
    'fd377a585a',
    { en: 'is compressed with xz', ja: 'は xz で圧縮されています' },
    { en: 'Decompress it, or use gzip, zstd or bzip2.', ja: '展開するか、gzip、zstd、bzip2 を使ってください。' },
  ],
  [
    '25504446',
    { en: 'is a PDF', ja: 'は PDF です' },
    {
      en: 'Scan the data set itself, as JSON Lines, JSON, CSV, TSV or Parquet.',
      ja: 'データセットそのもの（JSON Lines、JSON、CSV、TSV、Parquet）を検査してください。',
    },
  ],
];

/** Text files found in place of a data set. */
const PAGES: readonly (readonly [sign: RegExp, what: Message, advice: Message])[] = [
  [
    /^version https:\/\/git-lfs\.github\.com\/spec\//,
    { en: 'is a Git LFS pointer, not the data', ja: 'は Git LFS のポインターで、データ本体ではありません' },
    { en: 'Fetch the data with: git lfs pull', ja: 'git lfs pull でデータを取得してください。' },
  ],
  [
    /^\s*<(?:!doctype html|html)\b/i,
    { en: 'is an HTML page, not a data set', ja: 'は HTML のページで、データセットではありません' },
    {
      en: 'Download the file itself; on Hugging Face, use the URL with /resolve/ instead of /blob/.',
      ja: 'ファイルそのものをダウンロードしてください。Hugging Face では URL の /blob/ を /resolve/ に変えます。',
    },
  ],
];

/** File types that the first bytes alone do not identify; checked before `KINDS`. */
const CONTAINERS: readonly (readonly [sign: (head: Buffer) => boolean, what: Message, advice: Message])[] = [
  [
    (head) =>
      isZip(head) && /\bxl\/(?:workbook|worksheets|styles|sharedStrings|theme|_rels)/.test(head.toString('latin1')),
    { en: 'is an Excel workbook', ja: 'は Excel ブックです' },
    SAVE_AS_CSV,
  ],
  [
    (head) => head.toString('latin1', 257, 262) === 'ustar',
    { en: 'is a tar archive', ja: 'は tar アーカイブです' },
    {
      en: 'Unpack it (tar -xf) and scan the files inside.',
      ja: '展開して（tar -xf）、中のファイルを検査してください。',
    },
  ],
  [
    // The opcode of the pickle protocol, which is not text in any supported encoding.
    (head) => head[0] === 0x80 && head[1]! >= 2 && head[1]! <= 5,
    { en: 'is a Python pickle', ja: 'は Python の pickle ファイルです' },
    {
      en: 'It is not opened, as a pickle can run code. Save the data as JSON Lines, CSV or Parquet.',
      ja: 'pickle はコードを実行できるため、開きません。データを JSON Lines、CSV、Parquet のいずれかで保存してください。',
    },
  ],
];
const isZip = (head: Buffer) => head.toString('hex', 0, 4) === '504b0304';

const otherThanText = (path: string, [, what, advice]: readonly [unknown, what: Message, advice: Message]) =>
  new ZenbunError('unreadable', { en: `${path} ${what.en}`, ja: `${path} ${what.ja}` }, { advice });

const YAML: readonly [unknown, what: Message, advice: Message] = [
  null,
  { en: 'is YAML, which is not read', ja: 'は YAML で、読み取れない形式です' },
  {
    en: 'Convert it to JSON Lines, one JSON object per line.',
    ja: '1 行に 1 つの JSON オブジェクトを書いた JSON Lines に変換してください。',
  },
];

/** A list of objects, each beginning with a dash and a field name. */
const YAML_LIST = /^(?:---[^\n]*\n)?(?:#[^\n]*\n)*- +["']?[^\s"':,][^"':,\n]{0,60}["']?:\s/;

/** Throws `unreadable` for YAML. `name`: in lower case, without a compression extension. */
export function refuseYaml(text: string, name: string, path: string): void {
  if (/\.ya?ml$/.test(name) || YAML_LIST.test(text)) throw otherThanText(path, YAML);
}

/** Throws `unreadable` for files that are not text with records; the error says what the file is and what to do. */
export function refuseOtherThanText(head: Buffer, path: string): void {
  const start = head.toString('hex', 0, 8);
  const known = KINDS.find(([bytes]) => start.startsWith(bytes));
  const container = CONTAINERS.find(([sign]) => sign(head));
  if (container !== undefined) throw otherThanText(path, container);
  if (known !== undefined) throw otherThanText(path, known);
  const text = head.toString('latin1', 0, 512);
  const page = PAGES.find(([sign]) => sign.test(text));
  if (page !== undefined) throw otherThanText(path, page);
  let controls = 0;
  for (const byte of head) if (byte < 0x09 || (byte > 0x0d && byte < 0x20)) controls += 1;
  if (controls > head.length / 50) {
    throw new ZenbunError(
      'unreadable',
      { en: `${path} is a binary file`, ja: `${path} はバイナリファイルです` },
      {
        advice: {
          en: 'Supported data sets are JSON Lines, JSON, CSV, TSV, Parquet and Arrow, also compressed (.gz, .zst, .bz2).',
          ja: '読み取れる形式は JSON Lines、JSON、CSV、TSV、Parquet、Arrow と、その圧縮ファイル（.gz、.zst、.bz2）です。',
        },
      },
    );
  }
}
