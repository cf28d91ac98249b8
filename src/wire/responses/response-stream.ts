import type { StreamedRequest, WireEvent, WireProblem, WireStream, WireUsage } from '../endpoint.ts';
import { eventJson, eventType } from '../event-json.ts';
import { EventWriter, jsonEvent, NO_BYTES } from '../event-writer.ts';
import { FoundContent } from '../found-content.ts';
import { indexOf, isRecord, type JsonRecord, recordOf, shortened, stringOf } from '../json-value.ts';
import type { ServerSentEvent } from '../server-sent-events.ts';
import { endDetails, endFields, responseError, responseHead, writtenResponseUsage } from './response-body.ts';
import { type FoundSlot, OutputReader } from './response-content.ts';
import { PART_KINDS, partIndex, slotEvent } from './response-slots.ts';
import { isSpoken } from './sent-item.ts';
import { SentResponse } from './sent-response.ts';

interface ReadResponseEvent {
  readonly type: string;
  readonly json: JsonRecord;
  readonly slots: readonly (FoundSlot | null)[];
}

/**
 * A streamed answer of responses. Until something is cut, events are passed on unchanged, and only what the client has
 * is recorded. After the first cut, every event is rewritten from what the client has, because most events repeat
 * texts.
 */
export class ResponseStream implements WireStream {
  readonly #reader = new OutputReader();
  readonly #reads = new WeakMap<WireEvent, ReadResponseEvent>();
  readonly #writer = new EventWriter();
  readonly #sent = new SentResponse((event) => this.#emit(event));
  /** The response from the first event, without any text of the answer. */
  #head: JsonRecord;
  #isHeadRead = false;
  #sequence = -1;
  #isStarted = false;
  /** True if the answer continues in an item of ours. */
  #isOurs = false;
  #ending: { readonly isFiltered: boolean; readonly reason: string } | null = null;
  #isOver = false;
  #out = '';

  constructor(request: StreamedRequest) {
    this.#head = responseHead({}, request.model);
  }

  read(event: ServerSentEvent): WireEvent {
    const isDone = event.data?.trim() === '[DONE]';
    const { json, found: none } = isDone ? { json: undefined, found: new FoundContent() } : eventJson(event);
    const record = recordOf(json);
    const type = eventType(json, event);
    const { found, slots } = none === null ? this.#reader.event(json, type) : { found: none, slots: [] };
    if (isRecord(record.response) && !this.#isHeadRead) {
      this.#isHeadRead = true;
      this.#head = responseHead(record.response, stringOf(this.#head.model));
    }
    const isLast = isDone || found.finishes.length > 0;
    const read: WireEvent = { ...found.content(), event, isLast };
    this.#reads.set(read, { type, json: record, slots });
    return read;
  }

  forward(event: WireEvent): Uint8Array | null {
    const read = this.#reads.get(event);
    if (this.#isOver || read === undefined) return null;
    const isTold = event.event.data !== null || event.event.isOversized;
    if (!isTold) return this.#writer.passed(event.event);
    if (this.#ending !== null) return event.isLast ? this.end(event.usage) : null;
    if (this.#isOurs) return null;
    this.#isOver = event.isLast;
    if (this.#sent.isWritten) return this.#flushed(() => this.#written(event, read));
    this.#isStarted = true;
    const sequence = read.json.sequence_number;
    if (typeof sequence === 'number') this.#sequence = Math.max(this.#sequence, sequence);
    this.#follow(read);
    return this.#writer.passed(event.event);
  }

  cut(event: WireEvent, keep: readonly number[]): Uint8Array | null {
    const read = this.#reads.get(event);
    if (this.#isOver || this.#ending !== null || this.#isOurs || read === undefined) return null;
    const kept = read.slots.map((found, i) => {
      const text = shortened(event.pieces[i]!.text, keep[i] ?? 0);
      return found === null || text === '' ? null : { ...found, text };
    });
    const isWhole = kept.every((found, i) => found !== null && found.text === event.pieces[i]!.text);
    // A delta that is kept whole ends nothing and repeats nothing.
    if (isWhole && kept.length > 0 && slotEvent(read.type)?.isDone === false) return this.forward(event);
    this.#sent.isWritten = true;
    return this.#flushed(() => this.#add(kept.filter((found) => found !== null)));
  }

  say(_choice: number, text: string): Uint8Array {
    if (this.#isOver || this.#ending !== null) return NO_BYTES;
    this.#sent.isWritten = true;
    const said = () => {
      this.#start();
      if (this.#sent.addToOpen(text)) return;
      this.#sent.endAll('incomplete');
      this.#sent.addApart(text);
      this.#isOurs = true;
    };
    return this.#flushed(said) ?? NO_BYTES;
  }

  finish(_choice: number, filtered: boolean, reason: string | null): Uint8Array {
    if (this.#isOver || this.#ending !== null) return NO_BYTES;
    this.#sent.isWritten = true;
    this.#ending = { isFiltered: filtered, reason: reason ?? 'completed' };
    const ended = () => {
      this.#start();
      this.#sent.endAll(endFields(filtered, reason ?? 'completed').status);
    };
    return this.#flushed(ended) ?? NO_BYTES;
  }

  end(usage: WireUsage | null): Uint8Array {
    if (this.#isOver) return NO_BYTES;
    this.#isOver = true;
    this.#sent.isWritten = true;
    const { status, details } = endFields(this.#ending?.isFiltered ?? false, this.#ending?.reason ?? '');
    return this.#flushed(() => this.#end(status, details, usage)) ?? NO_BYTES;
  }

  problem(problem: WireProblem): Uint8Array {
    if (this.#isOver) return NO_BYTES;
    this.#isOver = true;
    this.#sent.isWritten = true;
    return this.#flushed(() => this.#emit({ type: 'error', ...responseError(problem) })) ?? NO_BYTES;
  }

  /** Records what the client has after this event, and emits everything new to it. */
  #follow({ type, json, slots }: ReadResponseEvent): void {
    const output = indexOf(json.output_index, 0);
    const item = isRecord(json.item) ? json.item : null;
    const slot = { output, index: partIndex(json), itemId: stringOf(json.item_id), item };
    this.#add(slots.filter((one) => one !== null));
    if (item !== null && type === 'response.output_item.added') {
      if (isSpoken(item)) this.#sent.begin({ ...slot, kind: 'output_text' });
      else this.#sent.keep(output, item);
    }
    const told = slotEvent(type);
    if (told?.isDone) this.#sent.endText(output, told.kind, slot.index);
    const kind = PART_KINDS.find((one) => one === recordOf(json.part).type);
    if (kind !== undefined && type.endsWith('.added')) this.#sent.beginPart({ ...slot, kind });
    if (kind !== undefined && type.endsWith('.done')) this.#sent.endPart(output, kind, slot.index);
    if (item !== null && type === 'response.output_item.done') {
      const status = item.status === 'incomplete' ? 'incomplete' : 'completed';
      if (!isSpoken(item)) this.#sent.keep(output, item);
      else this.#sent.end(output, status, this.#sent.isWritten ? null : item);
    }
  }

  /** Writes an event after a cut. */
  #written(event: WireEvent, read: ReadResponseEvent): void {
    const { type, json } = read;
    if (!isRecord(json.response)) this.#start();
    const isOther = !isRecord(json.response) && !isRecord(json.part) && slotEvent(type) === null && !event.isLast;
    if (isOther && !(isRecord(json.item) && isSpoken(json.item))) {
      // Unread content could repeat text that was withheld.
      if (event.unread.length > 0) return;
      const asked = indexOf(json.output_index, 0);
      const output = isRecord(json.item) ? this.#sent.keep(asked, json.item) : this.#sent.numberOf(asked);
      if (output === null && 'output_index' in json) return;
      this.#emit({ ...json, type, ...('output_index' in json ? { output_index: output } : {}) });
    }
    this.#follow(read);
    if (event.isLast) {
      const status = type.startsWith('response.') ? type.slice('response.'.length) : 'completed';
      this.#end(status, endDetails(recordOf(json.response)), event.usage, event.problem);
    } else if (isRecord(json.response)) this.#start(type);
  }

  #add(slots: readonly FoundSlot[]): void {
    if (slots.length > 0 && this.#sent.isWritten) this.#start();
    for (const { slot, text, isOther } of slots) this.#sent.add(slot, text, isOther && !this.#sent.isWritten);
  }

  #start(type = 'response.created'): void {
    if (this.#isStarted) return;
    this.#isStarted = true;
    this.#emit({ type, response: { ...this.#head, status: 'in_progress', output: [] } });
  }

  #end(status: string, details: unknown, usage: WireUsage | null, problem: WireProblem | null = null): void {
    this.#start();
    this.#sent.endAll(status === 'completed' ? 'completed' : 'incomplete');
    const error = problem === null ? null : { code: problem.code ?? 'server_error', message: problem.message };
    const ended = { status, error, incomplete_details: details, usage: writtenResponseUsage(usage) };
    this.#emit({ type: `response.${status}`, response: { ...this.#head, ...ended, output: this.#sent.output() } });
  }

  #emit(event: JsonRecord & { readonly type: string }): void {
    if (!this.#sent.isWritten) return;
    this.#sequence += 1;
    this.#out += jsonEvent({ ...event, sequence_number: this.#sequence }, event.type);
  }

  #flushed(emit: () => void): Uint8Array | null {
    this.#out = '';
    emit();
    return this.#out === '' ? null : this.#writer.written(this.#out);
  }
}
