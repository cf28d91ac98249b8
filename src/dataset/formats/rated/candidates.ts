import type { JsonObject } from '../format.ts';
import { isMessage } from '../turns/side.ts';
import { isObject, listOf, objectOf } from '../turns/text-of.ts';

/** One of several answers to a request, as stored in the record. */
export interface Candidate {
  /** A text, a message, or a whole conversation. */
  readonly said: unknown;
  /** Fields of the record about this answer alone: its score, its rank, its model. */
  readonly about: JsonObject;
  /** The suffix that identifies the answer: `a` in `response_a`, `1` in `response1`; null in a list. */
  readonly mark: string | null;
}

/** Fields that hold the answers in a list. */
const LISTS = [
  ...['answers', 'completions', 'generations', 'responses', 'summaries', 'candidates', 'outputs', 'replies'],
] as const;
/** Members of a list element that hold the answer itself, more reliable ones first. */
const SAID = ['response', 'answer', 'completion', 'generation', 'output', 'text', 'content', 'message'] as const;

/** Maximum number of answers in a list; a longer one is a list of something else. */
const MOST = 256;

/** Fields that occur once per answer with a suffix: `response_a`, `answer_0`, `response1`. */
const SERIES = [
  ...['response', 'answer', 'completion', 'output', 'generation', 'summary', 'reply', 'conversation', 'human_ref'],
] as const;
const MARKS: readonly (readonly string[])[] = [
  ['_a', '_b', '_c', '_d', '_e', '_f', '_g', '_h'],
  ['_A', '_B', '_C', '_D', '_E', '_F', '_G', '_H'],
  ['_0', '_1', '_2', '_3', '_4', '_5', '_6', '_7', '_8', '_9'],
  ['_1', '_2', '_3', '_4', '_5', '_6', '_7', '_8', '_9'],
  ['1', '2', '3', '4', '5', '6', '7', '8', '9'],
];

/**
 * Returns the answers of a record: two or more from a series, or any number from a list; null if there are none in
 * either form.
 */
export function candidatesOf(record: JsonObject): readonly Candidate[] | null {
  return listed(record) ?? inSeries(record);
}

function listed(record: JsonObject): readonly Candidate[] | null {
  for (const name of LISTS) {
    const list = record[name] == null ? null : listOf(record[name]);
    if (list === null || list.length === 0 || list.length > MOST) continue;
    const candidates = list.map(element);
    if (candidates.every((one) => one !== null)) return candidates;
  }
  return null;
}

/**
 * Reads an element of a list; null if it is not an answer. A message belongs to a conversation, whose turns are not
 * alternatives.
 */
function element(value: unknown): Candidate | null {
  if (typeof value === 'string') return { said: value, about: {}, mark: null };
  if (!isObject(value) || isMessage(value)) return null;
  const name = SAID.find((one) => value[one] != null);
  return name === undefined ? null : { said: value[name], about: value, mark: null };
}

function inSeries(record: JsonObject): readonly Candidate[] | null {
  for (const marks of MARKS) {
    const name = SERIES.find((one) => record[`${one}${marks[0]}`] != null && record[`${one}${marks[1]}`] != null);
    if (name === undefined) continue;
    const there = marks.findIndex((mark) => record[`${name}${mark}`] == null);
    return marks.slice(0, there < 0 ? marks.length : there).map((mark) => {
      const said = record[`${name}${mark}`];
      return { said: objectOf(said) ?? said, about: markedWith(record, mark), mark: mark.replace('_', '') };
    });
  }
  return null;
}

/** Returns the fields of a record that end with this suffix, with the suffix removed. */
function markedWith(record: JsonObject, mark: string): JsonObject {
  const about: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(record))
    if (name.endsWith(mark)) about[name.slice(0, -mark.length)] = value;
  return about;
}
