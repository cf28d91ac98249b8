import { languageOf } from '../../reader/index.ts';
import { worstAnswer } from '../../schema/index.ts';
import { ENDPOINTS, type WireEndpoint, type WireUsage } from '../../wire/index.ts';
import type { GatewayRecord, RecordValue } from '../ports.ts';
import { finishKind, signsOf } from './answer-signs.ts';
import type { Exchange, ExchangeState } from './exchange.ts';
import type { GuardedChoice } from './guarded-choice.ts';

/** A record has room for so many answers and places at most; the body has all. */
const MAX_LISTED = 8;
const MAX_PLACES = 4;
const MAX_PLACE_CHARS = 60;
/** UTF-8 bytes of a name in a record, and of all its fields: with what the log adds, a record has to stay below 1 KiB. */
const MAX_NAME_BYTES = 96;
const MAX_FIELDS_BYTES = 720;

const TEXT = new TextEncoder();

/** What an endpoint is called in records and metrics: one that is passed on unread, by its path. */
export const endpointLabel = (endpoint: WireEndpoint): string =>
  ENDPOINTS.includes(endpoint) ? endpoint.name : endpoint.path;

/** The guard of an exchange in headers and records: `unread` where nothing is read. */
export const guardOf = ({ endpoint, route }: Exchange): string =>
  ENDPOINTS.includes(endpoint) ? route.policy : 'unread';

/** The record that is durable before the first byte of an answer goes out. Its body is the request as it came. */
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

/** What came of the answer of a fallback. */
export interface FallbackAnswer {
  readonly name: string;
  readonly outcome: string;
  /** What goes out; null: nothing. */
  readonly text: string | null;
  /** Why it ended, in its server's own word. */
  readonly finish: string | null;
}

/** All that is known when an exchange is over. */
export interface ExchangeEnd {
  readonly state: ExchangeState;
  /** Of the server's answer; null where there was none. */
  readonly status: number | null;
  readonly choices: ReadonlyMap<number, GuardedChoice>;
  /** What the client gets of each answer, where that is not all. */
  readonly released: ReadonlyMap<number, string>;
  readonly fallbacks: ReadonlyMap<number, FallbackAnswer>;
  readonly usage: WireUsage | null;
  readonly unread: readonly string[];
  /** What the server said went wrong, or what did; '' where nothing did. */
  readonly problem: string;
  /** When the first and the last text came, in milliseconds after the request; null where it was not streamed, or had none. */
  readonly times: readonly [first: number, last: number] | null;
  /** false: the server was left before its end (a cap). */
  readonly readToEnd: boolean;
}

/** The record that is durable before the event that ends an answer goes out. Its body has every text, and what was released. */
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
  // Decisions are made on the worst answer: where answers give way, `rest` has what is worst in them.
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

/** Confidence in thousandths: records hold whole numbers. */
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

/** Answers for which there is no room, as one: what the worst of them did, where one declines, and all that was withheld. */
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

/** A place without anything that could be a text: keys are the server's. */
const shortPlace = (place: string) => place.replace(/[^\w.$[\]-]+/g, '?').slice(0, MAX_PLACE_CHARS);

/** As many whole characters of a name as there is room for. */
function shortName(name: string): string {
  const plain = name.replace(/[\u0000-\u001f"\\\u007f]/g, '?');
  return Buffer.from(plain)
    .subarray(0, MAX_NAME_BYTES)
    .toString('utf8')
    .replace(/\ufffd+$/, '');
}

/** A count as a whole number that every language writes alike. */
const whole = (count: number | null) => (count === null ? null : Math.min(Math.round(count), Number.MAX_SAFE_INTEGER));
