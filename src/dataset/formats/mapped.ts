import { type Turn, type UnreadReason, unread } from '../../schema/index.ts';
import type { ColumnMap } from '../options.ts';
import type { JsonObject, ParsedRow } from './format.ts';
import { rawText } from './text.ts';
import { isColumn, promptAndAnswer } from './turns/prompt-and-answer.ts';
import { addSide, isMessage } from './turns/side.ts';
import { listOf } from './turns/text-of.ts';
import { addSystem } from './turns/turns.ts';

/** Reads the named columns. Returns the reason if one of them is missing or not text. */
export function mappedRow(record: JsonObject, map: ColumnMap): ParsedRow | UnreadReason {
  for (const column of [map.user, map.assistant, map.system]) {
    if (column !== undefined && !Object.hasOwn(record, column)) {
      return unread('noField', { field: column, fields: fieldNames(record) });
    }
  }
  const system = map.system === undefined ? undefined : record[map.system];
  const answer = record[map.assistant];
  if (map.user === undefined) return withoutQuestion(system, answer);
  return promptAndAnswer(system, record[map.user], undefined, answer);
}

/**
 * Reads an answer column without a request column: it may hold whole conversations, either as messages or as raw text
 * in the sense of `text`.
 */
function withoutQuestion(system: unknown, answer: unknown): ParsedRow | UnreadReason {
  const turns: Turn[] = [];
  if (!addSystem(turns, system)) return unread('systemPromptNotText');
  if (typeof answer !== 'string' || listOf(answer)?.some(isMessage)) {
    if (isColumn(answer)) return unread('columns');
    return addSide(turns, answer, 'assistant') ?? { kind: 'chat', turns, rejected: null };
  }
  const row = rawText(answer);
  return { ...row, turns: [...turns, ...row.turns] };
}

/** Lists the first non-null fields of a record, for a message. */
export function fieldNames(record: JsonObject): string {
  const names = Object.keys(record).filter((name) => record[name] !== null);
  const shown = names.slice(0, 8).map((name) => name.slice(0, 40));
  return names.length > 8 ? `${shown.join(', ')}, …` : shown.join(', ');
}
