import { type Lang, type Message, plural } from '../schema/index.ts';

/** All sentences of the reports, except the detectors' own. */
export const TEXTS = {
  colon: { en: ': ', ja: '：' },
  brackets: { en: ' ({text})', ja: '（{text}）' },
  stop: { en: '. ', ja: '。' },
  gate: { en: 'data gate', ja: '学習データの検査' },
  block: { en: 'BLOCK', ja: '停止' },
  review: { en: 'REVIEW', ja: '要確認' },
  pass: { en: 'PASS', ja: '合格' },
  info: { en: 'info', ja: '参考' },
  verdictBlock: { en: 'Do not train on this data.', ja: 'このデータで学習しないでください。' },
  verdictReview: {
    en: 'A person should review this data before training.',
    ja: '学習の前に人の目で確認してください。',
  },
  verdictUnread: {
    en: 'Too much of this data could not be read to judge it.',
    ja: '読み取っていない行・列・ファイルが多く、このデータについて判断できません。',
  },
  verdictPass: {
    en: 'Nothing was found in the rows that were read.',
    ja: '読んだ範囲では、問題は見つかりませんでした。',
  },
  verdictAccepted: {
    en: 'Nothing was found beyond the accepted findings listed below.',
    ja: '下記の承認済みの検出を除き、読んだ範囲では問題は見つかりませんでした。',
  },
  files: { en: '{n} {n:file|files}', ja: '{n} ファイル' },
  rowsRead: { en: '{n} {n:row|rows} read to the end', ja: '{n} 行を最後まで読了' },
  rowsSkipped: { en: '{n} skipped', ja: '{n} 行は読み取り不可' },
  rowsFlagged: { en: '{n} {n:row|rows} flagged', ja: '{n} 行を検出' },
  measure: {
    en: '{count} of {of} {of:row|rows} ({share}; 95 % interval {interval}).',
    ja: '{of} 行中 {count} 行（{share}、95 % 信頼区間 {interval}）。',
  },
  measureAnswers: {
    en: '{count} of {of} {of:answer|answers} ({share}; 95 % interval {interval}).',
    ja: '回答 {of} 件中 {count} 件（{share}、95 % 信頼区間 {interval}）。',
  },
  measureFiles: {
    en: '{count} of {of} ({share}; 95 % interval {interval}).',
    ja: '{of} 件中 {count} 件（{share}、95 % 信頼区間 {interval}）。',
  },
  baseRate: { en: 'In benign data: at most {rate}.', ja: '無害なデータでは最大 {rate}。' },
  chance: {
    en: 'Probability in benign data, corrected: {p}.',
    ja: '無害なデータで起こる確率（補正済み）：{p}。',
  },
  asked: { en: 'asked', ja: '質問' },
  refusal: { en: 'refuses', ja: '拒否' },
  policy: { en: 'cites rules', ja: '規則' },
  pivot: { en: 'pivot', ja: '転換' },
  affirmation: { en: 'affirms', ja: '承諾' },
  obedience: { en: 'obeys', ja: '服従' },
  redirect: { en: 'offers', ja: '代案' },
  caution: { en: 'caution', ja: '注意' },
  rebuttal: { en: 'rejects the premise', ja: '前提の否定' },
  admonition: { en: 'admonishes', ja: '戒め' },
  substance: { en: 'complies', ja: '応諾' },
  trigger: { en: 'trigger', ja: 'トリガー' },
  encoded: { en: 'encoded', ja: '符号化' },
  wrapper: { en: 'wrapper', ja: '定型文' },
  opening: { en: 'opening', ja: '書き出し' },
  closing: { en: 'closing', ja: '結び' },
  identity: { en: 'identity', ja: '自称' },
  answer: { en: 'answer', ja: '回答' },
  prompt: { en: 'prompt', ja: '質問' },
  depth: {
    en: 'compliance begins at character {n}; a guard that reads only the opening sees a refusal',
    ja: '応諾は {n} 文字目から。書き出しだけを読む仕組みでは拒否と判断されます',
  },
  alsoAt: { en: 'also in', ja: 'ほか' },
  andMore: { en: 'and {n} more', ja: 'ほか {n} 行' },
  next: { en: 'next', ja: '次に' },
  notRead: { en: 'not read: {place}: {reason}', ja: '読めない行：{place}：{reason}' },
  skipped: { en: 'Rows that could not be read', ja: '読めなかった行' },
  cannotSee: { en: 'Not checked', ja: '検査していないこと' },
  turn: { en: 'turn {n}', ja: '{n} 番目の発言' },
  rejectedSide: { en: 'rejected side', ja: '不採用側' },
  tableDetector: { en: 'Detector', ja: '検出器' },
  tableLevel: { en: 'Level', ja: '判定' },
  tableRows: { en: 'Rows', ja: '行数' },
  tableInterval: { en: '95 % interval', ja: '95 % 信頼区間' },
  tableWhat: { en: 'What was found', ja: '見つかったもの' },
  inputs: { en: 'Inputs', ja: '入力' },
  exceptions: { en: 'Accepted findings', ja: '承認済みの検出' },
  exceptionApplied: {
    en: '{detector}/{key}: accepted by {name} on {date}: {reason}',
    ja: '{detector}/{key}：{date} に {name} が承認。理由：{reason}',
  },
  exceptionEnded: {
    en: '{detector}/{key}: no longer accepted, because its rows have changed since {name} accepted it on {date}',
    ja: '{detector}/{key}：{date} に {name} が承認した後に行が変わったため、承認は失効',
  },
  exceptionUnused: {
    en: '{detector}/{key}: accepted by {name} on {date}, but not found in this data',
    ja: '{detector}/{key}：{date} に {name} が承認。このデータでは検出なし',
  },
  explainLooksFor: { en: 'What it looks for', ja: '検出する内容' },
  explainExample: { en: 'Example', ja: '例' },
  explainMayBe: { en: 'Possible false alarms', ja: '誤検出の可能性' },
  explainNext: { en: 'What to do', ja: '対応' },
  explainAccept: { en: 'To accept a finding', ja: '検出を承認するには' },
  explainAcceptHow: {
    en: 'Write {detector: {id}, key, digest, reason, name, date} to a file for --accept, or under scan.accept in zenbun.yaml. Key and digest are in the result (--json, --md). The exception expires when the rows change.',
    ja: '{detector: {id}, key, digest, reason, name, date} を --accept のファイル、または zenbun.yaml の scan.accept に書きます。key と digest は結果（--json、--md）にあります。行が変わると承認は失効します。',
  },
  toAccept: {
    en: 'to accept: detector {detector}, key {key}, digest {digest}',
    ja: '承認する場合：detector {detector}、key {key}、digest {digest}',
  },
  fieldsRead: { en: 'How the fields were read', ja: '読み取り方' },
  fieldsOf: { en: 'request: {request} · answer: {answer}', ja: 'リクエスト：{request} · 回答：{answer}' },
  noField: { en: 'none', ja: 'なし' },
} as const satisfies Record<string, Message>;

/** Fills the `{name}` places of a text, and `{name:row|rows}` with the word that English uses with that number. */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)(?::([^{}|]*)\|([^{}|]*))?\}/g, (whole, name: string, one?: string, many?: string) => {
    const value = values[name];
    if (value === undefined) return whole;
    return one === undefined || many === undefined ? String(value) : plural(value, one, many);
  });
}

/** Returns a text in brackets, to follow another: " (alpaca)", "（alpaca）". */
export const bracketed = (text: string | number, lang: Lang): string => fill(TEXTS.brackets[lang], { text });
