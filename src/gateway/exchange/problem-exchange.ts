import type { WireProblem } from '../../wire/index.ts';
import type { ClientResponse } from '../server/client-response.ts';
import type { TimedAnswer } from './asking/answer-deadline.ts';
import type { Exchange, ExchangePorts, ExchangeState } from './exchange.ts';
import { type ExchangeEnd, responseRecord } from './exchange-records.ts';
import { logged } from './log-exchange.ts';
import { MAX_ERROR_BYTES, readAnswer } from './read-bytes.ts';
import { shownBytes, shownProblem } from './shown-problem.ts';

/** Maximum number of characters of an error that are recorded. */
const MAX_ERROR_CHARS = 4000;
/**
 * Statuses with which the server refuses this gateway's own key. That is no concern of the client, who would think of
 * its own key.
 */
const KEY_REFUSED: ReadonlySet<number> = new Set([401, 407]);

/** Parts of an exchange that has no answer. */
const NOTHING = {
  choices: new Map(),
  released: new Map(),
  fallbacks: new Map(),
  times: null,
  usage: null,
  unread: [],
} as const;

interface Failure {
  readonly intent: number | null;
  readonly out: ClientResponse;
  /** Status the server answered with; null if it did not answer. */
  readonly status: number | null;
  readonly problem: WireProblem;
  /** Defaults to `failed`. */
  readonly state?: ExchangeState;
  /** Bytes the server sent, for the record. */
  readonly evidence?: Uint8Array | null;
}

/**
 * Records an exchange that could not get an answer, and tells the client with status 502 in the endpoint's own shape.
 */
export async function failedEnd(exchange: Exchange, ports: ExchangePorts, failure: Failure): Promise<ExchangeEnd> {
  const { intent, out, status, problem, state = 'failed', evidence = null } = failure;
  const { signal } = exchange.abort;
  const end: ExchangeEnd = {
    ...NOTHING,
    state: signal.aborted ? 'aborted' : state,
    status,
    problem: evidence === null ? problem.message : textOf(evidence),
    readToEnd: false,
  };
  await logged(responseRecord(exchange, intent, end), ports);
  if (!signal.aborted) sendProblem(exchange, out, 502, problem);
  return end;
}

/** Headers that tell a client when to ask again. */
const RETRY = /^(?:retry-after|retry-after-ms|x-should-retry|(?:x|anthropic)-ratelimit-[a-z-]{1,60})$/;
/** Matches numbers, times and units; anything longer could be a text. */
const RETRY_VALUE = /^[\w.:;,=+\- ]{1,40}$/;
const MAX_RETRY_HEADERS = 24;

/**
 * Records an error of the server and passes it on as far as it is safe to show, with the headers that tell when to ask
 * again.
 */
export async function rejectedEnd(
  exchange: Exchange,
  ports: ExchangePorts,
  answer: TimedAnswer,
  { intent, out }: Pick<Failure, 'intent' | 'out'>,
): Promise<ExchangeEnd> {
  const bytes = await readAnswer(answer, MAX_ERROR_BYTES).catch(() => null);
  const { signal } = exchange.abort;
  const end: ExchangeEnd = {
    ...NOTHING,
    state: signal.aborted ? 'aborted' : 'rejected',
    status: answer.status,
    problem: bytes === null ? '' : textOf(bytes),
    readToEnd: bytes !== null,
  };
  await logged(responseRecord(exchange, intent, end), ports);
  if (signal.aborted) return end;
  const isError = answer.status >= 400 && !KEY_REFUSED.has(answer.status);
  const retry = isError ? retryHeaders(answer) : {};
  const shown = isError && bytes !== null ? shownBytes(exchange, bytes) : null;
  if (shown !== null) {
    out.head(answer.status, { 'content-type': 'application/json', 'content-length': shown.length, ...retry });
    await out.whole(shown);
    return end;
  }
  const message = `The model server answered with status ${answer.status}.`;
  sendProblem(exchange, out, isError ? answer.status : 502, { message, type: 'upstream_error', code: null }, retry);
  return end;
}

const retryHeaders = ({ headers }: TimedAnswer): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(headers)
      .filter(([name, value]) => RETRY.test(name) && RETRY_VALUE.test(value))
      .slice(0, MAX_RETRY_HEADERS),
  );

/** Tells the client a problem in the shape of its endpoint, as far as it may be shown. */
export function sendProblem(
  exchange: Exchange,
  out: ClientResponse,
  status: number,
  problem: WireProblem,
  headers: Readonly<Record<string, string>> = {},
): void {
  const body = Buffer.from(JSON.stringify(exchange.endpoint.problem(shownProblem(exchange, problem))));
  out.head(status, { 'content-type': 'application/json', 'content-length': body.length, ...headers });
  out.end(body);
}

const textOf = (bytes: Uint8Array) =>
  Buffer.from(bytes)
    .toString('utf8', 0, 4 * MAX_ERROR_CHARS)
    .slice(0, MAX_ERROR_CHARS);
