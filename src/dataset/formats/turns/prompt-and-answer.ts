import { type Turn, type UnreadReason, unread } from '../../../schema/index.ts';
import type { ParsedRow } from '../format.ts';
import { answersOf, textsOf } from './content.ts';
import { addSystem, joinedTexts, turn } from './turns.ts';

/**
 * Builds a row from a question, its input, and one or several answers. The question and its input are joined by a line
 * break.
 */
export function promptAndAnswer(
  system: unknown,
  question: unknown,
  input: unknown,
  answer: unknown,
  history: readonly Turn[] = [],
): ParsedRow | UnreadReason {
  if (isColumn(question) || (isColumn(answer) && (question == null || question === ''))) return unread('columns');
  const turns: Turn[] = [];
  if (!addSystem(turns, system)) return unread('systemPromptNotText');
  for (const earlier of history) turns.push(earlier);
  const prompt = joined(question, input);
  if (prompt === null) return unread('questionNotText');
  const answers = answersOf(answer);
  if (answers === null) return unread('answerNotText');
  turns.push(turn('user', prompt));
  for (const text of answers) turns.push(turn('assistant', text));
  return { kind: 'chat', turns, rejected: null };
}

/**
 * Detects a list with the texts of several rows: joined, they would be one row, and their content would count only
 * once.
 */
export const isColumn = (value: unknown): boolean =>
  Array.isArray(value) && value.length > 1 && value.every((one) => typeof one === 'string');

/** Joins question and input by a line break if both exist; null if one of them is not text. */
export function joined(question: unknown, input: unknown): string | null {
  const questions = textsOf(question);
  const inputs = textsOf(input);
  if (questions === null || inputs === null) return null;
  const [first, second] = [joinedTexts(questions), joinedTexts(inputs)];
  if (second === '') return first;
  return first === '' ? second : `${first}\n${second}`;
}
