import { Buffer } from 'node:buffer';
import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { ZenbunError } from '../../errors.ts';
import { isObjectPlace, type ObjectStorage } from '../../files/index.ts';
import type { JsonObject } from '../formats/format.ts';
import { isObject, listOf } from '../formats/turns/text-of.ts';
import type { DatasetOptions } from '../options.ts';

/**
 * The names of fields and speakers in a file, as defined by a catalogue next to it. Plain data, sent along with each
 * chunk.
 */
export interface FieldNaming {
  /** Name in the file -> name known to the formats. */
  readonly fields: Readonly<Record<string, string>>;
  /** Fields of a message that hold the speaker and the text. */
  readonly speaker: string;
  readonly content: string;
  /** Speaker in the file -> role. */
  readonly roles: Readonly<Record<string, string>>;
}

/** Column names in LLaMA-Factory (data/README.md) -> the fields they refer to by default. */
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

type Reach = Pick<DatasetOptions, 'objects' | 'signal'>;

/** Maximum size; a longer file is not a catalogue. */
const MOST_BYTES = 16 * 2 ** 20;
/** Number of catalogues kept per storage. A few are enough because inputs are ordered by folder. */
const KEPT_FOLDERS = 16;

/**
 * Cache of catalogues by their place: a folder may hold thousands of objects, and asking for a missing one costs a
 * request each time.
 */
const seen = new WeakMap<ObjectStorage, Map<string, Promise<string | null>>>();

function storedCatalogue(place: string, { objects, signal }: Reach): Promise<string | null> {
  if (objects === undefined) return Promise.resolve(null);
  const known = seen.get(objects) ?? new Map<string, Promise<string | null>>();
  seen.set(objects, known);
  const text = known.get(place) ?? storedText(place, objects, signal);
  known.set(place, text);
  text.catch(() => known.delete(place));
  for (const oldest of known.keys()) if (known.size > KEPT_FOLDERS) known.delete(oldest);
  return text;
}

/**
 * Returns null for a file that is missing or forbidden: the data then does not come from a tool that needs the
 * catalogue.
 */
async function storedText(place: string, objects: ObjectStorage, signal?: AbortSignal): Promise<string | null> {
  try {
    const object = await objects.open(place, signal);
    if (object.bytes > MOST_BYTES) return null;
    return Buffer.from(await object.read(0, object.bytes, signal)).toString('utf8');
  } catch (error) {
    if (error instanceof ZenbunError && (error.code === 'not-found' || error.code === 'unauthorised')) return null;
    throw error;
  }
}

/**
 * Reads the columns and tags of a file from LLaMA-Factory's `dataset_info.json` in the same folder. Returns null if
 * there is none or if it does not mention this file (Hugging Face writes another file of the same name). Throws
 * `unreadable` if it exists but cannot be parsed, or if its entry for this file is not understood: otherwise the
 * columns would be guessed, perhaps wrongly.
 */
export async function fieldNamingOf(path: string, options: Reach = {}): Promise<FieldNaming | null> {
  if (path === '-') return null;
  const isStored = isObjectPlace(path);
  const place = isStored ? path.replace(/[^/]*$/, 'dataset_info.json') : join(dirname(path), 'dataset_info.json');
  const text = isStored ? await storedCatalogue(place, options) : await readFile(place, 'utf8').catch(() => null);
  if (text === null) return null;
  let catalogue: unknown;
  try {
    catalogue = JSON.parse(text);
  } catch (cause) {
    throw wrongCatalogue(place, cause instanceof Error ? cause.message : String(cause), cause);
  }
  if (!isObject(catalogue)) return null;
  for (const [name, value] of Object.entries(catalogue)) {
    if (!isObject(value) || typeof value.file_name !== 'string' || basename(value.file_name) !== basename(path))
      continue;
    const entry = ENTRY.safeParse(value);
    if (entry.success) return namingOf(entry.data);
    const [issue] = entry.error.issues;
    throw wrongCatalogue(place, `${[name, ...issue!.path].join('.')}: ${issue!.message}`, entry.error);
  }
  return null;
}

const wrongCatalogue = (place: string, why: string, cause: unknown) =>
  new ZenbunError(
    'unreadable',
    {
      en: `${place}, which names the columns of the data beside it, is not valid: ${why}`,
      ja: `${place}（同じフォルダーのデータの列名を定義するファイル）を解釈できません：${why}`,
    },
    {
      advice: {
        en: 'Fix it or move it away, or name the columns with --map.',
        ja: '修正するか別の場所に移すか、--map で列を指定してください。',
      },
      cause,
    },
  );

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

/** Renames the fields of a record to the names known to the formats. */
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
