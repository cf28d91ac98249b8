import type { IncomingMessage, ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import { timingSafeEqual } from 'hono/utils/buffer';
import type { ConsoleEnv } from './access/console-env.ts';
import { ConsoleProblem, notFound, problemOf } from './access/console-problem.ts';
import { requireOwnPage, requireOwnSite } from './access/own-site.ts';
import { Sessions } from './access/sessions.ts';
import type { ConsolePorts } from './ports.ts';
import { addAnswerRoutes } from './routes/answer-routes.ts';
import { addRolloutChartRoute, addRunChartRoute, addWatchChartRoute } from './routes/chart-routes.ts';
import { addControlRoutes, addHistoryRoute } from './routes/control-routes.ts';
import { addLogRoutes } from './routes/log-routes.ts';
import { addOverviewRoute } from './routes/overview-route.ts';
import { addPageRoutes } from './routes/page-routes.ts';
import { addRunRoutes } from './routes/run-routes.ts';
import { addSearchRoutes } from './routes/search-routes.ts';
import { addSessionRoutes, sessionOf } from './routes/session-routes.ts';
import { addTailRoute } from './routes/tail-route.ts';
import { ConsoleRowSource } from './rows/row-source.ts';
import { ReadingPlaces } from './runs/reading-places.ts';

const SIGN_IN = '/console/api/session';

/** Serves everything below `/console`. Never rejects. */
export function consoleHandler(
  ports: ConsolePorts,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const app = new Hono<ConsoleEnv>().basePath('/console');
  app.onError((cause, c) => {
    const problem = problemOf(cause);
    return c.json(problem.body, problem.status);
  });
  app.use('*', HEADERS, async (c, next) => {
    requireOwnSite(c.env.incoming.headers, ports.everybody() !== null);
    await next();
  });
  addAccess(app, ports);
  addViews(app, ports);
  app.all('/api/*', () => {
    throw notFound();
  });
  addPageRoutes(app, ports);
  const listener = getRequestListener(app.fetch, { overrideGlobalObjects: false });
  return async (request, response) => {
    await listener(request, response);
  };
}

const HEADERS = secureHeaders({
  contentSecurityPolicy: {
    ...{ defaultSrc: ["'none'"], scriptSrc: ["'self'"], styleSrc: ["'self'"], imgSrc: ["'self'", 'data:'] },
    ...{ connectSrc: ["'self'"], fontSrc: ["'self'"], frameAncestors: ["'none'"], baseUri: ["'none'"] },
    formAction: ["'none'"],
  },
  xFrameOptions: 'DENY',
  // Whether other parts of this host use TLS is not for the console to decide.
  strictTransportSecurity: false,
});

/** Controls access: everything except signing in needs a session, and changes also need its token. */
function addAccess(app: Hono<ConsoleEnv>, ports: ConsolePorts): void {
  const sessions = new Sessions(ports);
  app.use('/api/*', async (c, next) => {
    c.header('Cache-Control', 'no-store');
    // A HEAD would do all the work of a GET for a body that nobody reads.
    if (c.req.method === 'HEAD') throw noHead();
    requireOwnPage(c.env.incoming.headers);
    await next();
  });
  app.use('/api/*', async (c, next) => {
    if (c.req.method === 'POST' && c.req.path === SIGN_IN) return next();
    const session = sessionOf(c, sessions);
    if (session === null) throw notSignedIn();
    if (c.req.method !== 'GET' && !(await timingSafeEqual(session.csrf, c.req.header('x-zenbun-csrf') ?? '')))
      throw noToken();
    c.set('session', session);
    c.set('isStillIn', () => sessionOf(c, sessions)?.identity.scopes.includes('read-log') ?? false);
    return next();
  });
  addSessionRoutes(app, ports, sessions);
}

function addViews(app: Hono<ConsoleEnv>, ports: ConsolePorts): void {
  const { log, control, runs } = ports;
  const rows = log === null ? null : new ConsoleRowSource(log);
  addOverviewRoute(app, ports, rows);
  if (log !== null && rows !== null) {
    addLogRoutes(app, log, rows);
    addSearchRoutes(app, ports, log, rows);
    addTailRoute(app, ports, log, rows);
    addAnswerRoutes(app, log);
    addHistoryRoute(app, log);
    addRolloutChartRoute(app, log);
  }
  if (control !== null) {
    addControlRoutes(app, control);
    addWatchChartRoute(app, control);
  }
  if (runs !== null) {
    const places = new ReadingPlaces();
    addRunRoutes(app, runs, places);
    addRunChartRoute(app, runs, places);
  }
}

const noHead = () =>
  new ConsoleProblem(405, 'method_not_allowed', {
    en: 'The console answers no HEAD requests here. Use GET.',
    ja: 'ここでは HEAD リクエストに応答しません。GET を使ってください。',
  });

const notSignedIn = () =>
  new ConsoleProblem(401, 'not_signed_in', { en: 'Sign in first.', ja: '先にログインしてください。' });

const noToken = () =>
  new ConsoleProblem(403, 'invalid_csrf_token', {
    en: 'The token of the session is missing. Load the page again.',
    ja: 'セッションのトークンがありません。画面を読み込み直してください。',
  });
