import type { WireProblem } from '../../wire/index.ts';
import type { UpstreamAnswer } from '../ports.ts';
import type { ClientResponse } from '../server/client-response.ts';
import type { Exchange, ExchangePorts } from './exchange.ts';
import { type ExchangeEnd, responseRecord } from './exchange-records.ts';
import { logged } from './log-exchange.ts';
import { readBytes } from './read-bytes.ts';

/** Bytes of an error that are passed on. */
const MAX_ERROR_BYTES = 1024 * 1024;
/** Characters of an error that are recorded. */
const MAX_ERROR_CHARS = 4000;

/** An exchange without any answer. */
const NOTHING = {
  choices: new Map(),
  additions: new Map(),
  fallbacks: new Map(),
  usage: null,
  unread: [],
} as const;

interface Failure {
  readonly intent: number | null;
  readonly out: ClientResponse;
  /** What the server answered; null where it did not. */
  readonly status: number | null;
  readonly problem: WireProblem;
  /** What the client gets; 502 unless given. */
  readonly send?: number;
}

/** Records an exchange whose answer could not be had, and tells the client in the endpoint's own shape. */
export async function failedEnd(exchange: Exchange, ports: ExchangePorts, failure: Failure): Promise<ExchangeEnd> {
  const { intent, out, status, problem, send = 502 } = failure;
  const isGone = exchange.abort.signal.aborted;
  const end: ExchangeEnd = {
    ...NOTHING,
    state: isGone ? 'aborted' : 'failed',
    status,
    problem: problem.message,
    readToEnd: false,
  };
  await logged(responseRecord(exchange, intent, end), ports);
  if (!isGone) sendProblem(exchange, out, send, problem);
  return end;
}

/** Passes an error of the server on as it came, and records it. */
export async function rejectedEnd(
  exchange: Exchange,
  ports: ExchangePorts,
  answer: UpstreamAnswer,
  { intent, out }: Pick<Failure, 'intent' | 'out'>,
): Promise<ExchangeEnd> {
  const bytes = await readBytes(answer.body, MAX_ERROR_BYTES).catch(() => null);
  const text = bytes === null ? '' : bytes.toString('utf8').slice(0, MAX_ERROR_CHARS);
  const isGone = exchange.abort.signal.aborted;
  const end: ExchangeEnd = {
    ...NOTHING,
    state: isGone ? 'aborted' : 'rejected',
    status: answer.status,
    problem: text,
    readToEnd: bytes !== null,
  };
  await logged(responseRecord(exchange, intent, end), ports);
  if (isGone) return end;
  const type = answer.headers['content-type'] ?? '';
  if (bytes !== null && bytes.length > 0 && type.startsWith('application/json')) {
    const retry = answer.headers['retry-after'];
    out.head(answer.status, {
      'content-type': type,
      'content-length': bytes.length,
      ...(retry === undefined ? {} : { 'retry-after': retry }),
    });
    out.end(bytes);
    return end;
  }
  const message = `The model server answered with status ${answer.status}.`;
  sendProblem(exchange, out, answer.status, { message, type: 'upstream_error', code: null });
  return end;
}

export function sendProblem({ endpoint }: Exchange, out: ClientResponse, status: number, problem: WireProblem): void {
  const body = Buffer.from(JSON.stringify(endpoint.problem(problem)));
  out.head(status, { 'content-type': 'application/json', 'content-length': body.length });
  out.end(body);
}
