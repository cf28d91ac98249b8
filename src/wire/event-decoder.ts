import type { ServerSentEvent } from './server-sent-events.ts';

declare const TextDecoder: new (
  label: string,
  options: { ignoreBOM: boolean },
) => { decode(bytes: Uint8Array): string };

const LF = 10;
const CR = 13;
const BOM = '\uFEFF';

// Decodes only whole events, so it keeps no state between calls.
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * Decodes the bytes of a `text/event-stream` into events, following the WHATWG standard (HTML, 9.2.6); the bytes may be
 * split anywhere. Each byte is examined once. An event that ends with CR is returned when the next byte has arrived (it
 * may be the LF of a CRLF), or by `end`. Unlike the standard, it also returns comments, events without data and an
 * unfinished last event, because their bytes are passed on to the client. Never throws because of its input.
 */
export class EventDecoder {
  readonly #limit: number;
  #held: Uint8Array[] = [];
  #size = 0;
  /** True if the current line has no byte yet. */
  #atLineStart = true;
  /** True if the last byte was a CR, so that an LF that follows belongs to it. */
  #afterCr = false;
  /** True if the blank line has arrived, except for an LF that may follow its CR. */
  #isComplete = false;
  #isOversized = false;
  #isFirst = true;

  /**
   * @param limit maximum number of bytes held for one event; a longer event is returned in parts, marked as oversized
   */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Returns the events that these bytes complete. Bytes that must be kept are copied. */
  push(bytes: Uint8Array): ServerSentEvent[] {
    const events: ServerSentEvent[] = [];
    let from = 0;
    for (let at = 0; at < bytes.length; at++) {
      const byte = bytes[at]!;
      if (this.#isComplete && byte !== LF) {
        this.#hold(bytes.subarray(from, at));
        from = at;
        events.push(this.#take(true));
      }
      if (byte === LF && this.#afterCr) {
        this.#afterCr = false;
        if (!this.#isComplete) continue;
      } else if (byte === LF || byte === CR) {
        this.#afterCr = byte === CR;
        this.#isComplete = this.#atLineStart;
        this.#atLineStart = true;
        if (byte === CR || !this.#isComplete) continue;
      } else {
        this.#afterCr = false;
        this.#atLineStart = false;
        while (at + 1 < bytes.length && bytes[at + 1] !== LF && bytes[at + 1] !== CR) at += 1;
        continue;
      }
      this.#hold(bytes.subarray(from, at + 1));
      from = at + 1;
      events.push(this.#take(true));
    }
    // `slice` of a Buffer does not copy.
    if (from < bytes.length) this.#hold(new Uint8Array(bytes.subarray(from)));
    if (this.#size > this.#limit && !this.#isComplete) events.push(this.#part());
    return events;
  }

  /** Returns what is left when the stream has ended, or null if nothing is. */
  end(): ServerSentEvent | null {
    return this.#size === 0 ? null : this.#take(this.#isComplete);
  }

  #hold(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.#held.push(bytes);
    this.#size += bytes.length;
  }

  /** Returns a part of an event that is longer than the limit. The position within the current line is remembered. */
  #part(): ServerSentEvent {
    this.#isOversized = true;
    return { bytes: this.#joined(), event: '', data: null, isFinished: false, isOversized: true };
  }

  #take(isFinished: boolean): ServerSentEvent {
    const isOversized = this.#isOversized || this.#size > this.#limit;
    const bytes = this.#joined();
    const isFirst = this.#isFirst;
    this.#atLineStart = true;
    this.#afterCr = false;
    this.#isComplete = false;
    this.#isOversized = false;
    this.#isFirst = false;
    if (isOversized) return { bytes, event: '', data: null, isFinished, isOversized };
    return { bytes, ...fieldsOf(utf8.decode(bytes), isFirst), isFinished, isOversized };
  }

  #joined(): Uint8Array {
    const held = this.#held;
    const bytes = held.length === 1 ? held[0]! : new Uint8Array(this.#size);
    if (held.length !== 1) {
      let at = 0;
      for (const part of held) {
        bytes.set(part, at);
        at += part.length;
      }
    }
    this.#held = [];
    this.#size = 0;
    return bytes;
  }
}

function fieldsOf(text: string, isFirst: boolean): { event: string; data: string | null } {
  // Nearly every event is a single line of data.
  const end = text.indexOf('\n');
  if (end === text.length - 2 && text.startsWith('data: ') && text.endsWith('\n\n') && !text.includes('\r'))
    return { event: '', data: text.slice('data: '.length, end) };
  let event = '';
  const data: string[] = [];
  const lines = (isFirst && text.startsWith(BOM) ? text.slice(1) : text).split(/\r\n|\r|\n/);
  for (const line of lines) {
    const colon = line.indexOf(':');
    const field = colon === -1 ? line : line.slice(0, colon);
    if (field !== 'data' && field !== 'event') continue;
    const from = colon === -1 ? line.length : colon + (line[colon + 1] === ' ' ? 2 : 1);
    if (field === 'data') data.push(line.slice(from));
    else event = line.slice(from);
  }
  return { event, data: data.length === 0 ? null : data.join('\n') };
}
