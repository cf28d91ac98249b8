import type { JsonObject } from '../formats/format.ts';
import { isObject } from '../formats/turns/text-of.ts';

/**
 * Turns structs of lists back into lists of messages. `datasets` stores a `Sequence` of structs as a struct of lists:
 * `{"from": ["human", "gpt"], "value": ["…", "…"]}`. `speaker`: the field that names the speaker.
 */
export function withListedStructs(record: JsonObject, speaker: string): JsonObject {
  let listed: Record<string, unknown> | null = null;
  for (const [name, value] of Object.entries(record)) {
    const messages = isObject(value) ? listOfStructs(value, speaker) : null;
    if (messages === null) continue;
    listed ??= { ...record };
    listed[name] = messages;
  }
  return listed ?? record;
}

function listOfStructs(struct: JsonObject, speaker: string): JsonObject[] | null {
  const speakers = struct[speaker] ?? struct.role ?? struct.from ?? struct.speaker;
  if (!Array.isArray(speakers) || speakers.length === 0) return null;
  const fields = Object.entries(struct);
  const isColumn = ([, values]: [string, unknown]) => Array.isArray(values) && values.length === speakers.length;
  if (fields.length < 2 || !fields.every(isColumn)) return null;
  return speakers.map((_, i) => Object.fromEntries(fields.map(([name, values]) => [name, (values as unknown[])[i]])));
}
