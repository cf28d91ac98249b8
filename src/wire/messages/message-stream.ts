import type { WireEvent, WireProblem, WireRequest, WireStream, WireUsage } from '../endpoint.ts';
import { eventJson } from '../event-json.ts';
import { EventWriter, jsonEvent, NO_BYTES } from '../event-writer.ts';
import { type FoundContent, keptContent } from '../found-content.ts';
import { indexOf, recordOf, shortName, stringOf } from '../json-value.ts';
import { ReadEvent } from '../read-event.ts';
import type { ServerSentEvent } from '../server-sent-events.ts';
import { messageError, messageEventContent, refusalDetails } from './message-content.ts';

interface ReadMessageEvent {
  readonly type: string;
  readonly json: unknown;
  readonly found: FoundContent;
}

/** A streamed answer of Anthropic's messages: blocks that begin and end, one after the other. */
export class MessageStream implements WireStream {
  readonly #writer = new EventWriter();
  #id = 'msg_0';
  #model: string;
  #usage: WireUsage = { promptTokens: null, completionTokens: null };
  #stopSequence: string | null = null;
  #isStarted = false;
  /** The block that the client has open. */
  #open: { readonly index: number; readonly type: string } | null = null;
  #nextIndex = 0;
  /** Blocks of which the client did not get the beginning. */
  readonly #withheld = new Set<number>();
  /** A block of ours is in the answer: the numbers of the server's blocks are no longer true. */
  #isOurs = false;
  #said: string | null = null;
  #isEnded = false;
  #isOver = false;

  constructor(request: WireRequest) {
    this.#model = request.model;
  }

  read(event: ServerSentEvent): WireEvent {
    const { json, found: none } = eventJson(event);
    const type = stringOf(recordOf(json).type) || event.event;
    const found = none ?? messageEventContent(json, type);
    if (type === 'message_start') this.#id = shortName(recordOf(recordOf(json).message).id) ?? this.#id;
    this.#model = shortName(found.model) ?? this.#model;
    if (type === 'message_delta') this.#stopSequence = shortName(recordOf(recordOf(json).delta).stop_sequence);
    found.usage = this.#merged(found.usage);
    return new ReadEvent<ReadMessageEvent>(found.content(), event, type === 'message_stop', { type, json, found });
  }

  forward(event: WireEvent): Uint8Array | null {
    const read = ReadEvent.from<ReadMessageEvent>(event);
    if (this.#isOver || read === undefined) return null;
    const { type, json } = read;
    const index = indexOf(recordOf(json).index, 0);
    const isAlways = type === 'message_stop' || type === 'ping' || event.event.data === null;
    // After a cut, what nobody reads could say again what was withheld.
    if ((this.#isEnded || this.#isOurs) && (!isAlways || event.unread.length > 0)) return null;
    if (type === 'content_block_start') this.#begin(index, stringOf(recordOf(recordOf(json).content_block).type));
    else if (this.#withheld.has(index) && type.startsWith('content_block')) return null;
    if (type === 'message_start') this.#isStarted = true;
    if (type === 'content_block_stop' && this.#open?.index === index) this.#open = null;
    if (type === 'message_delta' && event.finishes.length > 0) this.#isEnded = true;
    if (type === 'message_stop') this.#isOver = true;
    return this.#writer.passed(event.event);
  }

  cut(event: WireEvent, keep: readonly number[]): Uint8Array | null {
    const read = ReadEvent.from<ReadMessageEvent>(event);
    if (this.#isOver || this.#isEnded || this.#isOurs || read === undefined) return null;
    const { type, json, found } = read;
    const index = indexOf(recordOf(json).index, 0);
    const isBlock = type.startsWith('content_block');
    if (type === 'message_delta' || (isBlock && type !== 'content_block_start' && this.#withheld.has(index)))
      return null;
    const kept = keptContent(json, found, keep, (copy, original, path) => {
      if (path[0] === 'message' && path.length === 1) {
        Object.assign(copy, { stop_reason: null, stop_sequence: null, usage: this.#written() });
      }
      if (original.type !== 'text' && 'input' in original) copy.input = {};
      if (original.type === 'thinking') Object.assign(copy, { thinking: '', signature: '' });
    });
    if (kept === null) {
      if (type === 'content_block_start') this.#withheld.add(index);
      return null;
    }
    if (type === 'message_start') this.#isStarted = true;
    if (type === 'content_block_start') this.#begin(index, stringOf(recordOf(recordOf(json).content_block).type));
    return this.#writer.written(jsonEvent({ ...kept, type }, type));
  }

  say(_choice: number, text: string): Uint8Array {
    if (this.#isOver || this.#isEnded) return NO_BYTES;
    this.#said = text;
    let events = this.#startEvent();
    if (this.#open?.type !== 'text') {
      events += this.#closeEvent();
      const index = this.#nextIndex;
      this.#begin(index, 'text');
      this.#isOurs = true;
      events += ours({ type: 'content_block_start', index, content_block: { type: 'text', text: '' } });
    }
    const { index } = this.#open!;
    return this.#writer.written(
      events + ours({ type: 'content_block_delta', index, delta: { type: 'text_delta', text } }),
    );
  }

  finish(_choice: number, filtered: boolean, reason: string): Uint8Array {
    if (this.#isOver || this.#isEnded) return NO_BYTES;
    this.#isEnded = true;
    const delta = filtered
      ? { stop_reason: 'refusal', stop_sequence: null, stop_details: refusalDetails(this.#said) }
      : { stop_reason: reason, stop_sequence: reason === 'stop_sequence' ? this.#stopSequence : null };
    const usage = { output_tokens: this.#usage.completionTokens ?? 0 };
    return this.#writer.written(
      this.#startEvent() + this.#closeEvent() + ours({ type: 'message_delta', delta, usage }),
    );
  }

  end(_usage: WireUsage | null): Uint8Array {
    if (this.#isOver) return NO_BYTES;
    this.#isOver = true;
    return this.#writer.written(ours({ type: 'message_stop' }));
  }

  problem(problem: WireProblem): Uint8Array {
    if (this.#isOver) return NO_BYTES;
    this.#isOver = true;
    return this.#writer.written(jsonEvent(messageError(problem), 'error'));
  }

  /** Counts that an event does not repeat stay as they were. */
  #merged(usage: WireUsage | null): WireUsage | null {
    if (usage === null) return null;
    this.#usage = {
      promptTokens: usage.promptTokens ?? this.#usage.promptTokens,
      completionTokens: usage.completionTokens ?? this.#usage.completionTokens,
    };
    return this.#usage;
  }

  #written() {
    return { input_tokens: this.#usage.promptTokens ?? 0, output_tokens: this.#usage.completionTokens ?? 0 };
  }

  #begin(index: number, type: string): void {
    this.#withheld.delete(index);
    this.#open = { index, type };
    this.#nextIndex = Math.max(this.#nextIndex, index + 1);
  }

  #startEvent(): string {
    if (this.#isStarted) return '';
    this.#isStarted = true;
    const stop = { stop_reason: null, stop_sequence: null, usage: this.#written() };
    const named = { id: this.#id, type: 'message', role: 'assistant', model: this.#model, content: [] };
    return ours({ type: 'message_start', message: { ...named, ...stop } });
  }

  #closeEvent(): string {
    if (this.#open === null) return '';
    const { index } = this.#open;
    this.#open = null;
    return ours({ type: 'content_block_stop', index });
  }
}

function ours(event: { readonly type: string; readonly [field: string]: unknown }): string {
  return jsonEvent(event, event.type);
}
