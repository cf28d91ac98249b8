import { type Message, unread } from '../schema/index.ts';

const NAME_IT: Message = {
  en: 'Set the format with --format, or the columns with --map user=COLUMN,assistant=COLUMN.',
  ja: '--format で形式を、または --map user=列名,assistant=列名 で列を指定してください。',
};
const WRITE_JSON: Message = {
  en: 'Write one JSON value per line, with json.dumps(row, allow_nan=False) in Python; NaN becomes null.',
  ja: '1 行に 1 つの JSON を書いてください（Python なら json.dumps(row, allow_nan=False)）。NaN は null にします。',
};
/** Only someone who reads the language can tell which encoding it is. */
const CONVERT: Message = {
  en: 'Convert the text to UTF-8: iconv -f cp1252 -t utf-8 OLD > NEW (Western languages), or -f euc-jp or -f cp932 (Japanese).',
  ja: 'UTF-8 に変換してください：iconv -f euc-jp -t utf-8 元 > 新（日本語は -f cp932 の場合もあります。欧文は -f cp1252）。',
};
const NO_COMMENTS: Message = {
  en: 'Remove the comments (// and /* */): JSON has none.',
  ja: 'コメント（// と /* */）を取り除いてください。JSON ではコメントを使えません。',
};
const ONE_ROW_PER_LINE = '{"messages": [{"role": "user", "content": "…"}, {"role": "assistant", "content": "…"}]}';
const TO_JSON_LINES: Message = {
  en: `Convert it to JSON Lines, one row per line: ${ONE_ROW_PER_LINE}, or {"text": "…"} for a document.`,
  ja: `1 行に 1 件の JSON Lines に変換してください：${ONE_ROW_PER_LINE}。会話でない文書なら {"text": "…"} とします。`,
};
const NAME_SPEAKERS: Message = {
  en: 'Write each message as an object that names its speaker: {"role": "user", "content": "…"}, {"role": "assistant", "content": "…"}.',
  ja: '各メッセージを、話者を示すオブジェクトにしてください：{"role": "user", "content": "…"}、{"role": "assistant", "content": "…"}。',
};
const NAME_FIELDS: Message = {
  en: `Write each row as an object with named fields: ${ONE_ROW_PER_LINE}.`,
  ja: `各行を、名前付きのフィールドを持つオブジェクトにしてください：${ONE_ROW_PER_LINE}。`,
};
const PART_COLUMNS: Message = {
  en: `If each list is a conversation, write it as messages: ${ONE_ROW_PER_LINE}. If it holds one text for each row, write one row per line.`,
  ja: `リストが会話であれば messages として書いてください：${ONE_ROW_PER_LINE}。行ごとの文字列を集めたものであれば、1 行に 1 件ずつ書いてください。`,
};
const TOP_LEVEL: Message = {
  en: 'A column is a field at the top level of a row, named as it is written there: --map does not reach into objects. Move the texts to the top level, or write them as messages.',
  ja: '列として指定できるのは、行の最上位にあるフィールドの名前だけです。--map でオブジェクトの中は指定できません。文章を最上位に移すか、messages として書いてください。',
};
const NAME_A_COLUMN: Message = {
  en: 'Name columns that the rows have: --map user=COLUMN,assistant=COLUMN.',
  ja: '行にある列の名前を指定してください：--map user=列名,assistant=列名。',
};

/** What helps against each kind of reason, the first that fits. The English of a reason is what results hold. */
const HELP: readonly (readonly [reason: RegExp, help: Message])[] = [
  [/^looks like (?:plain text|Markdown|TOML|XML), /, TO_JSON_LINES],
  [/\bmessage \d+ (?:is not an object|has no role)$/, NAME_SPEAKERS],
  [/^contains columns /, PART_COLUMNS],
  [/^not an object with named fields$/, NAME_FIELDS],
  [/^has no field "[^"]*\.[^"]*" \(/, TOP_LEVEL],
  [/^has no field "/, NAME_A_COLUMN],
];

/** Finds the role in a reason, also in one about a part of the row. */
const UNKNOWN_ROLE = /\bmessage \d+ has the unknown role "(.*)"$/s;

const renameRoles = (names: readonly string[]): Message => ({
  en: `In the data, rename ${names.map((name) => `the role "${name}"`).join(', ')} to user (who asks), assistant (who answers), system or tool, and other unknown roles likewise.`,
  ja: `データのロール${names.map((name) => `「${name}」`).join('')}などの未知のロールを、user（質問側）、assistant（回答側）、system、tool のいずれかに変更してください。`,
});

/** Reports whether rows were skipped because the text has another encoding or is damaged. */
export const isOtherEncoding = (reason: string): boolean => reason.startsWith(unread('notUtf8'));

/** Says what to do about a file of which nothing could be read, from the reasons why. */
export function adviceFor(reasons: readonly string[]): Message {
  if (reasons.some(isOtherEncoding)) return CONVERT;
  if (reasons.includes(unread('jsonComment'))) return NO_COMMENTS;
  if (reasons.every((reason) => reason.startsWith(unread('notJson')))) return WRITE_JSON;
  const roles = reasons.flatMap((reason) => UNKNOWN_ROLE.exec(reason)?.[1] ?? []);
  const others = reasons.filter((reason) => !UNKNOWN_ROLE.test(reason));
  const helps = new Set(others.map((reason) => HELP.find(([sign]) => sign.test(reason))?.[1] ?? NAME_IT));
  // Of a text that is no data, some lines may look like rows of a table.
  if (helps.has(TO_JSON_LINES)) return TO_JSON_LINES;
  const all = [...(roles.length > 0 ? [renameRoles([...new Set(roles)])] : []), ...helps];
  return { en: all.map(({ en }) => en).join(' '), ja: all.map(({ ja }) => ja).join('') };
}
