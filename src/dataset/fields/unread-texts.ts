import type { JsonObject } from '../formats/format.ts';
import { isLongText } from '../formats/turns/content.ts';
import { isObject, listOf, objectOf } from '../formats/turns/text-of.ts';

/** A text of a record that no turn of its row holds, with the name of its field as in `fieldUses`. */
export interface UnreadText {
  readonly field: string;
  readonly text: string;
}

/** Maximum number of texts per record: what is trained on is written in more than a few rows. */
const MOST_TEXTS = 8;

/** Returns the first long texts below the named fields of a record, `messages.note` being the `note` of each message. */
export function unreadTexts(record: JsonObject, fields: readonly string[]): UnreadText[] {
  const texts: UnreadText[] = [];
  for (const field of fields) collect(membersOf(record, field), (text) => add(texts, { field, text }));
  return texts;
}

function add(texts: UnreadText[], one: UnreadText): void {
  if (texts.length < MOST_TEXTS) texts.push(one);
}

/** Returns the member with this name, or all members on a path of names through objects and lists. */
function membersOf(value: unknown, path: string): unknown {
  if (Array.isArray(value)) return value.map((one) => membersOf(one, path));
  const record = isObject(value) ? value : (objectOf(value) ?? listOf(value));
  if (Array.isArray(record)) return membersOf(record, path);
  if (record === null) return undefined;
  if (Object.hasOwn(record, path)) return (record as JsonObject)[path];
  for (let dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
    const name = path.slice(0, dot);
    if (Object.hasOwn(record, name)) return membersOf((record as JsonObject)[name], path.slice(dot + 1));
  }
  return undefined;
}

function collect(value: unknown, tell: (text: string) => void): void {
  const inner = typeof value === 'string' ? (listOf(value) ?? objectOf(value)) : value;
  if (Array.isArray(inner)) for (const one of inner) collect(one, tell);
  else if (isObject(inner)) for (const one of Object.values(inner)) collect(one, tell);
  else if (typeof value === 'string' && isLongText(value)) tell(value);
}
