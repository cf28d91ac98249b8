import type { Aside, ParsedRow } from '../format.ts';
import { readRendered } from './transcript.ts';

/**
 * Replaces answers that are whole conversations, written out with a chat template, by their turns: read as one text,
 * the question in front would hide how the answer opens. Without a request, the labels of a dialogue (`User:`) are a
 * template too; with one, they may be what was asked for. What others say in it is kept aside, because the model may be
 * trained on all of it.
 */
export function withRenderedAnswers(row: ParsedRow): ParsedRow {
  if (row.kind === 'text') return row;
  const isAsked = row.turns.some(({ role, text }) => role === 'user' && text.trim() !== '');
  const rendered = (text: string) => readRendered(text, !isAsked);
  const asides: Aside[] = [];
  const turns = row.turns.flatMap((one) => {
    const own = one.target ? rendered(one.text) : null;
    for (const { role, text, target } of own ?? [])
      if (!target) asides.push({ field: `${role} turns of the answer`, text });
    return own ?? [one];
  });
  const rejected =
    row.rejected === null ? null : (rendered(row.rejected)?.findLast(({ target }) => target)?.text ?? row.rejected);
  return turns.length === row.turns.length && rejected === row.rejected ? row : { ...row, turns, rejected, asides };
}
