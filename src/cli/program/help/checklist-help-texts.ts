import type { Message } from '../../../schema/index.ts';

/** Help texts of `zenbun checklist`. */
export const CHECKLIST_HELP = {
  checklist: {
    en: 'what you can show when a fine-tuned model goes live: filled from results, answered by people',
    ja: 'ファインチューニングしたモデルの提供時に示せることの一覧：検査の結果と担当者の回答から記入',
  },
  checklistHow: {
    en:
      'Results: what scan, compare, watch, verify, training and fingerprint wrote with their flag for JSON,\n' +
      'the folder of a comparison, a ledger, or an evidence bundle.\n' +
      'What they show is filled in. What only people can answer stands in a YAML file in your repository, with name and date.\n' +
      'A result that shows a gap stands against an answer "confirmed". What nobody has checked stays open.\n' +
      'This is neither a certification nor legal advice.\n' +
      'Exit codes: 0 done, or with --check nothing is unmet or open · 1 with --check, something is · 2 usage, or a fault in the answers file.',
    ja:
      '結果：scan・compare・watch・verify・training・fingerprint が書き出した JSON、比較のフォルダー、\n' +
      '証跡のフォルダー、または証拠バンドル。\n' +
      '結果で分かる項目は自動で記入します。人にしか答えられない項目は、リポジトリの YAML ファイルに氏名と日付を添えて記入します。\n' +
      '結果が不足を示す場合、「確認済」という回答より優先します。誰も確認していない項目は未記入のままです。\n' +
      '認証や法的助言ではありません。\n' +
      '終了コード：0 完了、--check では不足・未記入なし · 1 --check で不足・未記入あり · 2 使い方の誤り、または回答ファイルの誤り',
  },
  checklistResults: {
    en: 'results to fill it from; none: only the answers',
    ja: '記入の根拠になる結果。なければ回答だけを表示',
  },
  checklistInit: {
    en: 'write an answers file with every item and no answer (default: zenbun-checklist.yaml); overwrites nothing',
    ja: 'すべての項目を空欄で記した回答ファイルを作成（既定値：zenbun-checklist.yaml）。既存のファイルは変更しない',
  },
  checklistFill: {
    en: 'fill from the results named, and fail where none is named',
    ja: '指定した結果から記入。結果の指定がなければエラー',
  },
  checklistCheck: {
    en: 'exit code 1 where something is unmet or open; shows only that',
    ja: '不足・未記入があれば終了コード 1。該当する項目だけを表示',
  },
  checklistAnswers: {
    en: 'answers of people (default: zenbun-checklist.yaml, if present)',
    ja: '担当者の回答（既定値：zenbun-checklist.yaml、あれば）',
  },
  checklistTeam: { en: 'only items for which this team answers', ja: 'この部門が答える項目だけ' },
  checklistVkey: {
    en: "public key of the ledger, obtained separately; without it the log's integrity is not confirmed",
    ja: '証跡の公開鍵（別の経路で入手したもの）。指定しない場合、改ざんの有無は確認できません',
  },
} as const satisfies Record<string, Message>;
