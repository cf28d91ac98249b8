import type { Lang, Message } from './message.ts';
import { filled, japaneseBy } from './twin.ts';

/**
 * Why a record was not read, with `{places}` for its details. The English is part of results, and so of their contract.
 */
const REASONS = {
  // The surrounding file.
  tooLong: { en: 'longer than the limit for one record', ja: '1 件の上限より長いレコードです' },
  jsonNotClosed: { en: 'the file ends before its JSON is closed', ja: 'JSON が閉じる前にファイルが終わっています' },
  recordNotEnded: { en: 'the file ends inside this record', ja: 'このレコードの途中でファイルが終わっています' },
  looksText: {
    en: 'looks like plain text, not rows of data',
    ja: 'データの行ではなく、プレーンテキストのようです',
  },
  looksOther: {
    en: 'looks like {kind}, not rows of data',
    ja: 'データの行ではなく、{kind} のようです',
  },
  // Its bytes.
  tooDeep: { en: 'nested more than {n} levels deep', ja: '入れ子が {n} 段を超えています' },
  notUtf8: { en: 'not valid UTF-8', ja: 'UTF-8 として不正です' },
  notUtf8At: { en: 'not valid UTF-8 at byte {n}', ja: '{n} バイト目が UTF-8 として不正です' },
  longerThan: { en: 'longer than {n} bytes', ja: '{n} バイトを超えています' },
  notUtf8OrLonger: {
    en: 'not valid UTF-8, or longer than {n} bytes',
    ja: 'UTF-8 として不正か、{n} バイトを超えています',
  },
  notJson: { en: 'not valid JSON', ja: 'JSON として不正です' },
  jsonSeveral: {
    en: 'not valid JSON: several values on one line',
    ja: 'JSON として不正です（1 行に複数の値があります）',
  },
  jsonNaN: { en: 'not valid JSON: NaN or Infinity', ja: 'JSON として不正です（NaN または Infinity があります）' },
  jsonComma: {
    en: 'not valid JSON: a comma before a closing bracket',
    ja: 'JSON として不正です（閉じ括弧の前に余分なコンマがあります）',
  },
  jsonComment: { en: 'not valid JSON: it has comments', ja: 'JSON として不正です（コメントがあります）' },
  jsonPython: {
    en: 'not valid JSON: single quotes, as Python prints',
    ja: 'JSON として不正です（Python の出力のような単一引用符です）',
  },
  quoteNotClosed: { en: 'a quoted cell is never closed', ja: '引用符で囲んだセルが閉じていません' },
  quoteHidesRows: {
    en: 'a quoted cell runs over {n} lines that look like rows of their own',
    ja: '引用符で始まるセルが、それぞれ 1 行のデータとみられる {n} 行にまたがっています',
  },
  wrongCells: {
    en: 'has {n} cells where the header has {header}',
    ja: 'セルが {n} 個です（ヘッダーは {header} 個）',
  },
  // Its fields.
  cellsCut: {
    en: 'the server that gave it cut cells short (truncated_cells)',
    ja: '取得元のサーバーがセルの内容を途中で切っています（truncated_cells）',
  },
  pythonText: {
    en: '{field} holds messages as Python prints them, not JSON: write the table with json.dumps, or as JSON Lines',
    ja: '{field} のメッセージは、JSON ではなく Python の表示形式です。json.dumps で書き出すか、JSON Lines で保存してください',
  },
  notRecord: { en: 'not an object with named fields', ja: '名前付きのフィールドを持つオブジェクトではありません' },
  noFormat: {
    en: 'its fields match no known format ({fields})',
    ja: 'フィールドに合う形式がありません（{fields}）',
  },
  looksLike: {
    en: 'is not {format} (its fields: {fields}); it looks like {other}',
    ja: '{format} 形式ではありません（フィールド：{fields}）。{other} 形式のようです',
  },
  notFormat: {
    en: 'is not {format} (its fields: {fields})',
    ja: '{format} 形式ではありません（フィールド：{fields}）',
  },
  noField: {
    en: 'has no field "{field}" (its fields: {fields})',
    ja: 'フィールド「{field}」がありません（フィールド：{fields}）',
  },
  lacksField: { en: 'has no field "{field}"', ja: 'フィールド「{field}」がありません' },
  quotedNotText: { en: '"{field}" is not text', ja: '「{field}」が文字列ではありません' },
  trainsNothing: {
    en: 'contains no text that a model would be trained to say',
    ja: 'モデルに学習させる文章がありません',
  },
  columns: {
    en: 'contains columns (lists of texts), not one row',
    ja: '1 行ではなく、列（文字列のリスト）を持っています',
  },
  systemPromptNotText: { en: 'the system prompt is not text', ja: 'システムプロンプトが文字列ではありません' },
  questionNotText: { en: 'the question is not text', ja: '質問が文字列ではありません' },
  answerNotText: { en: 'the answer is not text', ja: '回答が文字列ではありません' },
  pairNotText: { en: 'text_input or output is not text', ja: 'text_input または output が文字列ではありません' },
  noConversation: { en: 'the label has no conversation', ja: 'ラベルに対応する会話がありません' },
  noAnswer: { en: 'the label has no answer', ja: 'ラベルに対応する回答がありません' },
  historyNotPairs: {
    en: 'history is not a list of question and answer',
    ja: 'history が質問と回答の組のリストではありません',
  },
  segmentsNotPieces: { en: 'segments is not a list', ja: 'segments が断片のリストではありません' },
  segmentNoText: { en: 'a segment has no text', ja: '文字列のない断片があります' },
  treeNoText: {
    en: 'a message of the tree has no role or no text',
    ja: 'メッセージの木に、ロールまたは文字列のないメッセージがあります',
  },
  treeReply: { en: 'a reply of the tree is not an object', ja: 'メッセージの木に、オブジェクトでない返信があります' },
  // Its messages.
  messageNotObject: {
    en: 'message {n} is not an object',
    ja: '{n} 番目のメッセージがオブジェクトではありません',
  },
  unknownRole: {
    en: 'message {n} has the unknown role "{role}"',
    ja: '{n} 番目のメッセージのロール「{role}」は未知のものです',
  },
  noRole: { en: 'message {n} has no role', ja: '{n} 番目のメッセージにロールがありません' },
  contentNotText: {
    en: 'the content of message {n} is not text',
    ja: '{n} 番目のメッセージの内容が文字列ではありません',
  },
  neither: { en: 'neither text nor messages', ja: '文字列でもメッセージでもありません' },
  // Recorded answers.
  saysMore: {
    en: 'says more in places that are not read: {places}',
    ja: '読み取らない箇所にも内容があります：{places}',
  },
  responseNotText: { en: 'response is not text', ja: 'response が文字列ではありません' },
  noResponse: { en: 'has neither response nor messages', ja: 'response も messages もありません' },
  noAnswerField: {
    en: 'has neither response nor messages (its fields: {fields})',
    ja: 'response も messages もありません（フィールド：{fields}）',
  },
  noResponseAtEnd: {
    en: 'has neither response nor messages that end with an answer',
    ja: 'response も、回答で終わる messages もありません',
  },
  rivals: {
    en: '"{field}" and "{others}" both look like the answer of the model: keep one',
    ja: '「{field}」と「{others}」のどちらもモデルの回答に見えます。一方だけを残してください',
  },
  noQuestion: { en: 'has neither id nor prompt', ja: 'id も prompt もありません' },
  notAsked: { en: 'does not say what was asked', ja: '質問の記録がありません' },
  yearLast: {
    en: 'has a date of which nothing tells what is the day and what the month; the year has to stand first',
    ja: '日付の日と月を区別できません（年・月・日の順で記録してください）',
  },
  noTime: { en: 'has no time that can be read', ja: '読み取れる時刻がありません' },
  noAssistant: { en: 'messages contain no assistant turn', ja: 'messages に assistant の発言がありません' },
  failedWith: { en: 'a reply that failed ({status})', ja: '失敗した応答です（{status}）' },
  failedReply: { en: 'a reply that failed', ja: '失敗した応答です' },
  failed: { en: 'failed ({code}): {why}', ja: '失敗しました（{code}）：{why}' },
  // A part of the record, and why. These come last because they match a lot.
  chosen: { en: 'the chosen side: {reason}', ja: '採用側：{reason}' },
  rejected: { en: 'the rejected side: {reason}', ja: '不採用側：{reason}' },
  prompt: { en: 'the prompt: {reason}', ja: 'プロンプト：{reason}' },
  promptIs: { en: 'prompt is {reason}', ja: 'prompt の値：{reason}' },
  completionIs: { en: 'completion is {reason}', ja: 'completion の値：{reason}' },
  notText: { en: '{field} is not text', ja: '{field} が文字列ではありません' },
  notList: { en: '{field} is not a list', ja: '{field} がリストではありません' },
} as const satisfies Record<string, Message>;

/** The English text of a reason. Nothing else has this type, so that every reason has its Japanese. */
export type UnreadReason = string & { readonly isUnreadReason: true };

type Key = keyof typeof REASONS;
type Placeholder<Text> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Placeholder<Rest> : never;
type PlaceholderValues<K extends Key> = Readonly<Record<Placeholder<(typeof REASONS)[K]['en']>, string | number>>;

export const UNREAD_REASONS: Readonly<Record<string, Message>> = REASONS;

/** Returns a reason with its places filled in. */
export function unread<K extends Key>(
  key: K,
  ...[values]: Placeholder<(typeof REASONS)[K]['en']> extends never ? [] : [values: PlaceholderValues<K>]
): UnreadReason {
  return filled(REASONS[key].en, values ?? {}) as UnreadReason;
}

const japanese = japaneseBy(Object.values(REASONS));

/** Returns a reason from a result in that language; any other text stays as it is. */
export const unreadIn = (lang: Lang, reason: string): string => (lang === 'ja' ? japanese(reason) : reason);
