import type { IncomingMessage, ServerResponse } from 'node:http';
import { ENDPOINTS } from '../../wire/index.ts';
import type { AccessKey } from '../access/access-key.ts';
import { AccessLimiter } from '../access/access-limiter.ts';
import type { ExchangePorts } from '../exchange/exchange.ts';
import type { GatewayMetrics } from '../metrics.ts';
import type { ControlPage, GatewayClock, LiveJudge, Recorder, Router } from '../ports.ts';
import type { GatewaySettings } from '../settings.ts';
import type { ExchangeTracer } from '../tracing.ts';
import { allowed } from './allowed.ts';
import { controlled, isControl } from './control.ts';
import { deny } from './denial.ts';
import { handleExchange } from './handle-exchange.ts';
import { isUnderLog, ledgerFile, metricsPage, modelList, ready } from './pages.ts';
import { RecentRequests } from './recent-requests.ts';
import { unreadEndpoint } from './unread-endpoint.ts';

const CONSOLE = '/console';

/** The parts of a gateway that can be replaced while it runs, all or nothing. */
export interface GatewayPlan {
  /** If empty, everybody may do everything; the address must then be a loopback one. */
  readonly keys: readonly AccessKey[];
  readonly router: Router;
  /** Names of the served models, for `/v1/models`. */
  readonly models: readonly string[];
  /** Paths that are passed on although they are not read. */
  readonly unreadPaths: readonly string[];
}

/** Everything a gateway needs from outside. */
export interface GatewayPorts {
  readonly plan: GatewayPlan;
  readonly clock: GatewayClock;
  readonly recorder: Recorder;
  readonly judge: LiveJudge | null;
  /** Answers paths under `/rollouts` and `/watch`; null if there are none. */
  readonly control: ControlPage | null;
  /** Answers everything under `/console/` and authenticates by itself; null if there is no console. */
  readonly console: ((request: IncomingMessage, response: ServerResponse) => Promise<void>) | null;
  readonly settings: GatewaySettings;
  readonly metrics: GatewayMetrics;
  readonly tracer: ExchangeTracer;
}

/** Turns requests into responses. */
export class Gateway {
  readonly #ports: Omit<GatewayPorts, 'plan'> & ExchangePorts;
  #plan: GatewayPlan;
  #limiter: AccessLimiter;
  #isStopping = false;
  readonly #recent = new RecentRequests();
  readonly #running = new Set<Promise<void>>();

  constructor({ plan, ...ports }: GatewayPorts) {
    this.#ports = { ...ports, usageRefusers: new WeakSet() };
    this.#plan = plan;
    this.#limiter = new AccessLimiter(plan.keys);
  }

  /** Serves new requests by another plan; running ones finish under the old plan. Limits start anew. */
  reload(plan: GatewayPlan): void {
    this.#plan = plan;
    this.#limiter = new AccessLimiter(plan.keys);
  }

  /** Takes no new requests; resolves when the running ones have ended and are recorded. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    while (this.#running.size > 0) await Promise.allSettled(this.#running);
  }

  /** Serves one request. Never throws. */
  readonly handle = (request: IncomingMessage, response: ServerResponse): void => {
    const served = this.#serve(request, response).catch(() => {
      // A defect of ours. The cause is not disclosed, since it may contain text.
      if (response.headersSent) response.destroy();
      else deny(response, { status: 500, code: 'internal_error', message: 'The gateway failed.' });
    });
    this.#running.add(served);
    void served.finally(() => this.#running.delete(served));
  };

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = pathOf(request.url ?? '/');
    const { recorder, settings, metrics } = this.#ports;
    if (!settings.requiresLog) response.setHeader('x-zenbun-log', 'best-effort');
    if (path === '/healthz') return page(response, 200, 'ok\n');
    if (path === '/readyz') {
      const { status, text } = ready(recorder, settings, this.#isStopping);
      return page(response, status, text);
    }
    if (this.#isStopping)
      return deny(response, { status: 503, code: 'stopping', message: 'The gateway is stopping.', retryAfter: 1 });
    const plan = this.#plan;
    if (path === '/metrics')
      return this.#guarded('administer', request, response, () => metricsPage(metrics, response));
    if (isUnderLog(path))
      return this.#guarded('read-log', request, response, () => ledgerFile(path, recorder, request, response));
    if (path === '/v1/models' || path.startsWith('/v1/models/'))
      return this.#guarded('use', request, response, async () => modelList(path, plan.models, response));
    const { control, console } = this.#ports;
    if (console !== null && path === CONSOLE) return redirect(response, `${CONSOLE}/`);
    if (console !== null && path.startsWith(`${CONSOLE}/`)) return console(request, response);
    if (control !== null && isControl(path))
      return this.#guarded(
        'administer',
        request,
        response,
        (by) => controlled(control, { path, by }, request, response),
        ['GET', 'POST'],
      );
    const endpoint =
      ENDPOINTS.find((one) => one.path === path) ??
      plan.unreadPaths.filter((one) => one === path).map(unreadEndpoint)[0];
    if (endpoint === undefined) {
      metrics.denied.inc({ reason: 'not_found' });
      const message = `${request.method} ${path.slice(0, 200)} is not served: nothing passes this gateway unread. Served: ${[...ENDPOINTS.map((one) => one.path), '/v1/models', ...plan.unreadPaths].join(', ')}.`;
      return deny(response, { status: 404, code: 'not_found', message });
    }
    const key = allowed(request, plan.keys, 'use');
    if ('status' in key) {
      metrics.denied.inc({ reason: key.code });
      return deny(response, key, endpoint);
    }
    const limiter = this.#limiter;
    const ports: ExchangePorts = this.#ports;
    await handleExchange({
      endpoint,
      request,
      response,
      key,
      limiter,
      router: plan.router,
      recent: this.#recent,
      ports,
      tracer: this.#ports.tracer,
    });
  }

  async #guarded(
    scope: 'use' | 'read-log' | 'administer',
    request: IncomingMessage,
    response: ServerResponse,
    then: (by: string) => Promise<void>,
    methods: readonly string[] = ['GET', 'HEAD'],
  ): Promise<void> {
    const key = allowed(request, this.#plan.keys, scope);
    if ('status' in key) {
      this.#ports.metrics.denied.inc({ reason: key.code });
      return deny(response, key);
    }
    if (!methods.includes(request.method ?? '')) {
      const allow = methods.join(', ');
      return deny(response, { status: 405, code: 'method_not_allowed', message: `${allow} only.`, allow });
    }
    await then(key.id);
  }
}

/** Returns the path of a request without its query, whether sent by a client or, with the server's name, by a proxy. */
const pathOf = (url: string): string => url.split('?', 1)[0]!.replace(/^https?:\/\/[^/]*/i, '') || '/';

function page(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' });
  response.end(text);
}

function redirect(response: ServerResponse, location: string): void {
  response.writeHead(302, { location });
  response.end();
}
