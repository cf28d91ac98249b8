import { type UnreadReason, unread } from '../../schema/index.ts';
import type { ColumnMap } from '../options.ts';
import type { JsonObject, ParsedRow } from './format.ts';
import { promptAndAnswer } from './turns/prompt-and-answer.ts';

/** Reads the named columns. Returns the reason when one is not there or is not text. */
export function mappedRow(record: JsonObject, map: ColumnMap): ParsedRow | UnreadReason {
  for (const column of [map.user, map.assistant, map.system]) {
    if (column !== undefined && !Object.hasOwn(record, column)) {
      return unread('noField', { field: column, fields: fieldNames(record) });
    }
  }
  const system = map.system === undefined ? undefined : record[map.system];
  const row = promptAndAnswer(system, map.user === undefined ? '' : record[map.user], undefined, record[map.assistant]);
  if (typeof row === 'string' || map.user !== undefined) return row;
  return { ...row, turns: row.turns.filter(({ role }) => role !== 'user') };
}

/** The first fields of a record that hold something, for a message. */
export function fieldNames(record: JsonObject): string {
  const names = Object.keys(record).filter((name) => record[name] !== null);
  const shown = names.slice(0, 8).map((name) => name.slice(0, 40));
  return names.length > 8 ? `${shown.join(', ')}, …` : shown.join(', ');
}
