import type { Hono } from 'hono';
import type { ConsoleEnv } from '../access/console-env.ts';
import { requireScope } from '../access/console-env.ts';
import { badRequest, notFound } from '../access/console-problem.ts';
import { indexIn, indexOf } from '../access/read-input.ts';
import { MAX_ROWS, recordPage } from '../log/record-pages.ts';
import { type RecordQuery, searchRecords } from '../log/record-search.ts';
import type { ConsoleLog, ConsolePorts } from '../ports.ts';
import type { ConsoleRowSource } from '../rows/row-source.ts';
import { recorded } from './recorded-act.ts';

const PAGE_ROWS = 100;
const MAX_TEXT = 200;
/** Names of its files: parts that begin with a letter or a digit, so that no path leads out of the log. */
const LOG_FILE = /^[a-z0-9][\w.-]*(\/[a-z0-9][\w.-]*)*$/i;

/** Records by index, search, and the public files of the log. */
export function addLogRoutes(
  app: Hono<ConsoleEnv>,
  ports: ConsolePorts,
  log: ConsoleLog,
  rows: ConsoleRowSource,
): void {
  app.get('/api/records', async (c) => {
    requireScope(c, 'read-log');
    const from = c.req.query('from') === undefined ? null : indexIn(c, 'from', 0);
    return c.json(await recordPage(log, rows, from, rowsIn(c.req.query('limit'))));
  });

  app.get('/api/search', async (c) => {
    requireScope(c, 'read-log');
    const { direction = 'back', limit } = c.req.query();
    if (direction !== 'back' && direction !== 'forward')
      throw badRequest({ en: 'direction is back or forward.', ja: 'direction は back か forward です。' });
    const query = queryOf(c.req.query());
    const from = indexIn(c, 'from', direction === 'back' ? Number.MAX_SAFE_INTEGER : 0);
    if (query.text !== undefined) {
      requireScope(c, 'administer');
      // Looking into texts is on record; the words are not, they may be somebody's.
      await recorded(log, 'searched', {
        by: c.get('session').identity.id,
        from: Math.min(from, await log.size()),
        direction,
      });
    }
    return c.json(await searchRecords(log, rows, query, { from, direction, limit: rowsIn(limit) }, ports.now));
  });

  app.get('/api/log/:path{.+}', async (c) => {
    requireScope(c, 'read-log');
    const path = c.req.param('path');
    const bytes = LOG_FILE.test(path) ? await log.publicFile(path) : null;
    if (bytes === null)
      throw notFound({ en: 'There is no such file in the log.', ja: 'ログにこのファイルはありません。' });
    c.header('Content-Type', path === 'checkpoint' ? 'text/plain; charset=utf-8' : 'application/octet-stream');
    return c.body(Uint8Array.from(bytes));
  });
}

function rowsIn(limit: string | undefined): number {
  if (limit === undefined) return PAGE_ROWS;
  const rows = indexOf(limit);
  if (rows >= 1 && rows <= MAX_ROWS) return rows;
  throw badRequest({ en: `limit is 1 to ${MAX_ROWS}.`, ja: `limit は 1 から ${MAX_ROWS} までです。` });
}

function queryOf({ kind, model, outcome, latched, unread, text }: Record<string, string>): RecordQuery {
  if (text !== undefined && (text.trim() === '' || text.length > MAX_TEXT))
    throw badRequest({ en: `text has 1 to ${MAX_TEXT} characters.`, ja: `text は 1 から ${MAX_TEXT} 文字までです。` });
  return { kind, model, outcome, latched: latched === '1', unread: unread === '1', text };
}
