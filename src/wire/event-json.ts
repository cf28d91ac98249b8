import { FoundContent } from './found-content.ts';
import { isRecord, parsedJson, stringOf } from './json-value.ts';
import type { ServerSentEvent } from './server-sent-events.ts';

/**
 * Parses the data of an event; `json` is undefined if it has none. `found` is the content to report if the data cannot
 * be parsed.
 */
export function eventJson(event: ServerSentEvent): { readonly json: unknown; readonly found: FoundContent | null } {
  const { data, isOversized } = event;
  if (data === null || data.trim() === '')
    return { json: undefined, found: isOversized ? unreadEvent() : new FoundContent() };
  const json = parsedJson(data);
  if (json !== undefined) return { json, found: null };
  const found = new FoundContent();
  found.answer = null;
  if (event.event === 'error') found.problem = { message: data, type: null, code: null };
  else found.other(data, ['data']);
  return { json, found };
}

/**
 * Returns the type of an event, from its data or else from its name. Returns '' if no client can read the data, unless
 * the event reports an error.
 */
export function eventType(json: unknown, event: ServerSentEvent): string {
  if (isRecord(json)) return stringOf(json.type) || event.event;
  return event.event === 'error' ? 'error' : '';
}

function unreadEvent(): FoundContent {
  const found = new FoundContent();
  found.unread.push(['event']);
  return found;
}
