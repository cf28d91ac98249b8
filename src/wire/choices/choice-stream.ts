import type { StreamedRequest, WireEvent, WireProblem, WireStream, WireUsage } from '../endpoint.ts';
import { eventText } from '../event-encoder.ts';
import { eventJson } from '../event-json.ts';
import { EventWriter, jsonEvent, NO_BYTES } from '../event-writer.ts';
import { FoundContent, keptContent } from '../found-content.ts';
import { indexOf, type JsonRecord, listOf, recordOf, without } from '../json-value.ts';
import { openAiError } from '../problems.ts';
import type { ServerSentEvent } from '../server-sent-events.ts';
import { choiceContent, streamHead } from './choice-content.ts';
import type { ChoiceDialect } from './choice-dialect.ts';
import { ChoiceEvent } from './choice-event.ts';
import { writtenChoiceUsage } from './choice-usage.ts';
import { KnownNames } from './known-names.ts';
import { readableEntries } from './readable-choices.ts';

const DONE = '[DONE]';

/** A streamed answer in `choices`, for chat completions and completions. */
export class ChoiceStream implements WireStream {
  readonly #request: StreamedRequest;
  readonly #dialect: ChoiceDialect;
  /** Fields repeated in every event, with the server's latest values. */
  #head: JsonRecord;
  /** Answers that were sent at least partly. */
  readonly #begun = new Set<number>();
  /** Answers that the server or we have ended. */
  readonly #ended = new Set<number>();
  readonly #endedHere = new Set<number>();
  readonly #names = new KnownNames();
  #isUsageSent = false;
  #isOver = false;
  readonly #writer = new EventWriter();

  constructor(request: StreamedRequest, dialect: ChoiceDialect) {
    this.#request = request;
    this.#dialect = dialect;
    this.#head = { id: dialect.id, created: 0, model: request.model };
  }

  read(event: ServerSentEvent): WireEvent {
    const isLast = event.data?.trim() === DONE;
    const { json, found: none } = isLast ? { json: undefined, found: new FoundContent() } : eventJson(event);
    const { id, model } = recordOf(json);
    if (id !== this.#head.id || model !== this.#head.model) this.#head = { ...this.#head, ...streamHead(json) };
    const isError = event.event === 'error';
    const plain = none === null && !isError ? this.#dialect.plain(json) : null;
    if (plain !== null) return ChoiceEvent.plain(event, json as JsonRecord, plain);
    const found = none ?? choiceContent(json, this.#dialect, isError);
    this.#names.pass(found);
    return ChoiceEvent.found(event, isLast, json, found);
  }

  forward(event: WireEvent): Uint8Array | null {
    if (this.#isOver) return null;
    const read = event instanceof ChoiceEvent ? event : null;
    if (read?.plain && this.#endedHere.size === 0) {
      this.#begun.add(read.plain.choice);
      return this.#writer.passed(event.event);
    }
    const choices = listOf(recordOf(read?.json).choices);
    const indices = choices.map((entry, i) => indexOf(recordOf(entry).index, i));
    const isUsage = event.usage !== null && choices.length === 0 && event.problem === null;
    if (isUsage && !this.#request.usageWanted) return null;
    // After a cut, an unread field could repeat text that was withheld.
    const isDoubtful = this.#endedHere.size > 0 && event.unread.length > 0;
    const isStale = isDoubtful || indices.some((index) => this.#endedHere.has(index));
    const rest = isStale && read ? this.#withoutEnded(read) : null;
    if (isStale && rest === null) return null;
    for (const index of indices) this.#begun.add(index);
    for (const { choice } of event.finishes) this.#ended.add(choice);
    if (isUsage) this.#isUsageSent = true;
    if (event.isLast) this.#isOver = true;
    return rest === null ? this.#writer.passed(event.event) : this.#writer.written(rest);
  }

  cut(event: WireEvent, keep: readonly number[]): Uint8Array | null {
    if (this.#isOver || !(event instanceof ChoiceEvent)) return null;
    const { json } = event;
    const found = this.#foundIn(event);
    const open = event.pieces.map((piece, i) => (this.#endedHere.has(piece.choice) ? 0 : (keep[i] ?? 0)));
    /** Entries that lose some of their text. */
    const short = new Set(
      found.places.flatMap(([place], i) => (open[i]! < event.pieces[i]!.text.length ? [place!.path[1]] : [])),
    );
    const kept = keptContent(json, found, open, (copy, original, path) => {
      // The first event of a call has a name but no arguments yet, and clients append to the existing field.
      if (path.at(-1) === 'function') copy.arguments = '';
      const choice = choiceAt(json, path[1] as number);
      if (path.length === 3 && path[2] === 'delta' && !this.#begun.has(choice)) copy.role = 'assistant';
      if (path.length !== 2) return;
      copy.index = choice;
      copy.finish_reason = null;
      if (!short.has(path[1]) && 'logprobs' in original) copy.logprobs = original.logprobs;
    });
    if (kept === null) return null;
    event.pieces.forEach(({ choice }, i) => {
      if (open[i]! > 0) this.#begun.add(choice);
    });
    return this.#sent({ ...this.#headed(), ...kept });
  }

  say(choice: number, text: string): Uint8Array {
    if (this.#isOver || this.#ended.has(choice)) return NO_BYTES;
    const isFirst = !this.#begun.has(choice);
    this.#begun.add(choice);
    return this.#entry(choice, this.#dialect.said(text, isFirst), null);
  }

  finish(choice: number, filtered: boolean, reason: string | null): Uint8Array {
    if (this.#isOver || this.#ended.has(choice)) return NO_BYTES;
    this.#ended.add(choice);
    this.#endedHere.add(choice);
    return this.#entry(choice, this.#dialect.empty, filtered ? 'content_filter' : (reason ?? 'stop'));
  }

  end(usage: WireUsage | null): Uint8Array {
    if (this.#isOver) return NO_BYTES;
    this.#isOver = true;
    const isTold = usage !== null && this.#request.usageWanted && !this.#isUsageSent;
    const told = isTold ? { ...this.#headed(), choices: [], usage: writtenChoiceUsage(usage) } : null;
    return this.#writer.written(`${told === null ? '' : jsonEvent(told)}${eventText(DONE)}`);
  }

  problem(problem: WireProblem): Uint8Array {
    if (this.#isOver) return NO_BYTES;
    this.#isOver = true;
    return this.#sent(openAiError(problem));
  }

  #headed(): JsonRecord {
    return { ...this.#head, object: this.#dialect.streamObject };
  }

  #entry(index: number, fields: JsonRecord, reason: string | null): Uint8Array {
    const entry = { index, ...fields, logprobs: null, finish_reason: reason };
    return this.#sent({ ...this.#headed(), choices: [entry] });
  }

  /** Returns the event without what the server still adds to answers that were ended here. */
  #withoutEnded(event: ChoiceEvent): string | null {
    const json = recordOf(event.json);
    const { unread } = this.#foundIn(event);
    const choices = readableEntries(json, unread).filter(({ index }) => !this.#endedHere.has(index));
    const isTold = choices.length > 0 || (event.usage !== null && this.#request.usageWanted) || event.problem !== null;
    if (!isTold) return null;
    if (choices.length === 0 && event.usage !== null) this.#isUsageSent = true;
    const gone = new Set(unread.map((path) => String(path[0])));
    return jsonEvent({ ...without(json, gone), choices }, event.event.event) || null;
  }

  #foundIn({ found, json }: ChoiceEvent): FoundContent {
    return found ?? choiceContent(json, this.#dialect);
  }

  #sent(json: unknown): Uint8Array {
    return this.#writer.written(jsonEvent(json));
  }
}

function choiceAt(json: unknown, position: number): number {
  return indexOf(recordOf(listOf(recordOf(json).choices)[position]).index, position);
}
