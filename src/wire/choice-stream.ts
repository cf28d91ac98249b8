import { choiceContent, streamHead } from './choice-content.ts';
import type { ChoiceDialect } from './choice-dialect.ts';
import { writtenChoiceUsage } from './choice-usage.ts';
import type { WireEvent, WireProblem, WireRequest, WireStream, WireUsage } from './endpoint.ts';
import { encodeText, eventText } from './event-encoder.ts';
import { FoundContent, keptContent } from './found-content.ts';
import { indexOf, type JsonRecord, jsonText, listOf, parsedJson, recordOf, without } from './json-value.ts';
import { openAiError } from './problems.ts';
import type { ServerSentEvent } from './server-sent-events.ts';

const NOTHING = new Uint8Array(0);
const DONE = '[DONE]';

interface ReadChoices {
  readonly json: unknown;
  readonly found: FoundContent;
}

/** A streamed answer in `choices`: chat completions and completions. */
export class ChoiceStream implements WireStream {
  readonly #request: WireRequest;
  readonly #dialect: ChoiceDialect;
  readonly #reads = new WeakMap<WireEvent, ReadChoices>();
  /** Fields that every event repeats, as the server last gave them. */
  #head: JsonRecord;
  /** Answers of which something was sent. */
  readonly #begun = new Set<number>();
  /** Answers that the server ended, or that we did. */
  readonly #ended = new Set<number>();
  readonly #endedHere = new Set<number>();
  #isUsageSent = false;
  #isOver = false;
  /** What was sent last has no blank line yet. */
  #isLineOpen = false;

  constructor(request: WireRequest, dialect: ChoiceDialect) {
    this.#request = request;
    this.#dialect = dialect;
    this.#head = { id: dialect.id, created: 0, model: request.model };
  }

  read(event: ServerSentEvent): WireEvent {
    const { data } = event;
    const isLast = data?.trim() === DONE;
    const json = data === null || isLast ? undefined : parsedJson(data);
    const isUnreadable = event.isOversized || (data !== null && !isLast && json === undefined);
    const isError = event.event === 'error';
    const found = isUnreadable
      ? unreadable(event)
      : data === null || isLast
        ? new FoundContent()
        : this.#found(json, isError);
    this.#head = { ...this.#head, ...streamHead(json) };
    const read: WireEvent = { ...found.content(), event, isLast };
    this.#reads.set(read, { json, found });
    return read;
  }

  forward(event: WireEvent): Uint8Array | null {
    if (this.#isOver) return null;
    const read = this.#reads.get(event);
    const choices = listOf(recordOf(read?.json).choices);
    const indices = choices.map((entry, i) => indexOf(recordOf(entry).index, i));
    const isUsage = event.usage !== null && choices.length === 0 && event.problem === null;
    if (isUsage && !this.#request.usageWanted) return null;
    const isStale = indices.some((index) => this.#endedHere.has(index));
    const rest = isStale && read ? this.#withoutEnded(event, read) : event.event.bytes;
    if (rest === null) return null;
    for (const index of indices) this.#begun.add(index);
    for (const { choice } of event.finishes) this.#ended.add(choice);
    if (isUsage) this.#isUsageSent = true;
    if (event.isLast) this.#isOver = true;
    const isSeparate = !this.#isLineOpen;
    this.#isLineOpen = !isStale && !event.event.isFinished && !event.event.isOversized;
    return isSeparate ? rest : joined(encodeText('\n\n'), rest);
  }

  cut(event: WireEvent, keep: readonly number[]): Uint8Array | null {
    const read = this.#reads.get(event);
    if (this.#isOver || read === undefined) return null;
    const open = event.pieces.map((piece, i) => (this.#endedHere.has(piece.choice) ? 0 : (keep[i] ?? 0)));
    const kept = keptContent(read.json, read.found, open, (copy, original, path) => {
      // The first event of a call has a name and no arguments yet; clients add to what is there.
      if (path.at(-1) === 'function') copy.arguments = '';
      if (path.length !== 2) return;
      copy.index = indexOf(original.index, path[1] as number);
      copy.finish_reason = null;
      const isWhole = event.pieces.every(({ text }, i) => !isIn(read.found, i, path[1]!) || open[i]! >= text.length);
      if (isWhole && 'logprobs' in original) copy.logprobs = original.logprobs;
    });
    if (kept === null) return null;
    event.pieces.forEach(({ choice }, i) => {
      if (open[i]! > 0) this.#begun.add(choice);
    });
    return this.#sent({ ...this.#headed(), ...kept });
  }

  say(choice: number, text: string): Uint8Array {
    if (this.#isOver || this.#ended.has(choice)) return NOTHING;
    const isFirst = !this.#begun.has(choice);
    this.#begun.add(choice);
    return this.#entry(choice, this.#dialect.said(text, isFirst), null);
  }

  finish(choice: number, filtered: boolean, reason: string): Uint8Array {
    if (this.#isOver || this.#ended.has(choice)) return NOTHING;
    this.#ended.add(choice);
    this.#endedHere.add(choice);
    return this.#entry(choice, this.#dialect.empty, filtered ? 'content_filter' : reason);
  }

  end(usage: WireUsage | null): Uint8Array {
    if (this.#isOver) return NOTHING;
    const isTold = usage !== null && this.#request.usageWanted && !this.#isUsageSent;
    const told = isTold ? this.#sent({ ...this.#headed(), choices: [], usage: writtenChoiceUsage(usage) }) : NOTHING;
    this.#isOver = true;
    return joined(told, this.#text(eventText(DONE)));
  }

  problem(problem: WireProblem): Uint8Array {
    if (this.#isOver) return NOTHING;
    this.#isOver = true;
    return this.#sent(openAiError(problem));
  }

  #found(json: unknown, isErrorEvent: boolean): FoundContent {
    return choiceContent(json, this.#dialect, isErrorEvent);
  }

  #headed(): JsonRecord {
    return { ...this.#head, object: this.#dialect.streamObject };
  }

  #entry(index: number, fields: JsonRecord, reason: string | null): Uint8Array {
    const entry = { index, ...fields, logprobs: null, finish_reason: reason };
    return this.#sent({ ...this.#headed(), choices: [entry] });
  }

  /** The event without what the server still says to answers that were ended here. */
  #withoutEnded(event: WireEvent, { json, found }: ReadChoices): Uint8Array | null {
    const choices = listOf(recordOf(json).choices).filter((entry, i) => {
      return !this.#endedHere.has(indexOf(recordOf(entry).index, i));
    });
    const isTold = choices.length > 0 || (event.usage !== null && this.#request.usageWanted) || event.problem !== null;
    const unread = new Set(found.unread.map((path) => String(path[0])));
    const text = isTold ? jsonText({ ...without(recordOf(json), unread), choices }) : null;
    if (text === null) return null;
    if (choices.length === 0 && event.usage !== null) this.#isUsageSent = true;
    return encodeText(eventText(text, event.event.event));
  }

  #sent(json: unknown): Uint8Array {
    return this.#text(eventText(jsonText(json) ?? ''));
  }

  #text(text: string): Uint8Array {
    const separated = this.#isLineOpen ? `\n\n${text}` : text;
    this.#isLineOpen = false;
    return encodeText(separated);
  }
}

/** An event whose data are no JSON, or that nobody has read: an error where it says so, else unread. */
function unreadable({ event, data }: ServerSentEvent): FoundContent {
  const found = new FoundContent();
  if (data === null) found.unread.push(['event']);
  else if (event === 'error') found.problem = { message: data, type: null, code: null };
  else found.other(data, ['data']);
  return found;
}

/** Whether piece `i` stands in the entry at this position. */
function isIn(found: FoundContent, i: number, position: string | number): boolean {
  return found.places[i]![0]!.path[1] === position;
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  if (first.length === 0) return second;
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}
