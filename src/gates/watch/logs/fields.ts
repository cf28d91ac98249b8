import type { LogRecord } from './log-format.ts';

/** Parses a text that holds JSON, as in tables and exports; other values stay unchanged. */
function unpacked(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

/** Returns an object, even if it is JSON in a text; otherwise undefined. */
export function recordIn(value: unknown): LogRecord | undefined {
  const one = unpacked(value);
  return typeof one === 'object' && one !== null && !Array.isArray(one) ? (one as LogRecord) : undefined;
}

/** Returns the first of these fields that exists and is not empty. */
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

/** Names of an exchange's id; a line of a batch may have several, one of which is not its own. */
const IDS = ['id', 'request_id', 'requestId', 'custom_id', 'customId'];

export function idIn(...records: readonly (LogRecord | undefined)[]): string | null {
  const ids = records.flatMap((record) => IDS.flatMap((name) => (record && textIn(record, [name])) ?? []));
  return ids.length === 0 ? null : JSON.stringify(ids);
}

/** Names of the asker, the most certain first. */
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

/**
 * Returns a server's answer in a readable form: a message is wrapped in `choices`, which distinguish it from other
 * objects.
 */
export function replyOf(value: unknown): unknown {
  const reply = unpacked(value);
  const record = recordIn(reply);
  return record !== undefined && typeof record.role === 'string' ? { choices: [{ message: record }] } : reply;
}

/** Returns messages, also from the body of a request. */
export function requestIn(value: unknown): unknown {
  const asked = unpacked(value);
  const record = recordIn(asked);
  return record === undefined ? asked : firstOf(record, ['messages', 'input', 'prompt', 'contents', 'content']);
}
