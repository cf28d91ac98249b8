import { encodeText, eventText } from './event-encoder.ts';
import { jsonText } from './json-value.ts';
import type { ServerSentEvent } from './server-sent-events.ts';

export const NO_BYTES = new Uint8Array(0);

/**
 * Produces the bytes for the client, one event after the other. An event of ours is always separated from one that the
 * server left unfinished.
 */
export class EventWriter {
  #isLineOpen = false;

  /** Returns the event as received, preceded by `before`, events of ours as text. */
  passed(event: ServerSentEvent, before = ''): Uint8Array {
    const first = this.#isLineOpen ? `\n\n${before}` : before;
    this.#isLineOpen = !event.isFinished && !event.isOversized;
    return first === '' ? event.bytes : joinedBytes(encodeText(first), event.bytes);
  }

  /** Encodes events of ours. */
  written(text: string): Uint8Array {
    if (text === '') return NO_BYTES;
    const separated = this.#isLineOpen ? `\n\n${text}` : text;
    this.#isLineOpen = false;
    return encodeText(separated);
  }
}

/**
 * Returns an event of ours as text, or '' if it is nested too deeply to be written. `name` is '' if events have no
 * names.
 */
export function jsonEvent(json: unknown, name = ''): string {
  const text = jsonText(json);
  return text === null ? '' : eventText(text, name);
}

function joinedBytes(first: Uint8Array, second: Uint8Array): Uint8Array {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}
