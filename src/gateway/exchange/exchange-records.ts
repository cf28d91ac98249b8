import { languageOf } from '../../reader/index.ts';
import { worstAnswer } from '../../schema/index.ts';
import { ENDPOINTS, type WireEndpoint, type WireUsage } from '../../wire/index.ts';
import type { GatewayRecord, RecordValue } from '../ports.ts';
import { finishKind, signsOf } from './answer-signs.ts';
import type { Exchange, ExchangeState } from './exchange.ts';
import type { GuardedChoice } from './guarded-choice.ts';

/** Maximum number of answers and unread places listed in a record. The body has all answers. */
const MAX_LISTED = 8;
const MAX_PLACES = 4;
const MAX_PLACE_CHARS = 60;
/**
 * Maximum UTF-8 bytes of a name in a record, and of all its fields: with what the log adds, a record must stay below 1
 * KiB.
 */
const MAX_NAME_BYTES = 96;
const MAX_FIELDS_BYTES = 720;

const TEXT = new TextEncoder();

/** Returns the name of an endpoint in records and metrics; for one that is passed on unread, its path. */
export const endpointLabel = (endpoint: WireEndpoint): string =>
  ENDPOINTS.includes(endpoint) ? endpoint.name : endpoint.path;

/** Returns the guard of an exchange for headers and records; `unread` if nothing is read. */
export const guardOf = ({ endpoint, route }: Exchange): string =>
  ENDPOINTS.includes(endpoint) ? route.policy : 'unread';

/**
 * Builds the record that is durable before the first byte of an answer goes out. Its body is the request as received.
 */
export function intentRecord(exchange: Exchange): GatewayRecord {
  const { endpoint, request, route, client, bytes, isRetry } = exchange;
  const { rollout } = route;
  return {
    kind: 'intent',
    fields: {
      endpoint: shortName(endpointLabel(endpoint)),
      model: shortName(route.name),
      served: shortName(route.model),
      digest: route.modelDigest === null ? null : shortName(route.modelDigest),
      stage: shortName(route.stage),
      guard: guardOf(exchange),
      client: shortName(client.id),
      stream: request.stream,
      choices: request.choices,
      bucket: route.bucket,
      lang: request.prompt === '' ? null : languageOf(request.prompt),
      ...(rollout === null ? {} : { rollout: rollout.id, epoch: rollout.epoch, share: rollout.share }),
      ...(isRetry ? { retry: true } : {}),
    },
    body: bytes,
    subject: client.subject,
  };
}

/** Result of asking a fallback. */
export interface FallbackAnswer {
  readonly name: string;
  readonly outcome: string;
  /** Text that goes out; null if none does. */
  readonly text: string | null;
  /** Reason why the answer ended, in its server's own word. */
  readonly finish: string | null;
}

/** Everything known once an exchange is over. */
export interface ExchangeEnd {
  readonly state: ExchangeState;
  /** Status of the server's answer; null if there was none. */
  readonly status: number | null;
  readonly choices: ReadonlyMap<number, GuardedChoice>;
  /** Text the client receives of each answer that does not go out in full. */
  readonly released: ReadonlyMap<number, string>;
  readonly fallbacks: ReadonlyMap<number, FallbackAnswer>;
  readonly usage: WireUsage | null;
  readonly unread: readonly string[];
  /** Problem reported by the server or found by the gateway; '' if none. */
  readonly problem: string;
  /** Times of the first and the last text, in milliseconds after the request; null if not streamed or without text. */
  readonly times: readonly [first: number, last: number] | null;
  /** False if the gateway left the server before its end (a cap). */
  readonly readToEnd: boolean;
}

/**
 * Builds the record that is durable before the event that ends an answer goes out. Its body has every text, and what
 * was released.
 */
export function responseRecord({ client }: Exchange, intent: number | null, end: ExchangeEnd): GatewayRecord {
  return {
    kind: 'response',
    fields: responseFields(intent, end),
    body: TEXT.encode(JSON.stringify(bodyOf(end))),
    subject: client.subject,
  };
}

function responseFields(intent: number | null, end: ExchangeEnd): GatewayRecord['fields'] {
  const choices = [...end.choices.values()];
  const answers = choices.slice(0, MAX_LISTED).map(answerFields);
  const fields = {
    intent,
    state: end.state,
    status: end.status,
    answers,
    more: choices.length - answers.length,
    rest: restFields(choices.slice(answers.length)),
    channels: [...new Set(choices.flatMap(({ letter }) => letter.parts().map(({ channel }) => channel)))],
    unread: end.unread.slice(0, MAX_PLACES).map(shortPlace),
    unreadPlaces: end.unread.length,
    readToEnd: end.readToEnd,
    times: end.times,
    usage: end.usage && [whole(end.usage.promptTokens), whole(end.usage.completionTokens)],
    fallback: fallbackFields(end.fallbacks),
  };
  // Decisions are based on the worst answer, so `rest` keeps the worst of the answers dropped here.
  while (
    Buffer.byteLength(JSON.stringify(fields)) > MAX_FIELDS_BYTES &&
    (answers.length > 1 || fields.unread.length > 0)
  ) {
    if (answers.length > 1) {
      answers.pop();
      fields.more += 1;
      fields.rest = restFields(choices.slice(answers.length));
    } else fields.unread.pop();
  }
  return fields;
}

/** Confidence is in thousandths, since records hold whole numbers. */
function answerFields({ guarded, letter, finish }: GuardedChoice) {
  const { reading, latch, cut, withheldChars } = guarded;
  const { opening, repetition, toolJson } = signsOf(letter);
  return {
    outcome: reading.outcome,
    ground: reading.ground,
    confidence: Math.round(reading.confidence * 1000),
    chars: letter.length,
    latch: latch?.end ?? null,
    cut,
    withheld: withheldChars,
    finish: finishKind(finish),
    lang: reading.language,
    opening,
    repeats: repetition,
    tool: toolJson,
  };
}

/**
 * Merges the answers that do not fit into one: what the worst of them did, a latch if any declined, and the total
 * withheld.
 */
function restFields(choices: readonly GuardedChoice[]): RecordValue {
  const all = choices.map(answerFields);
  const worst = worstAnswer(all);
  if (worst === undefined) return null;
  const { outcome, ground, chars, finish, tool } = worst;
  return {
    ...{ outcome, ground, chars, finish, tool },
    latch: all.find(({ latch }) => latch !== null)?.latch ?? null,
    withheld: all.reduce((sum, { withheld }) => sum + withheld, 0),
  };
}

function fallbackFields(fallbacks: ExchangeEnd['fallbacks']): RecordValue {
  const [first] = fallbacks.values();
  if (first === undefined) return null;
  return { model: shortName(first.name), outcome: first.outcome, used: first.text !== null };
}

function bodyOf({ choices, released, fallbacks, problem }: ExchangeEnd) {
  return {
    answers: [...choices].map(([choice, { finish, letter }]) => ({
      choice,
      finish,
      said: letter.parts(),
      released: released.get(choice) ?? null,
      fallback: fallbacks.get(choice) ?? null,
    })),
    problem,
  };
}

/** Removes anything from a place that could be text: the server chooses its keys. */
const shortPlace = (place: string) => place.replace(/[^\w.$[\]-]+/g, '?').slice(0, MAX_PLACE_CHARS);

/** Shortens a name to as many whole characters as there is room for. */
function shortName(name: string): string {
  const plain = name.replace(/[\u0000-\u001f"\\\u007f]/g, '?');
  return Buffer.from(plain)
    .subarray(0, MAX_NAME_BYTES)
    .toString('utf8')
    .replace(/\ufffd+$/, '');
}

/** Rounds a count to an integer that every language writes the same way. */
const whole = (count: number | null) => (count === null ? null : Math.min(Math.round(count), Number.MAX_SAFE_INTEGER));
