import { encodeText, eventText } from './event-encoder.ts';
import { jsonText } from './json-value.ts';
import type { ServerSentEvent } from './server-sent-events.ts';

export const NO_BYTES = new Uint8Array(0);

/** Bytes for the client, one event after the other: an event of ours never runs into one that the server left unfinished. */
export class EventWriter {
  #isLineOpen = false;

  /** The event as it came. `before`: events of ours that have to come before it. */
  passed(event: ServerSentEvent, before = ''): Uint8Array {
    const first = this.#isLineOpen ? `\n\n${before}` : before;
    this.#isLineOpen = !event.isFinished && !event.isOversized;
    return first === '' ? event.bytes : joinedBytes(encodeText(first), event.bytes);
  }

  /** Events of ours, as text. */
  written(text: string): Uint8Array {
    if (text === '') return NO_BYTES;
    const separated = this.#isLineOpen ? `\n\n${text}` : text;
    this.#isLineOpen = false;
    return encodeText(separated);
  }
}

/** An event of ours; '' where it nests too deep to be written. `name` is '' where events have none. */
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
