import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Endpoint, isWireProblem, type WireRequest } from '../../wire/index.ts';
import type { AccessKey } from '../access/access-key.ts';
import type { AccessLimiter } from '../access/access-limiter.ts';
import type { Exchange, ExchangePorts } from '../exchange/exchange.ts';
import type { ExchangeEnd } from '../exchange/exchange-records.ts';
import { jsonOf, readBytes } from '../exchange/read-bytes.ts';
import { serveExchange } from '../exchange/serve-exchange.ts';
import type { GatewayClient, GatewayRoute, Router } from '../ports.ts';
import type { ExchangeTracer } from '../tracing.ts';
import { ClientResponse } from './client-response.ts';
import { type Denial, deny } from './denial.ts';

interface Handled {
  readonly endpoint: Endpoint;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly key: AccessKey;
  readonly limiter: AccessLimiter;
  readonly router: Router;
  readonly ports: ExchangePorts;
  readonly tracer: ExchangeTracer;
}

/** Headers of clients that servers of models know; all others, keys among them, stay here. */
const PASSED_ON = ['anthropic-version', 'anthropic-beta', 'openai-beta', 'x-request-id', 'traceparent', 'tracestate'];

/** A subject is a pseudonym: nothing that needs more than these. */
const SUBJECT = /^[\w.:-]{1,64}$/;

/** One request of an endpoint: limits, body, route, answer. */
export async function handleExchange(handled: Handled): Promise<void> {
  const { request, response, endpoint, key, limiter, ports } = handled;
  if (request.method !== 'POST')
    return denied(handled, { status: 405, code: 'method_not_allowed', message: 'POST only.', allow: 'POST' });
  const reached = await limiter.enter(key);
  if (reached !== null) {
    const message = `This key has reached its limit (${reached.what}).`;
    return denied(handled, { status: 429, code: 'rate_limit_exceeded', message, retryAfter: reached.retryAfter });
  }
  let end: ExchangeEnd | null = null;
  ports.metrics.open.inc();
  try {
    const asked = await requestOf(handled);
    if ('status' in asked) denied(handled, asked);
    else end = await answer(handled, asked);
  } finally {
    ports.metrics.open.dec();
    const { promptTokens = 0, completionTokens = 0 } = end?.usage ?? {};
    limiter.leave(key, (promptTokens ?? 0) + (completionTokens ?? 0));
    if (!response.headersSent && !response.destroyed) deny(response, FAILED, endpoint);
  }
}

const FAILED: Denial = { status: 500, code: 'internal_error', message: 'The gateway failed.' };

function denied({ response, endpoint, ports }: Handled, denial: Denial): void {
  ports.metrics.denied.inc({ reason: denial.code });
  deny(response, denial, endpoint);
}

interface Asked {
  readonly body: unknown;
  readonly bytes: Buffer;
  readonly wire: WireRequest;
  readonly client: GatewayClient;
  readonly route: GatewayRoute;
}

/** What a request asks, and where it goes. */
async function requestOf({ request, endpoint, key, router, ports }: Handled): Promise<Asked | Denial> {
  const { maxRequestBytes } = ports.settings;
  const tooLarge: Denial = {
    status: 413,
    code: 'request_too_large',
    message: `A request may have ${maxRequestBytes} bytes.`,
  };
  if (Number(request.headers['content-length'] ?? 0) > maxRequestBytes) return tooLarge;
  if ((request.headers['content-encoding'] ?? 'identity') !== 'identity')
    return { status: 415, code: 'unsupported_encoding', message: 'Compressed requests are not read.' };
  const subject = request.headers['x-zenbun-subject'];
  if (subject !== undefined && !SUBJECT.test(String(subject)))
    return { status: 400, code: 'invalid_subject', message: 'x-zenbun-subject: up to 64 letters, digits, . _ : -' };
  const bytes = await readBytes(request, maxRequestBytes).catch(() => undefined);
  if (bytes === null) return tooLarge;
  const body = bytes === undefined ? undefined : jsonOf(bytes);
  if (bytes === undefined || body === undefined)
    return { status: 400, code: 'invalid_json', message: 'The body is no JSON.' };
  const wire = endpoint.request(body);
  if (isWireProblem(wire)) return { status: 400, code: wire.code ?? 'invalid_request', message: wire.message };
  const client = { id: key.id, subject: subject === undefined ? null : String(subject) };
  const route = router(wire, client);
  if (route === null)
    return { status: 404, code: 'model_not_found', message: 'This gateway serves no model of that name.' };
  return { body, bytes, wire, client, route };
}

async function answer(handled: Handled, { body, bytes, wire, client, route }: Asked): Promise<ExchangeEnd | null> {
  const { endpoint, request, response, ports, tracer } = handled;
  const since = ports.clock.now();
  const abort = new AbortController();
  const out = new ClientResponse(response, ports.clock, ports.settings, () =>
    abort.abort(new Error('The client left.')),
  );
  const headers = Object.fromEntries(
    PASSED_ON.flatMap((name) => (request.headers[name] === undefined ? [] : [[name, String(request.headers[name])]])),
  );
  const exchange: Exchange = { endpoint, request: wire, body, bytes, client, route, headers, abort };
  const span = tracer.start(exchange);
  const end = await serveExchange(exchange, ports, out, (intent) => {
    response.setHeader('x-zenbun-stage', route.stage);
    response.setHeader('x-zenbun-guard', route.policy);
    response.setHeader('x-zenbun-record', intent === null ? 'none' : String(intent));
    if (!ports.settings.requiresLog) response.setHeader('x-zenbun-log', 'best-effort');
  });
  span.end(end);
  count(ports, exchange, end);
  if (out.startedAt !== null) ports.metrics.firstByte.observe((out.startedAt - since) / 1000);
  return end;
}

function count({ metrics }: ExchangePorts, { route, endpoint }: Exchange, end: ExchangeEnd | null): void {
  const { name: model, stage, policy: guard } = route;
  metrics.requests.inc({ model, endpoint: endpoint.name, state: end?.state ?? 'unlogged' });
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
