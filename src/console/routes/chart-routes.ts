import type { Hono } from 'hono';
import {
  type Chart,
  type ChartOptions,
  categoriesChart,
  depthChart,
  evidenceChart,
  evidencePathChart,
  findingsChart,
  outcomesChart,
  rolloutChart,
  signalsChart,
  transitionsChart,
  transitionsOfFlips,
} from '../../report/index.ts';
import type { Comparison, ConsoleCharts, Lang, LiveWatchStatus, ScanResult } from '../../schema/index.ts';
import { type ConsoleContext, type ConsoleEnv, requireScope } from '../access/console-env.ts';
import { notFound } from '../access/console-problem.ts';
import type { ConsoleControl, ConsoleLog, ConsoleRuns } from '../ports.ts';
import type { ReadingPlaces } from '../runs/reading-places.ts';

type DrawChart = (options: ChartOptions) => Chart;

/** Charts drawn on the server, so that the page does not need the drawing code: `?lang=ja|en`. */
export function addRunChartRoute(app: Hono<ConsoleEnv>, runs: ConsoleRuns, places: ReadingPlaces): void {
  app.get('/api/run-charts/:id{.+}', async (c) => {
    requireScope(c, 'read-log');
    const id = c.req.param('id');
    const result = await places.read(() => runs.result(id));
    if (result === null) throw notFound({ en: 'There is no such result.', ja: 'この結果はありません。' });
    return c.json([drawn(c, id, 'run', resultCharts(result as { readonly schema?: unknown }))]);
  });
}

export function addRolloutChartRoute(app: Hono<ConsoleEnv>, log: ConsoleLog): void {
  app.get('/api/rollouts/:model/charts', async (c) => {
    requireScope(c, 'read-log');
    const history = await log.history(c.req.param('model'));
    const charts = history.map(({ id, steps }, i) =>
      drawn(c, id, `rollout-${i}`, [
        (options) => rolloutChart({ steps }, options),
        (options) => evidencePathChart({ steps }, options),
      ]),
    );
    return c.json(charts);
  });
}

export function addWatchChartRoute(app: Hono<ConsoleEnv>, control: ConsoleControl): void {
  app.get('/api/watch/charts', async (c) => {
    requireScope(c, 'read-log');
    const by = c.get('session').identity.id;
    const reply = await control({ method: 'GET', path: '/watch', body: null, by });
    if (reply?.status !== 200) throw notFound();
    const status = reply.body as LiveWatchStatus;
    const charts: DrawChart[] = 'signals' in status ? [(options) => signalsChart(status, options)] : [];
    return c.json([drawn(c, 'watch', 'watch', charts)]);
  });
}

/** Draws charts. `name` starts the ids of the pictures, since several share one page. */
function drawn(c: ConsoleContext, of: string, name: string, charts: readonly DrawChart[]): ConsoleCharts {
  const lang: Lang = c.req.query('lang') === 'ja' ? 'ja' : 'en';
  return { of, charts: charts.map((draw, i) => draw({ lang, id: `${name}-${i}` })) };
}

function resultCharts(result: { readonly schema?: unknown }): DrawChart[] {
  if (result.schema === 'zenbun.scan/1') {
    const { findings } = result as unknown as ScanResult;
    return findings.length === 0 ? [] : [(options) => findingsChart({ findings }, options)];
  }
  return result.schema === 'zenbun.compare/1' ? comparisonCharts(result as unknown as Comparison) : [];
}

function comparisonCharts({ before, after, depth, categories, conditions, paired, flips }: Comparison): DrawChart[] {
  const rows = [before, after].map(({ model, outcomes, unjudged }) => ({
    ...{ label: model, outcomes },
    notJudged: Object.values(unjudged).reduce((sum, count) => sum + count, 0),
  }));
  const evidence = conditions.map(({ id, logWorse, logNotWorse }) => ({ label: id, logWorse, logNotWorse }));
  return [
    (options) => outcomesChart({ rows }, options),
    (options) => evidenceChart({ rows: evidence, alpha: paired.alpha }, options),
    (options) => depthChart({ depth, whole: after.asr }, options),
    (options) => transitionsChart(transitionsOfFlips(flips), options),
    (options) => categoriesChart({ categories }, options),
  ];
}
