import type { LogRecord } from './log-format.ts';

/** A value, or what a table or an export holds as JSON in a text. */
function unpacked(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

/** An object, also one in a text; else undefined. */
export function recordIn(value: unknown): LogRecord | undefined {
  const one = unpacked(value);
  return typeof one === 'object' && one !== null && !Array.isArray(one) ? (one as LogRecord) : undefined;
}

/** The first of these fields that is there and says something. */
export function firstOf(record: LogRecord, names: readonly string[]): unknown {
  for (const name of names) {
    const value = record[name];
    if (value !== undefined && value !== null && value !== '') return value;
  }
  return undefined;
}

export const textIn = (record: LogRecord, names: readonly string[]): string | null => {
  const value = firstOf(record, names);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
};

export const countIn = (record: LogRecord | undefined, names: readonly string[]): number | null => {
  const value = record === undefined ? undefined : Number(firstOf(record, names) ?? Number.NaN);
  return value !== undefined && Number.isFinite(value) && value >= 0 ? value : null;
};

/** Names of an exchange; a line of a batch may have several, of which one is not its own. */
const IDS = ['id', 'request_id', 'requestId', 'custom_id', 'customId'];

export function idIn(...records: readonly (LogRecord | undefined)[]): string | null {
  const ids = records.flatMap((record) => IDS.flatMap((name) => (record && textIn(record, [name])) ?? []));
  return ids.length === 0 ? null : JSON.stringify(ids);
}

/** Names of the asker, the surer first. */
export const ASKERS = [
  'end_user',
  'endUser',
  'user_id',
  'userId',
  'user',
  'safety_identifier',
  'session_id',
  'sessionId',
];

/** An answer of a server that can be read: a message gets the `choices` around it that tell it from other objects. */
export function replyOf(value: unknown): unknown {
  const reply = unpacked(value);
  const record = recordIn(reply);
  return record !== undefined && typeof record.role === 'string' ? { choices: [{ message: record }] } : reply;
}

/** Messages, also from the body of a request. */
export function requestIn(value: unknown): unknown {
  const asked = unpacked(value);
  const record = recordIn(asked);
  return record === undefined ? asked : firstOf(record, ['messages', 'input', 'prompt', 'contents', 'content']);
}
