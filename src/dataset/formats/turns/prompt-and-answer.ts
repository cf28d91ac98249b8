import { type Turn, type UnreadReason, unread } from '../../../schema/index.ts';
import type { ParsedRow } from '../format.ts';
import { textOf } from './text-of.ts';
import { addSystem, turn } from './turns.ts';

/** One question, what it is about, and its answer. The question and its input are joined by a line break. */
export function promptAndAnswer(
  system: unknown,
  question: unknown,
  input: unknown,
  answer: unknown,
  history: readonly Turn[] = [],
): ParsedRow | UnreadReason {
  if (isColumn(question) || isColumn(answer)) return unread('columns');
  const turns: Turn[] = [];
  if (!addSystem(turns, system)) return unread('systemPromptNotText');
  for (const earlier of history) turns.push(earlier);
  const prompt = joined(question, input);
  if (prompt === null) return unread('questionNotText');
  const text = textOf(answer);
  if (text === null) return unread('answerNotText');
  turns.push(turn('user', prompt), turn('assistant', text));
  return { kind: 'chat', turns, rejected: null };
}

/** Texts of several rows in one list: joined they would be one row, and what they hold would count once. */
const isColumn = (value: unknown): boolean =>
  Array.isArray(value) && value.length > 1 && value.every((one) => typeof one === 'string');

/** Question and input joined by a line break where both are there; null when one of them is not text. */
export function joined(question: unknown, input: unknown): string | null {
  const first = textOf(question);
  const second = textOf(input);
  if (first === null || second === null) return null;
  if (second === '') return first;
  return first === '' ? second : `${first}\n${second}`;
}
