import type { JsonObject, ParsedRow } from '../formats/format.ts';
import { listOf, objectOf } from '../formats/turns/text-of.ts';

/** What became of a field of a record. `unread`: it holds text, and no detector saw it. */
export type FieldUse = 'request' | 'answer' | 'unread';

/** How many rows used a field in which way. */
export type FieldCounts = Readonly<Record<FieldUse, number>>;

/** A shorter text is a label, a name or a date. */
const LEAST_TEXT = 40;
/** Texts within one field that are looked at: messages of a conversation, and no more of what is not. */
const MOST_TEXTS = 64;

/**
 * Tells what became of each field that holds text, by finding its text in the row or the row in its text: so a format need
 * not keep account, and cannot be wrong about it. Fields of short texts that went nowhere are left out, and so are copies: a
 * field that holds the answer once more beside the one that was read.
 */
export function fieldUses(record: JsonObject, { turns, rejected }: ParsedRow): [name: string, use: FieldUse][] {
  const answers = turns.filter(({ target }) => target).map(({ text }) => text);
  if (rejected !== null && rejected !== '') answers.push(rejected);
  const requests = turns.filter(({ target }) => !target).map(({ text }) => text);
  const uses: [string, FieldUse][] = [];
  /** Fields that hold more than an answer or a request: the source of the row where no other field is, else a copy of it. */
  const around: [string, FieldUse][] = [];
  for (const [name, value] of Object.entries(record)) {
    const texts = textsOf(value);
    if (texts.length === 0) continue;
    const gives = texts.some((text) => within(text, answers));
    const asks = texts.some((text) => within(text, requests));
    if (gives) uses.push([name, 'answer']);
    if (asks) uses.push([name, 'request']);
    if (gives || asks) continue;
    if (texts.some((text) => answers.some((answer) => answer !== '' && text.includes(answer)))) {
      around.push([name, 'answer']);
    } else if (texts.some((text) => requests.some((asked) => asked !== '' && text.includes(asked)))) {
      around.push([name, 'request']);
    } else if (texts.some((text) => text.length >= LEAST_TEXT)) uses.push([name, 'unread']);
  }
  const has = (use: FieldUse) => uses.some(([, known]) => known === use);
  return [...uses, ...around.filter(([, use]) => !has(use))];
}

const within = (text: string, texts: readonly string[]) => texts.some((one) => one === text || one.includes(text));

/** The texts of a field, trimmed, the first `MOST_TEXTS`; none for numbers and for what is blank. */
function textsOf(value: unknown): string[] {
  const texts: string[] = [];
  const collect = (one: unknown): void => {
    if (texts.length >= MOST_TEXTS) return;
    if (typeof one === 'string') {
      const trimmed = one.trim();
      if (trimmed !== '') texts.push(trimmed);
    } else if (typeof one === 'object' && one !== null) for (const inner of Object.values(one)) collect(inner);
  };
  collect(typeof value === 'string' ? (listOf(value) ?? objectOf(value) ?? value) : value);
  return texts;
}

/** So many fields are kept account of, the first by name. */
const MOST_FIELDS = 64;

/** Counts the fields of one row; changes `counts` in place. */
export function countFields(counts: Record<string, FieldCounts>, uses: readonly [string, FieldUse][]): void {
  let isNew = false;
  for (const [name, use] of uses) {
    // A field may have the name of something that every object has.
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

/** Adds `b` to `a`. A field that is kept at the end was kept in every part, so the order of the parts does not matter. */
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
 * Names of fields that say that they hold what a model says: unread, they may hold what it is trained on. Whole words, with
 * what comes before, and a number or a language after: `model_answer`, `output_2`, `response_ja`, `answer (2)`.
 */
const SAYS_ANSWER =
  /^(?:.*[_. -])?(?:answers?|responses?|outputs?|completions?|repl(?:y|ies)|solutions?|assistant|generations?|predictions?|texts?|content|messages?|conversations?|chosen|rejected|回答|応答|出力|返答|解答|本文)(?:[_. -]?(?:\d+|[a-z]{2}))?(?: \(\d+\))?$/i;

export const namesAnswer = (field: string): boolean => SAYS_ANSWER.test(field.trim());
