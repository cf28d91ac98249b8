import type { Hono } from 'hono';
import * as z from 'zod';
import { type ConsoleContext, type ConsoleEnv, requireScope } from '../access/console-env.ts';
import { notFound } from '../access/console-problem.ts';
import { REASON, readBody } from '../access/read-input.ts';
import type { ConsoleControl, ConsoleLog } from '../ports.ts';

const ORDER = z.strictObject({ reason: REASON, withoutComparison: z.boolean().optional() });
const ACTIONS: ReadonlySet<string> = new Set(['start', 'promote', 'rollback', 'pause', 'resume']);
const WATCH_ACTIONS: ReadonlySet<string> = new Set(['acknowledge', 'renew']);
const WANTED = '{"reason": "…"}';

/** Controls of the gateway, answered as under its own paths, with the signed-in user as the author of orders. */
export function addControlRoutes(app: Hono<ConsoleEnv>, control: ConsoleControl): void {
  const passed = async (c: ConsoleContext, method: 'GET' | 'POST', path: string, body: unknown = null) => {
    const reply = await control({ method, path, body, by: c.get('session').identity.id });
    if (reply === null) throw notFound();
    return c.json(reply.body as never, reply.status as 200);
  };

  app.get('/api/rollouts', (c) => {
    requireScope(c, 'read-log');
    return passed(c, 'GET', '/rollouts');
  });

  app.post('/api/rollouts/:model/:action', async (c) => {
    requireScope(c, 'administer');
    const { model, action } = c.req.param();
    if (!ACTIONS.has(action)) throw notFound();
    const order = await readBody(c, ORDER, WANTED);
    return passed(c, 'POST', `/rollouts/${encodeURIComponent(model)}/${action}`, order);
  });

  app.get('/api/watch', (c) => {
    requireScope(c, 'read-log');
    return passed(c, 'GET', '/watch');
  });

  app.post('/api/watch/:action', async (c) => {
    requireScope(c, 'administer');
    const action = c.req.param('action');
    if (!WATCH_ACTIONS.has(action)) throw notFound();
    const { reason } = await readBody(c, ORDER, WANTED);
    return passed(c, 'POST', `/watch/${action}`, { reason });
  });
}

/** What the log records about the rollouts of one model, and of all. */
export function addHistoryRoute(app: Hono<ConsoleEnv>, log: ConsoleLog): void {
  app.get('/api/history', async (c) => {
    requireScope(c, 'read-log');
    return c.json(await log.history(null));
  });

  app.get('/api/rollouts/:model/history', async (c) => {
    requireScope(c, 'read-log');
    return c.json(await log.history(c.req.param('model')));
  });
}
