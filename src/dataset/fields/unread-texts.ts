import type { JsonObject } from '../formats/format.ts';
import { isLongText } from '../formats/turns/content.ts';
import { isObject, listOf, objectOf } from '../formats/turns/text-of.ts';

/** A text of a record that no turn of its row holds, with the name of its field as in `fieldUses`. */
export interface UnreadText {
  readonly field: string;
  readonly text: string;
}

/**
 * Maximum number of fields that are looked at, and of texts of each that are taken from its start and from its end: what
 * comes first must not use up the place of what comes last.
 */
const MOST_FIELDS = 32;
const MOST_TEXTS = 4;

/** Returns the outer long texts below the named fields of a record, `messages.note` being the `note` of each message. */
export function unreadTexts(record: JsonObject, fields: readonly string[]): UnreadText[] {
  const looked =
    fields.length <= MOST_FIELDS ? fields : [...fields.slice(0, MOST_FIELDS / 2), ...fields.slice(-MOST_FIELDS / 2)];
  return looked.flatMap((field) => outermost(longTexts(membersOf(record, field))).map((text) => ({ field, text })));
}

const outermost = (texts: readonly string[]): readonly string[] =>
  texts.length <= 2 * MOST_TEXTS ? texts : [...texts.slice(0, MOST_TEXTS), ...texts.slice(-MOST_TEXTS)];

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

function longTexts(value: unknown): string[] {
  const inner = typeof value === 'string' ? (listOf(value) ?? objectOf(value)) : value;
  if (Array.isArray(inner)) return inner.flatMap(longTexts);
  if (isObject(inner)) return Object.values(inner).flatMap(longTexts);
  return typeof value === 'string' && isLongText(value) ? [value] : [];
}
