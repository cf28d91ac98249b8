import type { JsonObject, ParsedRow } from '../formats/format.ts';
import { isLongText } from '../formats/turns/content.ts';
import { withoutScrapedHtml } from '../formats/turns/scraped-html.ts';
import { listOf, objectOf } from '../formats/turns/text-of.ts';

/**
 * Names the long texts inside the given fields that occur in no turn, as in `messages.note`: a field of which one text
 * was read may hold others. Like `fieldUses`, it searches for the texts in the row, so that no format has to keep
 * track.
 */
export function unreadParts(record: JsonObject, { turns, rejected }: ParsedRow, fields: Iterable<string>): string[] {
  const texts = turns.map(({ text }) => text);
  if (rejected !== null) texts.push(rejected);
  const whole = new Set(texts);
  const unread = new Set<string>();
  // Most strings are turns or short, so the name is built only for the others.
  const mayBeUnread = (value: unknown) =>
    typeof value === 'string' ? !whole.has(value) && isLongText(value) : typeof value === 'object' && value !== null;
  const walk = (name: string, value: unknown): void => {
    if (typeof value === 'string') {
      if (isRead(value, texts)) return;
      const inner = listOf(value) ?? objectOf(value);
      if (inner === null) unread.add(name);
      else walk(name, inner);
    } else if (Array.isArray(value)) {
      for (const one of value) if (mayBeUnread(one)) walk(name, one);
    } else {
      const record = value as JsonObject;
      for (const inner in record) if (mayBeUnread(record[inner])) walk(`${name}.${inner}`, record[inner]);
    }
  };
  for (const field of fields) {
    const value = record[field];
    const inside = typeof value === 'string' ? insideOf(value, texts) : value;
    if (typeof inside === 'object' && inside !== null) walk(field, inside);
  }
  return [...unread];
}

/** Unpacks a list or object that a table holds as JSON in one cell. An answer that is JSON was read verbatim. */
function insideOf(cell: string, texts: readonly string[]): unknown {
  const inside = listOf(cell) ?? objectOf(cell);
  return inside === null || isRead(cell, texts) ? null : inside;
}

/**
 * Also tries the forms in which a text may occur in a turn: tool calls are written as JSON, and scraped markup is
 * removed from answers.
 */
function isRead(value: string, texts: readonly string[]): boolean {
  const within = (form: string) => texts.some((text) => text.includes(form));
  const trimmed = value.trim();
  return within(trimmed) || within(JSON.stringify(trimmed).slice(1, -1)) || within(withoutScrapedHtml(trimmed));
}
