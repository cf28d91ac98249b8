import { chatCompletions } from './chat-completions.ts';
import { completions } from './completions.ts';
import type { Piece, WireContent, WireEndpoint, WireUsage } from './endpoint.ts';
import { EventDecoder } from './event-decoder.ts';
import { encodeText } from './event-encoder.ts';
import { isRecord, listOf, parsedJson, recordOf, stringOf } from './json-value.ts';
import { messages } from './messages/messages.ts';
import { answerFrom, type ReplyAnswer } from './reply-answers.ts';
import { responses } from './responses/responses.ts';
import type { ServerSentEvent } from './server-sent-events.ts';
import { UnreadTexts } from './unread-texts.ts';

/** A stream, joined. */
export interface JoinedStream {
  /** In the order of their numbers. */
  readonly answers: readonly ReplyAnswer[];
  /** False if the stream does not say that it ended: the rest is missing. */
  readonly isEnded: boolean;
  /** True if the server reported an error within the stream. */
  readonly isFailed: boolean;
  readonly usage: WireUsage | null;
  readonly model: string | null;
}

/**
 * Joins a recorded stream: the text of a `text/event-stream`, or the list of its events, of any of the four endpoints.
 * Returns null for anything else. What breaks off ends with `length`.
 */
export function streamedReply(stream: unknown): JoinedStream | null {
  const events = typeof stream === 'string' ? eventsOfText(stream) : Array.isArray(stream) ? eventsOf(stream) : null;
  if (events === null) return null;
  const endpoint = events.map(endpointOf).find((one) => one !== null);
  return endpoint === undefined ? null : joinedReply(endpoint, events);
}

/** Reports whether a value is one event of a stream: an addition, never a whole answer. */
export function isStreamEvent(value: unknown): boolean {
  return isRecord(value) && endpointOf(eventOf(value)) !== null && !isWhole(value);
}

/** Reports whether a value could be a whole completion: the events of a stream do not all say how they ended. */
function isWhole(value: unknown): boolean {
  const entries = listOf(recordOf(value).choices).map(recordOf);
  return entries.some(({ text, finish_reason: reason }) => typeof text === 'string' && reason !== null);
}

/** A line of an event stream; an answer in prose has others. */
const FIELD = /^(?:(?:data|event|id|retry)(?::|$)|:|$)/;

function eventsOfText(text: string): readonly ServerSentEvent[] | null {
  const start = text.trimStart();
  if (!FIELD.test(start.slice(0, 'event:'.length)) || !start.split(/\r\n|\r|\n/).every((line) => FIELD.test(line)))
    return null;
  const decoder = new EventDecoder(Number.POSITIVE_INFINITY);
  const events = decoder.push(encodeText(start));
  const last = decoder.end();
  return last === null ? events : [...events, last];
}

/** Takes a list of events, or of their texts. */
function eventsOf(list: readonly unknown[]): readonly ServerSentEvent[] | null {
  if (list.length === 0) return null;
  if (list.every((one) => typeof one === 'string')) {
    const parsed = list.map((one) => (one.trim() === DONE ? DONE : parsedJson(one)));
    if (parsed.every((one) => one === DONE || isRecord(one))) return eventsOfValues(parsed);
    return eventsOfText(`${list.map((one) => one.trimEnd()).join('\n\n')}\n\n`);
  }
  return eventsOfValues(list);
}

function eventsOfValues(list: readonly unknown[]): readonly ServerSentEvent[] | null {
  const events = list.filter((one) => one !== DONE);
  return events.every(isRecord) && !events.every(isWhole) ? list.map(eventOf) : null;
}

const DONE = '[DONE]';

function eventOf(value: unknown): ServerSentEvent {
  // Some loggers keep the name of an event beside its data.
  const { event, data } = recordOf(value);
  const isWrapped = data !== undefined && typeof event === 'string';
  const told = isWrapped ? data : value;
  const text = typeof told === 'string' ? told : JSON.stringify(told);
  const name = isWrapped ? event : '';
  return { bytes: new Uint8Array(0), event: name, data: text, isFinished: true, isOversized: false };
}

const MESSAGE_EVENT = /^(?:message_(?:start|delta|stop)|content_block_(?:start|delta|stop))$/;
const RESPONSE_EVENT = /^response\.[a-z_.]+$/;

/** Returns the endpoint that an event belongs to; null if it could be of any, or is no event of a stream. */
function endpointOf({ event, data }: ServerSentEvent): WireEndpoint | null {
  const json = recordOf(parsedJson(data ?? ''));
  const type = stringOf(json.type) || event;
  if (MESSAGE_EVENT.test(type)) return messages;
  if (RESPONSE_EVENT.test(type)) return responses;
  const entries = listOf(json.choices).map(recordOf);
  if (json.object === 'chat.completion.chunk' || entries.some(({ delta }) => isRecord(delta))) return chatCompletions;
  return entries.some(({ text }) => typeof text === 'string') ? completions : null;
}

function joinedReply(endpoint: WireEndpoint, events: readonly ServerSentEvent[]): JoinedStream {
  const stream = endpoint.stream({ model: '', choices: 1, usageWanted: true });
  const texts = new UnreadTexts();
  const pieces = new GrowingPieces();
  const finishes: WireContent['finishes'][number][] = [];
  const unread: string[] = [];
  let [usage, model, isLast, isFailed]: [WireUsage | null, string | null, boolean, boolean] = [
    null,
    null,
    false,
    false,
  ];
  for (const event of events) {
    const read = stream.read(event);
    pieces.add(read.pieces);
    finishes.push(...read.finishes);
    unread.push(...read.unread);
    texts.add(parsedJson(event.data ?? '') ?? event.data, read.unread);
    usage = read.usage ?? usage;
    model = read.model ?? model;
    isLast ||= read.isLast;
    isFailed ||= read.problem !== null;
  }
  const numbers = new Set([...pieces.all, ...finishes].map(({ choice }) => choice));
  const answers = [...(numbers.size === 0 ? [0] : numbers)]
    .sort((a, b) => a - b)
    .map((choice) => {
      const isCut = isFailed || !(isLast || finishes.some((one) => one.choice === choice));
      const content = { pieces: pieces.all, finishes, unread };
      const answer = answerFrom(content, choice, { told: isCut ? ['length'] : [], texts });
      return { ...answer, isUnread: answer.isUnread || (isFailed && answer.text === '') };
    });
  return { answers, isEnded: isLast || finishes.length > 0, isFailed, usage, model };
}

/** The pieces of a stream, each joined with those that it continues. */
class GrowingPieces {
  readonly all: Piece[] = [];
  /** Positions of calls, whose pieces may alternate. */
  readonly #calls = new Map<string, number>();

  add(pieces: readonly Piece[]): void {
    for (const piece of pieces) {
      const { choice, channel, part, text } = piece;
      const key = `${choice} ${part}`;
      const at = channel === 'tool' ? (this.#calls.get(key) ?? -1) : this.all.length - 1;
      const known = this.all[at];
      if (known?.choice === choice && known.channel === channel && known.part === part) {
        this.all[at] = { ...known, text: known.text + text };
      } else {
        if (channel === 'tool') this.#calls.set(key, this.all.length);
        this.all.push(piece);
      }
    }
  }
}
