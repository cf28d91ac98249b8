import type { Message } from '../../../schema/index.ts';

/** Help texts of `zenbun report`. */
export const REPORT_HELP = {
  report: {
    en: 'one report for the people who decide, from results, runs and ledgers',
    ja: '検査の結果・比較・証跡から、意思決定者向けの報告書を作成',
  },
  reportHow: {
    en:
      'Page one is for the decision: the state of the four checks, how sure they are, what was not checked, what to do next and by whom.\n' +
      'Behind it: sentences for the meeting, findings, charts, the checklist, costs, evidence with digests, and what it does not prove.\n' +
      'The HTML file needs no network and holds both languages; texts of rows and answers are masked.\n' +
      'Exit codes: 0 written · 2 usage or unreadable · 3 interrupted. The verdict is in the report, not in the exit code.',
    ja:
      '1 ページ目は意思決定のためのページです：4 つの検査の状態、確からしさ、確認していないこと、次に行うことと担当。\n' +
      '続いて、会議で使える一言、検出結果、図、チェックリスト、費用、根拠とダイジェスト、証明できないことを載せます。\n' +
      'HTML ファイルはネットワーク不要で、日英両方を含みます。データと回答の本文は伏せ字です。\n' +
      '終了コード：0 作成済み · 2 使い方の誤り、読み取り不能 · 3 中断。判定は終了コードではなく報告書に記載します。',
  },
  reportResults: {
    en: 'results of scan, compare, watch, verify, training or fingerprint (--json), the folder of a comparison, a ledger, an evidence bundle',
    ja: 'scan・compare・watch・verify・training・fingerprint の結果（--json）、比較のフォルダー、証跡のフォルダー、証拠バンドル',
  },
  reportHtml: {
    en: 'the whole report as one HTML file without scripts, in both languages',
    ja: '報告書全体を、スクリプトなしの HTML 1 ファイルに出力（日英両方）',
  },
  reportPdf: {
    en: 'the same as PDF, printed by an installed Chromium, Chrome or Edge (CHROMIUM names another)',
    ja: '同じ内容を PDF に出力（インストール済みの Chromium・Chrome・Edge を使用。CHROMIUM で指定可）',
  },
  reportDocuments: {
    en: 'folder for the rollout plan, the questions to a supplier, contract clauses, the incident note and the disclosure note',
    ja: '段階公開計画、提供元への質問票、契約条項案、インシデント報告、開示文書の出力先フォルダー',
  },
  reportAnswers: {
    en: 'answers of people to the checklist (default: zenbun-checklist.yaml, if it is there)',
    ja: 'チェックリストへの回答ファイル（既定値：zenbun-checklist.yaml があれば使用）',
  },
  reportCost: {
    en: 'inputs of the cost estimate (default: zenbun-cost.yaml, if it is there)',
    ja: '費用試算の入力ファイル（既定値：zenbun-cost.yaml があれば使用）',
  },
  reportUnmask: {
    en: 'show texts of rows as they are; the report says so on page one',
    ja: 'データの本文を伏せ字にしない（その旨を 1 ページ目に明記）',
  },
} as const satisfies Record<string, Message>;
