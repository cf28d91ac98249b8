import type { IncomingMessage, ServerResponse } from 'node:http';
import type { WireEndpoint } from '../../wire/index.ts';
import type { AccessKey } from '../access/access-key.ts';
import type { AccessLimiter } from '../access/access-limiter.ts';
import type { Exchange, ExchangePorts } from '../exchange/exchange.ts';
import { type ExchangeEnd, endpointLabel, guardOf } from '../exchange/exchange-records.ts';
import { roomInLog } from '../exchange/log-exchange.ts';
import { serveExchange } from '../exchange/serve-exchange.ts';
import type { Router } from '../ports.ts';
import type { ExchangeTracer } from '../tracing.ts';
import { ClientResponse } from './client-response.ts';
import { type Denial, deny } from './denial.ts';
import { type Asked, readRequest } from './read-request.ts';
import type { RecentRequests } from './recent-requests.ts';

interface Handled {
  readonly endpoint: WireEndpoint;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly key: AccessKey;
  readonly limiter: AccessLimiter;
  readonly router: Router;
  readonly recent: RecentRequests;
  readonly ports: ExchangePorts;
  readonly tracer: ExchangeTracer;
}

/** Client headers that model servers know; all others, including keys, stay here. */
const PASSED_ON = ['anthropic-version', 'anthropic-beta', 'openai-beta', 'x-request-id', 'traceparent', 'tracestate'];

const FAILED: Denial = { status: 500, code: 'internal_error', message: 'The gateway failed.' };

/** Handles one request to an endpoint: limits, body, route, answer. */
export async function handleExchange(handled: Handled): Promise<void> {
  const { request, response, endpoint, key, limiter, router, ports } = handled;
  if (request.method !== 'POST')
    return denied(handled, { status: 405, code: 'method_not_allowed', message: 'POST only.', allow: 'POST' });
  const reached = await limiter.enter(key);
  if (reached !== null) {
    const message = `This key has reached its limit (${reached.what}).`;
    return denied(handled, { status: 429, code: 'rate_limit_exceeded', message, retryAfter: reached.retryAfter });
  }
  let tokens = 0;
  ports.metrics.open.inc();
  try {
    await roomInLog(ports, () => response.destroyed);
    const { maxRequestBytes } = ports.settings;
    const asked = await readRequest(request, { endpoint, key, router, maxRequestBytes });
    if ('status' in asked) denied(handled, asked);
    else tokens = tokensOf(await answer(handled, asked), asked);
  } finally {
    ports.metrics.open.dec();
    limiter.leave(key, tokens);
    if (!response.headersSent && !response.destroyed) deny(response, FAILED, endpoint);
  }
}

function denied({ response, endpoint, ports }: Handled, denial: Denial): void {
  ports.metrics.denied.inc({ reason: denial.code });
  deny(response, denial, endpoint);
}

async function answer(
  handled: Handled,
  { body, bytes, sent, wire, client, route }: Asked,
): Promise<ExchangeEnd | null> {
  const { endpoint, request, response, key, ports, tracer, recent } = handled;
  const since = ports.clock.now();
  const abort = new AbortController();
  const out = new ClientResponse(response, ports.clock, ports.settings, () =>
    abort.abort(new Error('The client left.')),
  );
  const headers = Object.fromEntries(
    PASSED_ON.flatMap((name) => (request.headers[name] === undefined ? [] : [[name, String(request.headers[name])]])),
  );
  const exchange: Exchange = {
    endpoint,
    since,
    request: wire,
    body,
    bytes,
    sent,
    client,
    route,
    isRetry: recent.isRetry(client, bytes, since),
    query: queryOf(request.url ?? ''),
    headers,
    abort,
  };
  const span = tracer.start(exchange);
  let end: ExchangeEnd | null = null;
  try {
    end = await serveExchange(exchange, ports, out, (intent) => {
      // A client that knows which model answers could feed a rollout with answers of just one of them.
      if (route.rollout === null || key.scopes.includes('administer'))
        response.setHeader('x-zenbun-stage', headerText(route.stage));
      response.setHeader('x-zenbun-guard', guardOf(exchange));
      response.setHeader('x-zenbun-record', intent === null ? 'none' : String(intent));
    });
  } finally {
    span.end(end);
    count(ports, exchange, end);
    if (out.startedAt !== null) ports.metrics.firstByte.observe((out.startedAt - since) / 1000);
  }
  return end;
}

/** Returns the query of a request as written. Node accepts no line breaks or spaces in it. */
const queryOf = (url: string): string => {
  const at = url.indexOf('?');
  return at < 0 ? '' : url.slice(at + 1).split('#', 1)[0]!;
};

/** Encodes a name from the configuration, which may have characters that are not allowed in a header. */
const headerText = (name: string) =>
  name.replace(/[^\x20-\x7e]+/g, (part) => encodeURIComponent(Buffer.from(part).toString('utf8')));

/** A token is hardly ever longer than this many bytes or characters. */
const CHARS_PER_TOKEN = 4;

/**
 * Returns the tokens an exchange used: as counted by the server, or estimated by length if it did not (say, because the
 * client left).
 */
function tokensOf(end: ExchangeEnd | null, { bytes }: Asked): number {
  if (end === null) return 0;
  let chars = 0;
  for (const { letter } of end.choices.values()) chars += letter.length;
  const { promptTokens, completionTokens } = end.usage ?? { promptTokens: null, completionTokens: null };
  const isAnswered = end.choices.size > 0 || end.usage !== null;
  const prompt = promptTokens ?? (isAnswered ? Math.ceil(bytes.length / CHARS_PER_TOKEN) : 0);
  return Math.round(prompt + (completionTokens ?? Math.ceil(chars / CHARS_PER_TOKEN)));
}

function count({ metrics }: ExchangePorts, { route, endpoint }: Exchange, end: ExchangeEnd | null): void {
  const { name: model, stage, policy: guard } = route;
  metrics.requests.inc({ model, endpoint: endpointLabel(endpoint), state: end?.state ?? 'unlogged' });
  if (end === null) return;
  for (const { guarded } of end.choices.values()) {
    metrics.outcomes.inc({ model, stage, outcome: guarded.reading.outcome });
    if (guarded.latch !== null) metrics.latched.inc({ model, stage, guard });
    if (guarded.withheldChars > 0) metrics.withheld.inc({ model, stage });
  }
  if (end.unread.length > 0) metrics.unread.inc({ model });
  metrics.tokens.inc({ model, type: 'input' }, end.usage?.promptTokens ?? 0);
  metrics.tokens.inc({ model, type: 'output' }, end.usage?.completionTokens ?? 0);
}
