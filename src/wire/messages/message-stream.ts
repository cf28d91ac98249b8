import type { StreamedRequest, WireEvent, WireProblem, WireStream, WireUsage } from '../endpoint.ts';
import { eventJson, eventType } from '../event-json.ts';
import { EventWriter, jsonEvent, NO_BYTES } from '../event-writer.ts';
import { type FoundContent, keptContent } from '../found-content.ts';
import { indexOf, type JsonRecord, listOf, recordOf, shortName } from '../json-value.ts';
import type { ServerSentEvent } from '../server-sent-events.ts';
import { messageError, messageEvent, messageEventContent, refusalDetails } from './message-content.ts';
import { emptyBlock, emptyFields, SentBlocks } from './sent-blocks.ts';

interface ReadMessageEvent {
  readonly type: string;
  readonly json: JsonRecord;
  readonly found: FoundContent;
}

/** A streamed answer of Anthropic's messages: blocks that begin and end one after the other. */
export class MessageStream implements WireStream {
  readonly #reads = new WeakMap<WireEvent, ReadMessageEvent>();
  readonly #writer = new EventWriter();
  readonly #blocks = new SentBlocks();
  #id = 'msg_0';
  #model: string;
  #usage: WireUsage = { promptTokens: null, completionTokens: null };
  #stopSequence: string | null = null;
  #isStarted = false;
  /** True if something was withheld or added, so that the client's message differs from the server's. */
  #isChanged = false;
  /** True if the answer contains a block of ours, after which nothing more from the server is sent. */
  #isOurs = false;
  #said: string | null = null;
  #isEnded = false;
  #isOver = false;

  constructor(request: StreamedRequest) {
    this.#model = request.model;
  }

  read(event: ServerSentEvent): WireEvent {
    const { json, found: none } = eventJson(event);
    const type = eventType(json, event);
    const record = recordOf(json);
    const found = none ?? messageEventContent(json, type);
    if (type === 'message_start') this.#id = shortName(recordOf(record.message).id) ?? this.#id;
    this.#model = shortName(found.model) ?? this.#model;
    if (type === 'message_delta') this.#stopSequence = shortName(recordOf(record.delta).stop_sequence);
    found.usage = this.#merged(found.usage);
    const read: WireEvent = { ...found.content(), event, isLast: type === 'message_stop' };
    this.#reads.set(read, { type, json: record, found });
    return read;
  }

  forward(event: WireEvent): Uint8Array | null {
    const read = this.#reads.get(event);
    if (this.#isOver || read === undefined) return null;
    const { type, json } = read;
    const isAlways = type === 'message_stop' || type === 'ping' || event.event.data === null;
    if ((this.#isEnded || this.#isOurs) && !isAlways) return null;
    if (this.#isChanged) return this.#forwardChanged(event, read);
    const index = indexOf(json.index, 0);
    if (type === 'content_block_start') this.#blocks.passBegin(index, json.content_block);
    if (type === 'content_block_stop') this.#blocks.passEnd(index);
    return this.#passed(event, read);
  }

  cut(event: WireEvent, keep: readonly number[]): Uint8Array | null {
    const read = this.#reads.get(event);
    if (this.#isOver || this.#isEnded || this.#isOurs || read === undefined) return null;
    this.#isChanged = true;
    return this.#kept(read, keep);
  }

  say(_choice: number, text: string): Uint8Array {
    if (this.#isOver || this.#isEnded) return NO_BYTES;
    this.#isChanged = true;
    this.#said = text;
    let events = this.#startEvent();
    if (this.#blocks.openText() === null) {
      events += this.#blocks.beginOurs();
      this.#isOurs = true;
    }
    const index = this.#blocks.openText();
    events += messageEvent({ type: 'content_block_delta', index, delta: { type: 'text_delta', text } });
    return this.#writer.written(events);
  }

  finish(_choice: number, filtered: boolean, reason: string | null): Uint8Array {
    if (this.#isOver || this.#isEnded) return NO_BYTES;
    this.#isChanged = true;
    this.#isEnded = true;
    const delta = filtered
      ? { stop_reason: 'refusal', stop_sequence: null, stop_details: refusalDetails(this.#said) }
      : { stop_reason: reason ?? 'end_turn', stop_sequence: reason === 'stop_sequence' ? this.#stopSequence : null };
    const usage = { output_tokens: this.#usage.completionTokens ?? 0 };
    const before = this.#startEvent() + this.#blocks.endAll();
    return this.#writer.written(before + messageEvent({ type: 'message_delta', delta, usage }));
  }

  end(_usage: WireUsage | null): Uint8Array {
    if (this.#isOver) return NO_BYTES;
    this.#isOver = true;
    return this.#writer.written(messageEvent({ type: 'message_stop' }));
  }

  problem(problem: WireProblem): Uint8Array {
    if (this.#isOver) return NO_BYTES;
    this.#isOver = true;
    return this.#writer.written(jsonEvent(messageError(problem), 'error'));
  }

  /** Returns an event after a cut: as received if it is still true, otherwise rewritten. */
  #forwardChanged(event: WireEvent, read: ReadMessageEvent): Uint8Array | null {
    const { type, json } = read;
    const index = indexOf(json.index, 0);
    if (type === 'content_block_stop') {
      const ended = this.#blocks.end(index);
      return ended === '' ? null : this.#writer.written(ended);
    }
    const isPlain = event.unread.length === 0;
    const isTrue = type === 'content_block_delta' && isPlain && this.#blocks.numberOf(index) === index;
    const wholes = event.pieces.map(({ text }) => text.length);
    if (type.startsWith('content_block') && !isTrue) return this.#kept(read, wholes);
    // Unread content could repeat text that was withheld.
    if (!isPlain || (type === 'message_start' && this.#isStarted)) return null;
    const isEnd = type === 'message_delta' && event.finishes.length > 0;
    return this.#passed(event, read, isEnd ? this.#startEvent() + this.#blocks.endAll() : '');
  }

  #passed(event: WireEvent, { type, json }: ReadMessageEvent, before = ''): Uint8Array {
    if (type === 'message_start') this.#isStarted = true;
    if (type === 'message_start') this.#blocks.passWhole(listOf(recordOf(json.message).content).length);
    if (type === 'message_delta' && event.finishes.length > 0) this.#isEnded = true;
    if (type === 'message_stop') this.#isOver = true;
    return this.#writer.passed(event.event, before);
  }

  /** Returns the kept part of an event, preceded by everything that has to come before it. */
  #kept({ type, json, found }: ReadMessageEvent, keep: readonly number[]): Uint8Array | null {
    if (type === 'message_delta') return null;
    const asked = indexOf(json.index, 0);
    const kept = keptContent(json, found, keep, (copy, original, path) => {
      const isMessage = path[0] === 'message' && path.length === 1;
      if (isMessage) Object.assign(copy, { stop_reason: null, stop_sequence: null, usage: this.#written() });
      else Object.assign(copy, emptyFields(original));
    });
    if (type === 'content_block_stop') this.#blocks.done(asked);
    if (kept === null) {
      const isEmpty = found.pieces.length === 0;
      if (type === 'content_block_start') this.#blocks.wait(asked, isEmpty ? emptyBlock(json.content_block) : null);
      return null;
    }
    if (type === 'message_start') {
      this.#isStarted = true;
      this.#blocks.passWhole(listOf(recordOf(kept.message).content).length);
      return this.#writer.written(messageEvent({ ...kept, type }));
    }
    const isStart = type === 'content_block_start';
    const before = isStart
      ? this.#blocks.begin(asked, recordOf(kept.content_block))
      : this.#blocks.beginFor(asked, recordOf(kept.delta));
    if (before === null) return null;
    const delta = isStart ? '' : messageEvent({ ...kept, type, index: this.#blocks.numberOf(asked) });
    return this.#writer.written(this.#startEvent() + before + delta);
  }

  /** Merges usage; counts that an event does not repeat keep their values. */
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

  #startEvent(): string {
    if (this.#isStarted) return '';
    this.#isStarted = true;
    const stop = { stop_reason: null, stop_sequence: null, usage: this.#written() };
    const named = { id: this.#id, type: 'message', role: 'assistant', model: this.#model, content: [] };
    return messageEvent({ type: 'message_start', message: { ...named, ...stop } });
  }
}
