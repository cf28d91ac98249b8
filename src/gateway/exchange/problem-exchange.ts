import type { WireProblem } from '../../wire/index.ts';
import type { UpstreamAnswer } from '../ports.ts';
import type { ClientResponse } from '../server/client-response.ts';
import type { Exchange, ExchangePorts, ExchangeState } from './exchange.ts';
import { type ExchangeEnd, responseRecord } from './exchange-records.ts';
import { logged } from './log-exchange.ts';
import { jsonOf, MAX_ERROR_BYTES, readBytes } from './read-bytes.ts';

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

/** Records an error of the server and passes it on unchanged if it is safe to show. */
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

/**
 * Reports whether the bytes are JSON that holds no answer: unread text must not go out disguised as an error either.
 */
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
