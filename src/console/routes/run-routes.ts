import type { Hono } from 'hono';
import { type ConsoleEnv, requireScope } from '../access/console-env.ts';
import { notFound } from '../access/console-problem.ts';
import type { ConsoleRuns } from '../ports.ts';
import { maskedResult } from '../runs/masked-result.ts';
import type { ReadingPlaces } from '../runs/reading-places.ts';

/** Results on disk: the list, and one of them, masked for everybody. */
export function addRunRoutes(app: Hono<ConsoleEnv>, runs: ConsoleRuns, places: ReadingPlaces): void {
  app.get('/api/runs', async (c) => {
    requireScope(c, 'read-log');
    return c.json(await runs.list());
  });

  app.get('/api/runs/:id{.+}', async (c) => {
    requireScope(c, 'read-log');
    const shown = await places.read(async () => {
      const result = await runs.result(c.req.param('id'));
      return result === null ? null : maskedResult(result);
    });
    if (shown === null) throw notFound({ en: 'There is no such result.', ja: 'この結果はありません。' });
    return c.json(shown as never);
  });
}
