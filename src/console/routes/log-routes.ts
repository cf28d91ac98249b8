import type { Hono } from 'hono';
import type { ConsoleEnv } from '../access/console-env.ts';
import { requireScope } from '../access/console-env.ts';
import { notFound } from '../access/console-problem.ts';
import { indexIn, rowsIn } from '../access/read-input.ts';
import { recordPage } from '../log/record-pages.ts';
import type { ConsoleLog } from '../ports.ts';
import type { ConsoleRowSource } from '../rows/row-source.ts';

/** File names of the log: parts that begin with a letter or a digit, so that no path leads out of the log. */
const LOG_FILE = /^[a-z0-9][\w.-]*(\/[a-z0-9][\w.-]*)*$/i;

/** Records by index, and the public files of the log. */
export function addLogRoutes(app: Hono<ConsoleEnv>, log: ConsoleLog, rows: ConsoleRowSource): void {
  app.get('/api/records', async (c) => {
    requireScope(c, 'read-log');
    const from = c.req.query('from') === undefined ? null : indexIn(c, 'from', 0);
    return c.json(await recordPage(log, rows, from, rowsIn(c.req.query('limit'))));
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
