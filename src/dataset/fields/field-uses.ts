import type { JsonObject, ParsedRow } from '../formats/format.ts';
import { listOf, objectOf } from '../formats/turns/text-of.ts';

/** How a field of a record was used. `unread`: it holds text that no detector saw. */
export type FieldUse = 'request' | 'answer' | 'unread';

/** Number of rows per use of a field. */
export type FieldCounts = Readonly<Record<FieldUse, number>>;

/**
 * Minimum length of a text; shorter ones are labels, names or dates. In a field named like an answer, far shorter texts
 * count (`LEAST_ANSWER`). In characters; wherever `weight` applies, a CJK character counts as three.
 */
const LEAST_TEXT = 40;
const LEAST_ANSWER = 12;
/** Minimum length of a piece of a larger text; shorter pieces occur in many texts by chance. */
const LEAST_PIECE = 16;
/** Maximum number of texts inspected within one field: enough for the messages of a conversation. */
const MOST_TEXTS = 64;

/** A text within a field, trimmed, with the name of the field or list that directly holds it. */
interface FieldText {
  readonly text: string;
  readonly under: string;
  readonly isNested: boolean;
}

/** What was found out about the texts of one field. */
interface SeenField {
  gives: boolean;
  asks: boolean;
  /** A text contains more than an answer (a request); the field is the source of the row if no other field is. */
  aroundAnswer: boolean;
  aroundRequest: boolean;
  /** Such a text says more than the row does. */
  saysMore: boolean;
  /** A text that no turn contains. */
  unread: boolean;
}

/**
 * Determines the use of each field that holds text by searching for its texts in the row, and for the row in its texts.
 * So formats need not keep track, and cannot get it wrong. Leaves out unused fields of short texts, and copies: a field
 * that repeats the row without adding anything, next to the field that was read.
 */
export function fieldUses(record: JsonObject, { turns, rejected }: ParsedRow): [name: string, use: FieldUse][] {
  const answers = turns.filter(({ target }) => target).map(({ text }) => text);
  if (rejected !== null && rejected !== '') answers.push(rejected);
  const requests = turns.filter(({ target }) => !target).map(({ text }) => text);
  const seen = Object.entries(record).map(
    ([name, value]) => [name, seenField(name, value, answers, requests)] as const,
  );
  const isAnswered = seen.some(([, { gives }]) => gives);
  const isAsked = seen.some(([, { asks }]) => asks);
  const uses: [string, FieldUse][] = [];
  for (const [name, field] of seen) {
    if (field.gives) uses.push([name, 'answer']);
    if (field.asks) uses.push([name, 'request']);
    const isSource =
      !field.gives && !field.asks && (field.aroundAnswer ? !isAnswered : field.aroundRequest && !isAsked);
    if (isSource) uses.push([name, field.aroundAnswer ? 'answer' : 'request']);
    else if (field.unread || field.saysMore) uses.push([name, 'unread']);
  }
  return uses;
}

function seenField(name: string, value: unknown, answers: readonly string[], requests: readonly string[]): SeenField {
  const seen: SeenField = {
    gives: false,
    asks: false,
    aroundAnswer: false,
    aroundRequest: false,
    saysMore: false,
    unread: false,
  };
  const left: FieldText[] = [];
  if (typeof value === 'string') {
    // JSON in a table cell may itself be an answer in JSON.
    const whole = { text: value.trim(), under: name, isNested: false };
    if (whole.text === '') return seen;
    seen.gives = isIn(whole, answers);
    seen.asks = isIn(whole, requests);
    if (seen.gives || seen.asks) return seen;
  }
  for (const one of textsOf(name, value)) {
    const gives = isIn(one, answers);
    const asks = isIn(one, requests);
    if (gives) seen.gives = true;
    if (asks) seen.asks = true;
    if (!gives && !asks) left.push(one);
  }
  // For a partly read field, `unreadParts` names the rest.
  if (seen.gives || seen.asks) return seen;
  for (const { text, under, isNested } of left) {
    const says = namesAnswer(under) || (isNested && SAYS_TEXT.test(under));
    const isAnswer = answers.some((answer) => answer !== '' && text.includes(answer));
    const isRequest = requests.some((asked) => asked !== '' && text.includes(asked));
    if (isAnswer) seen.aroundAnswer = true;
    if (isRequest) seen.aroundRequest = true;
    if (isAnswer || isRequest) seen.saysMore ||= saysMore(text, answers, requests);
    else if (says ? weight(text) >= LEAST_ANSWER : text.length >= LEAST_TEXT) seen.unread = true;
  }
  return seen;
}

function isIn({ text, under, isNested }: FieldText, turns: readonly string[]): boolean {
  const isPiece = text.length >= LEAST_PIECE;
  // Formats join short texts with others by line breaks; within a line, "a" stands in nearly every text.
  const isLine = !isNested && (namesAnswer(under) || SAYS_REQUEST.test(under));
  const has = (one: string) => one === text || (isPiece && one.includes(text)) || (isLine && holdsLine(one, text));
  return turns.some(has);
}

/** A text that is long enough to count as an unread answer may stand anywhere: the result at the end of a solution. */
const holdsLine = (turn: string, line: string): boolean =>
  turn.includes(line) && (weight(line) >= LEAST_ANSWER || `\n${turn}\n`.includes(`\n${line}\n`));

/** Control tokens of chat templates, which do not count as text. */
const TEMPLATE_MARKS = /<\|?[^<>\s]{1,40}>|\[\/?[A-Z_]{2,20}\]/g;

/**
 * Reports whether a text that contains turns of the row says more than they do. Ignores role names and everything
 * before the first request, because templates put text there.
 */
function saysMore(text: string, answers: readonly string[], requests: readonly string[]): boolean {
  const starts = requests.filter((asked) => asked !== '').map((asked) => text.indexOf(asked));
  const first = Math.min(...starts.filter((at) => at >= 0));
  let rest = Number.isFinite(first) ? text.slice(first) : text;
  // Longest first, because a short turn may occur within another.
  for (const turn of [...answers, ...requests].sort((a, b) => b.length - a.length))
    if (turn !== '' && rest.includes(turn)) rest = rest.replaceAll(turn, turn.length < LEAST_PIECE ? turn : '\0');
  return rest.split('\0').some((part) => weight(part.replaceAll(TEMPLATE_MARKS, '').trim()) >= LEAST_TEXT);
}

const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;
const CJK_WEIGHT = 3;

/** Returns the length of a text in characters, counting a CJK character as three. Exact only below `LEAST_TEXT`. */
function weight(text: string): number {
  if (text.length >= LEAST_TEXT) return text.length;
  return text.length + (CJK_WEIGHT - 1) * (text.match(CJK)?.length ?? 0);
}

/** Returns the first `MOST_TEXTS` texts of a field, trimmed, without numbers and blanks. JSON in a cell is unpacked. */
function textsOf(name: string, value: unknown): FieldText[] {
  const texts: FieldText[] = [];
  const collect = (one: unknown, under: string, isNested: boolean): void => {
    if (texts.length >= MOST_TEXTS) return;
    if (typeof one === 'string') {
      const text = one.trim();
      if (text !== '') texts.push({ text, under, isNested });
    } else if (Array.isArray(one)) for (const inner of one) collect(inner, under, true);
    else if (typeof one === 'object' && one !== null)
      for (const [inside, inner] of Object.entries(one)) collect(inner, inside, true);
  };
  const parsed = typeof value === 'string' ? (listOf(value) ?? objectOf(value)) : null;
  if (parsed == null) collect(value, name, false);
  else collect(parsed, name, true);
  return texts;
}

/** Maximum number of fields that are tracked, the first by name. */
const MOST_FIELDS = 64;

/** Counts the fields of one row. Changes `counts` in place. */
export function countFields(counts: Record<string, FieldCounts>, uses: readonly [string, FieldUse][]): void {
  let isNew = false;
  for (const [name, use] of uses) {
    // A field may share its name with a property that every object inherits.
    if (!Object.hasOwn(counts, name)) {
      isNew = true;
      counts[name] = { ...NONE };
    }
    const known: Record<FieldUse, number> = counts[name]!;
    known[use] += 1;
  }
  if (isNew) keepFirst(counts);
}

const NONE: FieldCounts = { request: 0, answer: 0, unread: 0 };

/**
 * Adds `b` to `a`. A field that is kept in the end was kept in every part, so the order of the parts does not matter.
 */
export function mergeFields(a: Record<string, FieldCounts>, b: Readonly<Record<string, FieldCounts>>): void {
  for (const [name, { request, answer, unread }] of Object.entries(b)) {
    const known = Object.hasOwn(a, name) ? a[name]! : NONE;
    a[name] = { request: known.request + request, answer: known.answer + answer, unread: known.unread + unread };
  }
  keepFirst(a);
}

function keepFirst(counts: Record<string, FieldCounts>): void {
  const names = Object.keys(counts);
  if (names.length <= MOST_FIELDS) return;
  for (const name of names.sort().slice(MOST_FIELDS)) delete counts[name];
}

/**
 * Field names that promise model output: if unread, such a field may hold text the model is trained on. Matches whole
 * words with any prefix, and with a number, a letter or a language as suffix: `model_answer`, `output_2`,
 * `response_ja`, `response_k`, `answer (2)`.
 */
const SAYS_ANSWER =
  /^(?:.*[_. -])?(?:answers?|responses?|outputs?|completions?|repl(?:y|ies)|solutions?|attempts?|assistant|bot|gpt|generations?|generated|predictions?|targets?|texts?|content|messages?|conversations?|dialog(?:ue)?s?|history|chosen|rejected|\p{Script=Han}*(?:回答|応答|出力|返答|解答|答え|本文))(?:文|例)?(?:[_. -]?(?:\d+|[a-z]{1,2}))?(?: \(\d+\))?$/iu;
/** Names of members that hold the text of a field. */
const SAYS_TEXT = /^(?:value|markdown|body|reasoning|thinking|thoughts?)$/i;
/** Names that mark a field as part of the request. */
const SAYS_REQUEST =
  /^(?:source|input|system|user|human|context|prompts?|questions?|query|instructions?|passage|document|article|original|raw|title|質問|指示|入力)(?:[_. -]|$)/i;

export const namesAnswer = (field: string): boolean => {
  const name = field.trim();
  return SAYS_ANSWER.test(name) && !SAYS_REQUEST.test(name);
};
