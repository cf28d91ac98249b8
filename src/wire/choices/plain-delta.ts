import { indexOf, type JsonRecord, LONGEST_NAME } from '../json-value.ts';

/** Content of the commonest event: further text of one answer. */
export interface PlainDelta {
  readonly choice: number;
  readonly text: string;
}

/**
 * Returns the text of a chat completions event that adds ordinary text to one answer and contains nothing else; null
 * for every other event. The result equals that of the general reader, which walks everything that could hold text;
 * this path makes the commonest event cheaper.
 */
export function plainDelta(json: unknown): PlainDelta | null {
  if (typeof json !== 'object' || json === null) return null;
  const { choices } = json as JsonRecord;
  if (!Array.isArray(choices) || choices.length !== 1 || !isPlainEvent(json as JsonRecord)) return null;
  const entry: unknown = choices[0];
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) return null;
  const { delta, index } = entry as JsonRecord;
  if (typeof delta !== 'object' || delta === null || Array.isArray(delta)) return null;
  const { content } = delta as JsonRecord;
  if (typeof content !== 'string' || !isPlainEntry(entry as JsonRecord) || !isPlainText(delta as JsonRecord))
    return null;
  return { choice: indexOf(index, 0), text: content };
}

function isPlainEvent(json: JsonRecord): boolean {
  for (const key in json) {
    if (key === 'choices' || isSilent(json[key])) continue;
    const isName =
      key === 'id' ||
      (key === 'object' && json[key] !== 'error') ||
      key === 'model' ||
      key === 'system_fingerprint' ||
      key === 'service_tier' ||
      key === 'provider' ||
      key === 'obfuscation';
    if (!isName || !isShort(json[key])) return false;
  }
  return true;
}

function isPlainEntry(entry: JsonRecord): boolean {
  for (const key in entry) if (key !== 'delta' && !isSilent(entry[key])) return false;
  return true;
}

function isPlainText(delta: JsonRecord): boolean {
  for (const key in delta) {
    if (key === 'content' || isSilent(delta[key])) continue;
    if (key !== 'role' || !isShort(delta[key])) return false;
  }
  return true;
}

/** Reports whether a value cannot hold text. */
function isSilent(value: unknown): boolean {
  return value === null || typeof value === 'number' || typeof value === 'boolean';
}

function isShort(value: unknown): boolean {
  return typeof value === 'string' && value.length <= LONGEST_NAME;
}
