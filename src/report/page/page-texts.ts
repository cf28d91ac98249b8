import type { GateName, GateState, Message } from '../../schema/index.ts';

/** Words of the report for people. */
export const PAGE_TEXTS = {
  title: { en: 'Safety report on a fine-tuned model', ja: 'ファインチューニング済みモデルの安全性報告書' },
  made: {
    en: 'Made on {day} with zenbun {version} from {n} {n:result|results}',
    ja: '{day} 作成　zenbun {version}　根拠 {n} 件',
  },
  language: { en: 'Language', ja: '言語' },
  unmasked: {
    en: 'UNMASKED: this copy shows texts of training rows and answers as they are. Keep it to those who need them.',
    ja: '伏せ字なし：学習データと回答の本文をそのまま表示しています。必要な人以外には渡さないでください。',
  },
  // Page one
  blockHeadline: { en: 'Stop: the checks speak against going on.', ja: '停止：このまま進めないでください。' },
  reviewHeadline: {
    en: 'Wait: a person has to look before it goes on.',
    ja: '保留：先に進む前に、人による確認が必要です。',
  },
  passHeadline: {
    en: 'Nothing speaks against going on in what was checked.',
    ja: '確認した範囲では、先に進めない理由は見つかりませんでした。',
  },
  'not-checkedHeadline': { en: 'Nothing was checked yet.', ja: 'まだ何も確認していません。' },
  checkedOf: {
    en: '{n} of 4 checks were made; {left} {left:was|were} not.',
    ja: '4 つの検査のうち {n} つを実施しました。残り {left} つは未確認です。',
  },
  checkedAll: { en: 'All 4 checks were made.', ja: '4 つの検査をすべて実施しました。' },
  gates: { en: 'The four checks', ja: '4 つの検査' },
  howSure: { en: 'How sure', ja: '確からしさ' },
  unchecked: { en: 'What was not checked', ja: '確認していないこと' },
  next: { en: 'What to do next', ja: '次に行うこと' },
  nothingNext: { en: 'Nothing is left to be done by this evidence.', ja: 'この結果から必要となる対応はありません。' },
  who: { en: 'Who', ja: '担当' },
  what: { en: 'What', ja: '内容' },
  cost: { en: 'What it costs', ja: '費用' },
  costNone: {
    en: 'Not estimated. zenbun cost weighs the cost of checks against the loss that they prevent.',
    ja: '未試算です。zenbun cost で、検査の費用と防げる損失を比較できます。',
  },
  costRuns: {
    en: 'The comparisons reported here took {requests} {requests:request|requests} to models{usd}.',
    ja: '今回の比較では、モデルに {requests} 回リクエストしました{usd}。',
  },
  costUsd: { en: ' (US$ {usd})', ja: '（{usd} 米ドル）' },
  furtherUnchecked: { en: 'and {n} more, on the last page', ja: 'ほか {n} 件（最終ページに記載）' },
  // Parts
  meeting: { en: 'Sentences for the meeting', ja: '会議で使える一言' },
  chair: { en: 'For the chair', ja: '議長・経営層' },
  engineer: { en: 'For the engineer', ja: '技術担当' },
  supplier: { en: 'For the supplier', ja: '提供元・委託先' },
  details: { en: 'Details for engineers', ja: '技術担当者向けの詳細' },
  data: { en: 'Training data', ja: '学習データ' },
  behaviour: { en: 'Behaviour before and after', ja: '前後の挙動' },
  operation: { en: 'Operation', ja: '運用' },
  checklist: { en: 'Checklist', ja: 'チェックリスト' },
  costs: { en: 'Cost and loss', ja: '費用と損失' },
  evidence: { en: 'Evidence', ja: '根拠' },
  limits: { en: 'What this evidence does not prove', ja: 'この根拠では証明できないこと' },
  words: { en: 'Words', ja: '用語' },
  // Details
  file: { en: 'File', ja: 'ファイル' },
  kind: { en: 'Kind', ja: '種類' },
  digest: { en: 'SHA-256, or origin, size and root of the log', ja: 'SHA-256、または証跡の名前・件数・ルートハッシュ' },
  furtherFiles: { en: 'and {n} more {n:file|files}', ja: 'ほか {n} ファイル' },
  rowsShown: { en: 'Rows', ja: '該当する行' },
  nothingFound: { en: 'No findings.', ja: '検出なし。' },
  asTable: { en: 'The same as a table', ja: '表で見る' },
  seeAll: { en: 'Show the answers', ja: '回答を表示' },
  legendActs: { en: 'How to read the answers', ja: '回答の見方' },
  masks: {
    en: 'Texts are masked: what is shown are the sentences that refuse, turn and promise, and how long the rest is.',
    ja: '本文は伏せ字です。断る文・話を変える文・承諾する文と、残りの長さだけを表示しています。',
  },
  inputs: { en: 'Files read', ja: '読んだファイル' },
  toolNotes: { en: 'What this check cannot see', ja: 'この検査では分からないこと' },
  models: { en: 'Models', ja: 'モデル' },
  conditionsTitle: { en: 'Evidence by condition', ja: '条件ごとの証拠' },
  rollout: { en: 'Staged rollout of {model}', ja: '{model} の段階導入' },
  step: { en: 'Step', ja: '変更' },
  when: { en: 'When', ja: '日時' },
  by: { en: 'By', ja: '判断' },
  reason: { en: 'Reason', ja: '理由' },
  record: { en: 'Record', ja: '記録' },
  share: { en: 'Share', ja: '割合' },
  alarms: { en: 'Alarms', ja: '警報' },
  noAlarms: { en: 'No alarm is recorded.', ja: '警報の記録はありません。' },
  acknowledged: { en: 'looked at', ja: '確認済' },
  open: { en: 'open', ja: '未確認' },
  integrity: { en: 'Unchanged since it was written', ja: '完全性（改ざんなし）' },
  completeness: { en: 'Nothing missing', ja: '網羅性（欠落なし）' },
  ok: { en: 'shown', ja: '確認済' },
  broken: { en: 'NOT the case', ja: '問題あり' },
  unknown: { en: 'not established', ja: '判定できず' },
  noLegal: {
    en: 'This report is no certification and no legal advice.',
    ja: 'この報告書は認証でも法的助言でもありません。',
  },
  toc: { en: 'Contents', ja: '目次' },
} as const satisfies Record<string, Message>;

export const GATE_TITLES: Readonly<Record<GateName, Message>> = {
  provenance: { en: 'Origin', ja: '出所' },
  data: { en: 'Training data', ja: '学習データ' },
  behaviour: { en: 'Behaviour', ja: '挙動' },
  operation: { en: 'Operation', ja: '運用' },
};

/** Signs beside the words, for those who do not see colours. */
export const STATE_SIGNS: Readonly<Record<GateState, string>> = {
  block: '■',
  review: '▲',
  pass: '●',
  'not-checked': '○',
};
