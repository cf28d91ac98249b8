import type { WireProblem } from '../../wire/index.ts';
import { ClientGone, type ClientResponse } from '../server/client-response.ts';
import type { TimedAnswer } from './asking/answer-deadline.ts';
import { askServer } from './asking/ask-server.ts';
import type { Exchange, ExchangePorts } from './exchange.ts';
import { type ExchangeEnd, intentRecord } from './exchange-records.ts';
import { logged } from './log-exchange.ts';
import { failedEnd, rejectedEnd, sendProblem } from './problem-exchange.ts';
import { readAnswer } from './read-bytes.ts';
import { streamExchange } from './stream-exchange.ts';
import { wholeExchange } from './whole-exchange.ts';

const NO_LOG: WireProblem = {
  message: 'This gateway answers nothing while its log takes no records.',
  type: 'server_error',
  code: 'log_unavailable',
};
const UNREACHED: WireProblem = {
  message: 'The model server could not be reached, or took too long.',
  type: 'upstream_error',
  code: 'upstream_unavailable',
};
/** Describes the problem of an answer that is compressed, although only `identity` was requested. */
const encoded = (encoding: string): WireProblem => ({
  message: `The model server sent its answer compressed (${encoding.slice(0, 40)}), which this gateway does not read.`,
  type: 'upstream_error',
  code: 'unreadable_answer',
});
/** Keep proxies on the way from holding the stream back. */
const STREAM_HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-cache',
  'x-accel-buffering': 'no',
} as const;

/** Adds the gateway's headers to the response before its head is sent. */
export type TellIntent = (intent: number | null) => void;

/**
 * Answers one request: asks the server and appends the intent at the same time, sends nothing before the intent is
 * durable, reads the answer to its end, and ends the response only once its record is durable too. Returns null if the
 * log took no record of it. Never rejects.
 */
export async function serveExchange(
  exchange: Exchange,
  ports: ExchangePorts,
  out: ClientResponse,
  tell: TellIntent,
): Promise<ExchangeEnd | null> {
  const { abort } = exchange;
  const asked = askServer(exchange, ports);
  // Handled below; logging the intent may fail first.
  asked.catch(() => undefined);
  try {
    const intent = await logged(intentRecord(exchange), ports);
    tell(intent);
    const answer = await asked.catch(() => null);
    if (answer === null) return await failedEnd(exchange, ports, { intent, out, status: null, problem: UNREACHED });
    return await answered(exchange, ports, answer, intent, out);
  } catch (cause) {
    abort.abort(cause);
    if (out.isStarted || cause instanceof ClientGone) out.destroy();
    else sendProblem(exchange, out, 503, NO_LOG);
    return null;
  }
}

async function answered(
  exchange: Exchange,
  ports: ExchangePorts,
  answer: TimedAnswer,
  intent: number | null,
  out: ClientResponse,
): Promise<ExchangeEnd> {
  const { status, headers } = answer;
  if (status < 200 || status > 299) return rejectedEnd(exchange, ports, answer, { intent, out });
  const encoding = headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity') {
    // Leaving the body closes the connection.
    await readAnswer(answer, 0).catch(() => null);
    return failedEnd(exchange, ports, { intent, out, status, problem: encoded(encoding) });
  }
  const isEvents = /^text\/event-stream\b/i.test(headers['content-type'] ?? '');
  if (!isEvents || !exchange.request.stream) return wholeExchange(exchange, ports, answer, intent, out);
  out.head(200, STREAM_HEADERS, true);
  return streamExchange(exchange, ports, answer, intent, out);
}
