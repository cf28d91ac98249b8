import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import type { JsonObject } from '../formats/format.ts';
import { isObject, listOf } from '../formats/turns/text-of.ts';

/** How a file calls its fields and speakers, where a catalogue beside it says so. Plain data: it goes with each chunk. */
export interface FieldNaming {
  /** Name in the file -> name that the formats know. */
  readonly fields: Readonly<Record<string, string>>;
  /** Fields of a message that name the speaker and hold the text. */
  readonly speaker: string;
  readonly content: string;
  /** Speaker in the file -> role. */
  readonly roles: Readonly<Record<string, string>>;
}

/** Columns of LLaMA-Factory (data/README.md) -> the fields that they are where nothing else is said. */
const ALPACA = {
  ...{ prompt: 'instruction', query: 'input', response: 'output', history: 'history', system: 'system' },
  ...{ chosen: 'chosen', rejected: 'rejected', kto_tag: 'kto_tag' },
};
const SHAREGPT = { ...ALPACA, messages: 'conversations' };
const TAGS = {
  user_tag: 'user',
  assistant_tag: 'assistant',
  system_tag: 'system',
  observation_tag: 'tool',
  function_tag: 'function_call',
};

const NAME = z.string().min(1);
const ENTRY = z.object({
  file_name: NAME,
  formatting: z.enum(['alpaca', 'sharegpt', 'openai']).default('alpaca'),
  columns: z.record(z.string(), NAME.nullable()).default({}),
  tags: z.record(z.string(), z.string()).default({}),
});

/**
 * What LLaMA-Factory's `dataset_info.json`, in the folder of a file, says of its columns and tags; null where there is none, or
 * where it says nothing of this file (Hugging Face writes another file of that name).
 */
export async function fieldNamingOf(path: string): Promise<FieldNaming | null> {
  if (path === '-') return null;
  let catalogue: unknown;
  try {
    catalogue = JSON.parse(await readFile(join(dirname(path), 'dataset_info.json'), 'utf8'));
  } catch {
    return null;
  }
  if (!isObject(catalogue)) return null;
  for (const value of Object.values(catalogue)) {
    const entry = ENTRY.safeParse(value);
    if (entry.success && basename(entry.data.file_name) === basename(path)) return namingOf(entry.data);
  }
  return null;
}

function namingOf({ formatting, columns, tags }: z.infer<typeof ENTRY>): FieldNaming {
  const known: Readonly<Record<string, string>> = formatting === 'alpaca' ? ALPACA : SHAREGPT;
  const fields: Record<string, string> = {};
  for (const [column, theirs] of Object.entries(columns)) {
    const ours = known[column];
    if (ours !== undefined && theirs !== null) fields[theirs] = ours;
  }
  const roles: Record<string, string> = {};
  for (const [tag, role] of Object.entries(TAGS)) if (tags[tag] !== undefined) roles[tags[tag]] = role;
  return { fields, speaker: tags.role_tag ?? 'from', content: tags.content_tag ?? 'value', roles };
}

/** A record under the names that the formats know. */
export function renamed(value: unknown, { fields, speaker, content, roles }: FieldNaming): unknown {
  if (!isObject(value)) return value;
  const record: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(value))
    record[Object.hasOwn(fields, name) ? fields[name]! : name] ??= field;
  const messages = listOf(record.conversations);
  if (messages === null) return record;
  const spoken = (message: unknown): unknown => {
    if (!isObject(message)) return message;
    const { [speaker]: who, [content]: text, ...rest } = message;
    const role = typeof who === 'string' && Object.hasOwn(roles, who) ? roles[who] : who;
    return { ...rest, from: role, value: text } satisfies JsonObject;
  };
  return { ...record, conversations: messages.map(spoken) };
}
