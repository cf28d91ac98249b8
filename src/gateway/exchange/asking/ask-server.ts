import type { Exchange, ExchangePorts } from '../exchange.ts';
import { MAX_ERROR_BYTES, readAnswer } from '../read-bytes.ts';
import { askWithDeadline, type TimedAnswer } from './answer-deadline.ts';

/** Statuses used by servers that reject unknown fields. */
const FORBIDDEN: ReadonlySet<number> = new Set([400, 422]);
/** Matches the field that this gateway adds to streams. */
const ADDED = /stream_options|include_usage/;

/**
 * Asks the server of an exchange. If it rejects the field with which this gateway requests usage figures, asks once
 * more without that field before anything goes out, and leaves it out from then on. A field that the client itself set
 * stays: a rejection of it is the client's concern.
 */
export async function askServer(exchange: Exchange, ports: ExchangePorts): Promise<TimedAnswer> {
  const { usageRefusers } = ports;
  const { sent, route } = exchange;
  const { upstream } = route;
  const knows = !usageRefusers.has(upstream);
  const first = knows ? sent : plainBody(exchange);
  const answer = await asked(exchange, ports, first);
  if (!knows || !FORBIDDEN.has(answer.status)) return answer;
  const plain = plainBody(exchange);
  if (sent.length === plain.length) return answer;
  const error = await readAnswer(answer, MAX_ERROR_BYTES).catch(() => null);
  if (error === null || !ADDED.test(error.toString('utf8'))) return { ...answer, body: again(error) };
  usageRefusers.add(upstream);
  return asked(exchange, ports, plain);
}

function asked(exchange: Exchange, { clock }: ExchangePorts, body: Uint8Array): Promise<TimedAnswer> {
  const { endpoint, route, abort, headers, query } = exchange;
  return askWithDeadline(
    route.upstream,
    { path: endpoint.path, query, method: 'POST', headers, body },
    abort.signal,
    clock,
  );
}

const plainBody = ({ endpoint, body, route }: Exchange): Uint8Array =>
  new TextEncoder().encode(JSON.stringify(endpoint.upstreamBody(body, route.model, false)));

async function* again(bytes: Uint8Array | null): AsyncGenerator<Uint8Array> {
  if (bytes === null) throw new Error('The answer was too long, or broke off.');
  yield bytes;
}
