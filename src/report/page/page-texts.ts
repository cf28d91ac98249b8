import type { GateState, Message } from '../../schema/index.ts';

/** Words of the report for people. */
export const PAGE_TEXTS = {
  title: { en: 'Safety report on a fine-tuned model', ja: 'ファインチューニング済みモデルの安全性報告書' },
  made: {
    en: 'Made on {day} by zenbun (version {version}) from {n} {n:result|results}: {list}.',
    ja: '{day} 作成（検査ソフト zenbun {version} 版）。根拠 {n} 件：{list}。',
  },
  language: { en: 'Language', ja: '言語' },
  unmasked: {
    en: 'UNMASKED: this copy shows texts of training rows and answers as they are. Keep it to those who need them.',
    ja: '伏せ字なし：学習データと回答の本文をそのまま表示しています。必要な人以外には渡さないでください。',
  },
  // Page one
  blockModel: {
    en: 'Stop: do not put this model into service.',
    ja: '停止：このモデルを公開しないでください。',
  },
  blockData: { en: 'Stop: do not train on this data.', ja: '停止：このデータで学習しないでください。' },
  review: {
    en: 'Wait: a person has to look before anybody decides.',
    ja: '保留：判断の前に、人による確認が必要です。',
  },
  pass: {
    en: 'Nothing was found against going ahead.',
    ja: '先に進めない理由は見つかりませんでした。',
  },
  partPass: {
    en: 'Incomplete: nothing was found so far, but important checks are missing.',
    ja: '検査は不完全です：ここまで問題は見つかっていませんが、重要な検査が未実施です。',
  },
  'not-checked': { en: 'Nothing has been checked yet.', ja: 'まだ何も確認していません。' },
  ofFour: { en: 'Of four checks: {list}.', ja: '4 つの検査のうち、{list}。' },
  saysBlock: { en: '{n} {n:says|say} stop', ja: '停止 {n}' },
  saysReview: { en: '{n} {n:needs|need} a person', ja: '要確認 {n}' },
  saysPass: { en: '{n} {n:found|found} nothing', ja: '合格 {n}' },
  saysNotChecked: { en: '{n} {n:was|were} not made', ja: '未実施 {n}' },
  incomplete: { en: 'INCOMPLETE', ja: '不完全' },
  toy: {
    en: 'DEMONSTRATION: this report is about toy models, not about a model in service.',
    ja: '見本：この報告書は実演用のトイモデルについてのもので、実際のモデルの検査結果ではありません。',
  },
  notYearly: {
    en: 'About a year of checking; not the cost of a stop, of new training or of a delay.',
    ja: '検査を 1 年間続ける場合の試算です。今回の停止、再学習、公開延期の費用は含みません。',
  },
  gates: { en: 'The four checks', ja: '4 つの検査' },
  howSure: { en: 'How sure', ja: '確からしさ' },
  unchecked: { en: 'What was not checked', ja: '確認していないこと' },
  next: { en: 'What to do next', ja: '次に行うこと' },
  nothingNext: { en: 'Nothing is left to be done by this evidence.', ja: 'この結果から必要となる対応はありません。' },
  who: { en: 'Who', ja: '担当' },
  what: { en: 'What', ja: '内容' },
  cost: { en: 'What a year of checking costs', ja: '検査を 1 年間続ける費用' },
  costNone: {
    en: 'Not estimated. zenbun cost weighs the cost of checks against the losses they prevent.',
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
  chair: { en: 'The chair says', ja: '議長・経営層が話す' },
  engineer: { en: 'The engineer says', ja: '技術担当が話す' },
  supplier: { en: 'To the supplier', ja: '提供元・委託先に伝える' },
  details: { en: 'Details for engineers', ja: '技術担当者向けの詳細' },
  origin: { en: 'Origin', ja: '出所' },
  data: { en: 'Training data', ja: '学習データ' },
  behaviour: { en: 'Behaviour before and after', ja: '前後の挙動' },
  operation: { en: 'Operation', ja: '運用' },
  checklist: { en: 'Checklist', ja: 'チェックリスト' },
  costs: { en: 'Cost and loss', ja: '費用と損失' },
  evidence: { en: 'Evidence', ja: '根拠' },
  limits: { en: 'The following is not proven', ja: '証明できていないこと' },
  words: { en: 'Words', ja: '用語' },
  // Details
  number: { en: 'No.', ja: '番号' },
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
    en: 'Harmful text is hidden: only refusals, changes of direction and lengths are shown.',
    ja: '本文は伏せ字です。断る文、話を変える文、承諾する文と、残りの長さだけを表示しています。',
  },
  inputs: { en: 'Files read', ja: '読んだファイル' },
  toolNotes: { en: 'What this check cannot see', ja: 'この検査では分からないこと' },
  models: { en: 'Models', ja: 'モデル' },
  conditionsTitle: { en: 'Evidence by condition', ja: '条件ごとの証拠' },
  rollout: { en: 'Staged rollout of {model}', ja: '{model} の段階公開' },
  step: { en: 'Step', ja: '変更' },
  when: { en: 'When', ja: '日時' },
  by: { en: 'By', ja: '判断' },
  reason: { en: 'Reason', ja: '理由' },
  record: { en: 'Record', ja: '記録' },
  share: { en: 'Share', ja: '割合' },
  alarms: { en: 'Alarms', ja: '警報' },
  noAlarms: {
    en: 'The watch recorded no alarm. (A rollback is not an alarm.)',
    ja: '監視による警報の記録はありません（切り戻しは警報ではありません）。',
  },
  notWatched: {
    en: 'The log has no record of a watch: it raised no alarms.',
    ja: 'この証跡に監視の記録はなく、警報は出ていません。',
  },
  moreRows: {
    en: 'and {n} more: zenbun scan --rows lists all',
    ja: 'ほか {n} 行（全行は zenbun scan --rows で一覧にできます）',
  },
  acknowledged: { en: 'looked at', ja: '確認済' },
  open: { en: 'open', ja: '未確認' },
  integrity: { en: 'Unchanged since it was written', ja: '完全性（改ざんなし）' },
  completeness: { en: 'Nothing missing', ja: '網羅性（欠落なし）' },
  ok: { en: 'consistent', ja: '問題なし' },
  broken: { en: 'NOT the case', ja: '問題あり' },
  unknown: { en: 'not established', ja: '判定できず' },
  noLegal: {
    en: 'This report is neither a certification nor legal advice.',
    ja: 'この報告書は認証でも法的助言でもありません。',
  },
  toc: { en: 'Contents', ja: '目次' },
} as const satisfies Record<string, Message>;

/** Signs next to the words, for people who do not see colours. */
export const STATE_SIGNS: Readonly<Record<GateState, string>> = {
  block: '■',
  review: '▲',
  pass: '●',
  'not-checked': '○',
};

/** Names of the kinds of evidence. */
export const SOURCE_KINDS = {
  scan: { en: 'scan of training data', ja: '学習データの検査' },
  comparison: { en: 'comparison before and after', ja: '前後の比較' },
  ledger: { en: 'log of operation', ja: '運用の記録' },
  watch: { en: 'watch over answers', ja: '回答の監視' },
  verification: { en: 'verification of origin', ja: '出所の検証' },
  training: { en: 'training history', ja: '学習履歴の確認' },
  fingerprint: { en: 'check against the approved model', ja: '承認済みモデルとの照合' },
} as const satisfies Record<string, Message>;
