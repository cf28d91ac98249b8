import type { Message } from '../../../schema/index.ts';

/** Help texts of `zenbun bom`. */
export const BOM_HELP = {
  bom: {
    en: 'bill of materials of a tuned model (CycloneDX 1.7 ML-BOM), each element with what it rests on',
    ja: 'ファインチューニング済みモデルの部品表（CycloneDX 1.7 ML-BOM）を作成。項目ごとに根拠を明示',
  },
  bomModel: { en: 'folder or file of the tuned model', ja: 'ファインチューニング済みモデルのフォルダーまたはファイル' },
  bomBase: { en: 'folder or file of its base model', ja: 'ベースモデルのフォルダーまたはファイル' },
  bomData: {
    en: 'training data, a file or folder; may be repeated',
    ja: '学習データのファイルまたはフォルダー。複数回指定可',
  },
  bomFacts: {
    en: 'what the supplier says of system, model, data and the rest (YAML, docs/bom.md)',
    ja: 'システム、モデル、データなどに関する提供者の申告（YAML、docs/bom.ja.md）',
  },
  bomTraining: { en: 'result of zenbun training --json', ja: 'zenbun training --json の結果' },
  bomResults: {
    en: 'result of zenbun scan or zenbun compare; may be repeated',
    ja: 'zenbun scan または zenbun compare の結果。複数回指定可',
  },
  bomAt: {
    en: 'time that the bill states, or a day for its midnight in UTC (default: SOURCE_DATE_EPOCH, else now)',
    ja: '部品表に記載する日時。日付だけなら UTC の午前 0 時（既定値：SOURCE_DATE_EPOCH、なければ現在の日時）',
  },
  bomHow: {
    en:
      "Each element says what it rests on: checked against bytes, supplier's word, or unknown.\n" +
      'It needs the package @cyclonedx/cyclonedx-library. With one time, the same files give the same bytes.',
    ja:
      "各項目に根拠を記載します：checked against bytes（ファイルから確認）、supplier's word（提供者の申告）、unknown（不明）\n" +
      '@cyclonedx/cyclonedx-library パッケージが必要です。日時が同じなら、同じファイルから同じ内容を出力します。',
  },
} as const satisfies Record<string, Message>;
