import { readFile } from 'node:fs/promises';
import { type Document, isMap, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import * as z from 'zod';
import { CHECKLIST_ITEMS } from '../../assessment/index.ts';
import { ZenbunError } from '../../errors.ts';
import type { ChecklistAnswer, ChecklistAnswers, Message } from '../../schema/index.ts';

/** Default file of answers, unless `--answers` names another. */
export const ANSWERS_FILE = 'zenbun-checklist.yaml';

export const ANSWERED_STATES = ['confirmed', 'lacking', 'not-applicable'] as const;
export const ANSWERS_SCHEMA = 'zenbun.checklist-answers/1';

type Path = readonly (string | number)[];

/** A fault and its place in the file. */
interface Fault {
  readonly path: Path;
  readonly what: Message;
}

const TEXT = z.string().nullish();
const ANSWER = z.strictObject({ item: z.string(), state: TEXT, note: TEXT, by: TEXT, date: TEXT });
const ANSWERS = z.strictObject({ schema: z.literal(ANSWERS_SCHEMA), answers: z.array(ANSWER).nullable() });
const DAY = z.iso.date();

const ITEMS: ReadonlySet<string> = new Set(CHECKLIST_ITEMS.map(({ id }) => id));

/** Reads the answers of people. Throws `not-found`, and `usage` like `parseAnswers`. */
export async function readAnswers(path: string): Promise<ChecklistAnswers> {
  const source = await readFile(path, 'utf8').catch((cause: Error) => {
    throw new ZenbunError(
      'not-found',
      { en: `${path} cannot be read: ${cause.message}`, ja: `${path} を読めません：${cause.message}` },
      { advice: { en: 'Write one: zenbun checklist --init', ja: '作成：zenbun checklist --init' }, cause },
    );
  });
  return parseAnswers(path, source);
}

/**
 * Parses and checks answers, leaving out entries that are still blank. Throws `usage` with file and line for any fault.
 */
export function parseAnswers(path: string, source: string): ChecklistAnswers {
  const lines = new LineCounter();
  // The core schema keeps dates as text.
  const document = parseDocument(source, { schema: 'core', lineCounter: lines, prettyErrors: false });
  const wrong = (at: number, { en, ja }: Message) => {
    const place = `${path}:${lines.linePos(at).line}`;
    return new ZenbunError('usage', { en: `${place}: ${en}`, ja: `${place}：${ja}` }, { advice: ADVICE });
  };
  const notYaml = (why: string): Message => ({ en: why, ja: `YAML として解釈できません（${why}）` });
  const [broken] = document.errors;
  if (broken !== undefined) throw wrong(broken.pos[0], notYaml(broken.message));
  const checked = ANSWERS.safeParse(aliasesResolved(document, (why) => wrong(0, notYaml(why))));
  const faults = checked.success ? faultsOf(checked.data.answers ?? []) : checked.error.issues.map(faultOf);
  const [first] = faults
    .map(({ path: to, what }) => ({ at: offsetOf(document, to), what }))
    .sort((a, b) => a.at - b.at);
  if (first !== undefined) throw wrong(first.at, first.what);
  const given = checked.success ? (checked.data.answers ?? []) : [];
  return { schema: ANSWERS_SCHEMA, answers: given.filter((one) => !isBlank(one)).map(answerOf) };
}

/** Resolves aliases. An alias that leads nowhere, or expands to too much, is a fault of the file. */
function aliasesResolved(document: Document, wrong: (why: string) => ZenbunError): unknown {
  try {
    return document.toJS();
  } catch (cause) {
    throw wrong(cause instanceof Error ? cause.message : String(cause));
  }
}

type GivenAnswer = z.infer<typeof ANSWER>;

const textOf = (value: string | null | undefined): string => (value ?? '').trim();

const isBlank = ({ state, note, by, date }: GivenAnswer): boolean =>
  [state, note, by, date].every((value) => textOf(value) === '');

const answerOf = ({ item, state, note, by, date }: GivenAnswer): ChecklistAnswer => ({
  item,
  state: textOf(state) as ChecklistAnswer['state'],
  note: textOf(note),
  by: textOf(by),
  date: textOf(date),
});

function faultsOf(answers: readonly GivenAnswer[]): Fault[] {
  const seen = new Set<string>();
  return answers.flatMap((answer, i) => {
    const { item } = answer;
    const at = (field: string, what: Message): Fault => ({ path: ['answers', i, field], what });
    if (!ITEMS.has(item)) return [at('item', { en: `there is no item ${item}`, ja: `項目 ${item} はありません` })];
    if (seen.has(item)) return [at('item', { en: `${item} is answered twice`, ja: `${item} の回答が 2 つあります` })];
    seen.add(item);
    return isBlank(answer) ? [] : faultsIn(answer, at);
  });
}

function faultsIn({ item, state, note, by, date }: GivenAnswer, at: (field: string, what: Message) => Fault): Fault[] {
  const faults: Fault[] = [];
  if (!(ANSWERED_STATES as readonly string[]).includes(textOf(state))) {
    const states = ANSWERED_STATES.join(', ');
    faults.push(
      at('state', {
        en: `${item}: state must be one of ${states}`,
        ja: `${item}：state は次のいずれかです：${states}`,
      }),
    );
  }
  if (textOf(by) === '') {
    faults.push(at('by', { en: `${item}: by is missing: who answers?`, ja: `${item}：by（回答者）がありません` }));
  }
  if (textOf(date) === '') {
    faults.push(
      at('date', { en: `${item}: date is missing: when was it answered?`, ja: `${item}：date（回答日）がありません` }),
    );
  } else if (!DAY.safeParse(textOf(date)).success) {
    faults.push(
      at('date', {
        en: `${item}: date must be a day like 2026-11-29`,
        ja: `${item}：date は 2026-11-29 の形式の日付です`,
      }),
    );
  }
  if (textOf(state) === 'not-applicable' && textOf(note) === '') {
    faults.push(
      at('note', {
        en: `${item}: not-applicable needs its reason as note`,
        ja: `${item}：not-applicable には理由（note）が必要です`,
      }),
    );
  }
  return faults;
}

/** Describes a fault of the shape. */
function faultOf(issue: z.core.$ZodIssue): Fault {
  const path = issue.path.filter((name) => typeof name !== 'symbol');
  if (issue.code === 'unrecognized_keys') {
    const key = issue.keys[0]!;
    return { path: [...path, key], what: { en: `${key} is unknown`, ja: `${key} は未知の項目です` } };
  }
  const name = String(path.findLast((part) => typeof part === 'string') ?? '');
  if (name === 'schema') {
    return {
      path,
      what: { en: `schema must be ${ANSWERS_SCHEMA}`, ja: `schema は ${ANSWERS_SCHEMA} を指定してください` },
    };
  }
  if (path.length === 3) {
    return {
      path,
      what: {
        en: `${name} must be a text (in quotes, if it is a number)`,
        ja: `${name} は文字列です（数字は引用符で囲んでください）`,
      },
    };
  }
  const shape = 'schema, answers: [{ item, state, note, by, date }]';
  return { path, what: { en: `the file must be ${shape}`, ja: `ファイルの形式は ${shape} です` } };
}

const ADVICE: Message = {
  en: 'zenbun checklist --init FILE writes a file with every item.',
  ja: 'zenbun checklist --init ファイル名 で、すべての項目を含むファイルを作成できます。',
};

/**
 * Returns the offset of the name or entry at the end of the path; if it is missing, the place where it would belong.
 */
function offsetOf(document: Document, path: Path): number {
  let node: unknown = document.contents;
  let at = startOf(node) ?? 0;
  for (const name of path) {
    if (isSeq(node)) node = node.items[Number(name)];
    else {
      const pair = isMap(node) ? node.items.find(({ key }) => (key as { value?: unknown }).value === name) : undefined;
      if (pair === undefined) break;
      at = startOf(pair.key) ?? at;
      node = pair.value;
      continue;
    }
    at = startOf(node) ?? at;
  }
  return at;
}

const startOf = (node: unknown): number | undefined => (node as Node | null | undefined)?.range?.[0];
