import type { WireUsage } from '../../wire/index.ts';
import type { GatewayRecord, RecordValue } from '../ports.ts';
import type { Exchange, ExchangeState } from './exchange.ts';
import { type ChoiceAddition, type GuardedChoice, releasedText } from './guarded-choice.ts';

/** A record has room for so many answers and places; the body has all. */
const MAX_LISTED = 8;
const MAX_PLACE_CHARS = 60;

const TEXT = new TextEncoder();

/** The record that is durable before the first byte of an answer goes out. Its body is the request as it came. */
export function intentRecord({ endpoint, request, route, client, bytes }: Exchange): GatewayRecord {
  return {
    kind: 'intent',
    fields: {
      endpoint: endpoint.name,
      model: route.name,
      served: route.model,
      digest: route.modelDigest,
      stage: route.stage,
      guard: route.policy,
      client: client.id,
      stream: request.stream,
      choices: request.choices,
    },
    body: bytes,
    subject: client.subject,
  };
}

/** What came of the answer of a fallback. */
export interface FallbackAnswer {
  readonly name: string;
  readonly outcome: string;
  /** null: it did not go out. */
  readonly text: string | null;
}

/** All that is known when an exchange is over. */
export interface ExchangeEnd {
  readonly state: ExchangeState;
  /** Of the server's answer; null where there was none. */
  readonly status: number | null;
  readonly choices: ReadonlyMap<number, GuardedChoice>;
  readonly additions: ReadonlyMap<number, ChoiceAddition>;
  readonly fallbacks: ReadonlyMap<number, FallbackAnswer>;
  readonly usage: WireUsage | null;
  readonly unread: readonly string[];
  /** What the server said went wrong, or what did; '' where nothing did. */
  readonly problem: string;
  /** false: the server was left before its end (a cap). */
  readonly readToEnd: boolean;
}

/** The record that is durable before the event that ends an answer goes out. Its body has every text, and what was released. */
export function responseRecord({ client }: Exchange, intent: number | null, end: ExchangeEnd): GatewayRecord {
  const choices = [...end.choices];
  const fields = {
    intent,
    state: end.state,
    status: end.status,
    answers: choices.slice(0, MAX_LISTED).map(([, choice]) => answerFields(choice)),
    more: Math.max(0, choices.length - MAX_LISTED),
    channels: [...new Set(choices.flatMap(([, { letter }]) => letter.parts().map(({ channel }) => channel)))],
    unread: end.unread.slice(0, MAX_LISTED / 2).map((place) => place.slice(0, MAX_PLACE_CHARS)),
    unreadPlaces: end.unread.length,
    readToEnd: end.readToEnd,
    usage: end.usage && [end.usage.promptTokens, end.usage.completionTokens],
    fallback: fallbackFields(end.fallbacks),
  };
  return { kind: 'response', fields, body: TEXT.encode(JSON.stringify(bodyOf(end))), subject: client.subject };
}

/** Confidence in thousandths: leaves hold whole numbers. */
function answerFields({ guarded, letter }: GuardedChoice): RecordValue {
  const { reading, latch, cut, withheldChars } = guarded;
  return {
    outcome: reading.outcome,
    ground: reading.ground,
    confidence: Math.round(reading.confidence * 1000),
    chars: letter.length,
    latch: latch && latch.end,
    cut,
    withheld: withheldChars,
  };
}

function fallbackFields(fallbacks: ExchangeEnd['fallbacks']): RecordValue {
  const [first] = fallbacks.values();
  return first === undefined ? null : { model: first.name, outcome: first.outcome, used: first.text !== null };
}

function bodyOf({ choices, additions, fallbacks, problem }: ExchangeEnd) {
  return {
    answers: [...choices].map(([choice, guarded]) => {
      const addition = additions.get(choice) ?? null;
      return {
        choice,
        finish: guarded.finish,
        said: guarded.letter.parts(),
        released: guarded.guarded.cut === null ? null : releasedText(guarded, addition),
        fallback: fallbacks.get(choice) ?? null,
      };
    }),
    problem,
  };
}
