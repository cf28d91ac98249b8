import type { WireProblem } from '../../wire/index.ts';
import type { UpstreamAnswer } from '../ports.ts';
import type { ClientResponse } from '../server/client-response.ts';
import type { Exchange, ExchangePorts, ExchangeState } from './exchange.ts';
import { type ExchangeEnd, responseRecord } from './exchange-records.ts';
import { logged } from './log-exchange.ts';
import { jsonOf, MAX_ERROR_BYTES, readBytes } from './read-bytes.ts';

/** Characters of an error that are recorded. */
const MAX_ERROR_CHARS = 4000;
/** The key of this gateway was refused there: no business of the client's, and its own key is not meant. */
const KEY_REFUSED: ReadonlySet<number> = new Set([401, 407]);

/** An exchange without any answer. */
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
  /** What the server answered; null where it did not. */
  readonly status: number | null;
  readonly problem: WireProblem;
  /** `failed` unless given. */
  readonly state?: ExchangeState;
  /** What the server sent, for the record. */
  readonly evidence?: Uint8Array | null;
}

/** Records an exchange whose answer could not be had, and tells the client with status 502 in the endpoint's own shape. */
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

/** Passes an error of the server on as it came, and records it. */
export async function rejectedEnd(
  exchange: Exchange,
  ports: ExchangePorts,
  answer: UpstreamAnswer,
  { intent, out }: Pick<Failure, 'intent' | 'out'>,
): Promise<ExchangeEnd> {
  const bytes = await readBytes(answer.body, MAX_ERROR_BYTES).catch(() => null);
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
  if (isError && bytes !== null && isPlainError(exchange, bytes)) {
    const retry = answer.headers['retry-after'];
    out.head(answer.status, {
      'content-type': 'application/json',
      'content-length': bytes.length,
      ...(retry === undefined ? {} : { 'retry-after': retry }),
    });
    await out.whole(bytes);
    return end;
  }
  const message = `The model server answered with status ${answer.status}.`;
  sendProblem(exchange, out, isError ? answer.status : 502, { message, type: 'upstream_error', code: null });
  return end;
}

/** Whether it is JSON that holds no answer: what nobody read does not go out under the name of an error either. */
function isPlainError({ endpoint }: Exchange, bytes: Uint8Array): boolean {
  const body = jsonOf(bytes);
  return typeof body === 'object' && body !== null && endpoint.whole(body).pieces.length === 0;
}

export function sendProblem({ endpoint }: Exchange, out: ClientResponse, status: number, problem: WireProblem): void {
  const body = Buffer.from(JSON.stringify(endpoint.problem(problem)));
  out.head(status, { 'content-type': 'application/json', 'content-length': body.length });
  out.end(body);
}

const textOf = (bytes: Uint8Array) =>
  Buffer.from(bytes)
    .toString('utf8', 0, 4 * MAX_ERROR_CHARS)
    .slice(0, MAX_ERROR_CHARS);
