import type { ParsedRow } from '../format.ts';
import { readRendered } from './transcript.ts';

/**
 * Replaces answers that are whole conversations, written out with a chat template, by their turns: read as one text,
 * the question in front would hide how the answer opens. Without a request, the labels of a dialogue (`User:`) are a
 * template too; with one, they may be what was asked for.
 */
export function withRenderedAnswers(row: ParsedRow): ParsedRow {
  if (row.kind === 'text') return row;
  const isAsked = row.turns.some(({ role, text }) => role === 'user' && text.trim() !== '');
  const rendered = (text: string) => readRendered(text, !isAsked);
  const turns = row.turns.flatMap((one) => (one.target ? (rendered(one.text) ?? [one]) : [one]));
  const rejected =
    row.rejected === null ? null : (rendered(row.rejected)?.findLast(({ target }) => target)?.text ?? row.rejected);
  return turns.length === row.turns.length && rejected === row.rejected ? row : { ...row, turns, rejected };
}
