import { afterEach, expect, test } from 'vitest';
import { worse } from '../../../test/fixture-comparison.ts';
import { fixtureResult } from '../../../test/fixture-result.ts';
import type { ConsoleCharts, LoggedRollout } from '../../schema/index.ts';
import { MemoryLog } from '../fixtures/memory-log.ts';
import { openTestConsole, type TestConsole } from '../fixtures/test-console.ts';

const RESULTS: Readonly<Record<string, unknown>> = {
  'a/scan.json': fixtureResult,
  'compare.json': worse,
  'none.json': { ...fixtureResult, findings: [] },
  'lab.json': { schema: 'zenbun.lab/1' },
};
const runs = { list: async () => ({ runs: [], isCut: false }), result: async (id: string) => RESULTS[id] ?? null };

let served: TestConsole;
afterEach(() => served.close());

const asked = async (path: string): Promise<ConsoleCharts[]> => {
  const reply = await served.api(path, { as: await served.signIn('zk_reader') });
  expect(reply.status).toBe(200);
  return (await reply.json()) as ConsoleCharts[];
};

test.each([
  ['a/scan.json', 1],
  ['compare.json', 5],
  ['none.json', 0],
  ['lab.json', 0],
])('figures of %s: %i, in the language asked for', async (id, count) => {
  served = await openTestConsole({ runs });
  const [english] = await asked(`run-charts/${id}`);
  const [japanese] = await asked(`run-charts/${id}?lang=ja`);
  expect(english!.of).toBe(id);
  expect([english!.charts.length, japanese!.charts.length]).toEqual([count, count]);
  const ids = japanese!.charts.flatMap(({ svg }) => [...svg.matchAll(/ id="([^"]+)"/g)].map(([, each]) => each));
  expect(new Set(ids).size).toBe(ids.length);
  for (const { svg, title, table } of japanese!.charts) {
    expect(svg).toMatch(/^<svg [^>]*lang="ja"/);
    expect(title).toMatch(/[ぁ-ん一-龠]/);
    expect(table.rows.length).toBeGreaterThan(0);
  }
});

test('figures of each rollout of a model, told apart by its id', async () => {
  const step = { index: 1, time: '2026-11-29T09:00:00Z', action: 'start', by: 'a', reason: 'b', share: 1 } as const;
  const rollout = (id: string): LoggedRollout => ({
    ...{ id, model: 'm', stable: { model: 's', digest: null }, canary: { model: 'c', digest: null } },
    ...{ alpha: 0.01, beta: 0.01, state: 'running' },
    steps: [{ ...step, stage: null, exposures: null, rollback: null }],
  });
  const log = new MemoryLog();
  log.history = async () => [rollout('r1'), rollout('r2')] as never;
  served = await openTestConsole({ log });
  const charts = await asked('rollouts/m/charts');
  expect(charts.map(({ of, charts: drawn }) => [of, drawn.length])).toEqual([
    ['r1', 2],
    ['r2', 2],
  ]);
});

test('nobody who may not read is drawn anything, and what is not there has no figures', async () => {
  served = await openTestConsole({ runs });
  expect((await served.api('run-charts/compare.json')).status).toBe(401);
  const as = await served.signIn('zk_reader');
  expect((await served.api('run-charts/nothing.json', { as })).status).toBe(404);
  expect((await served.api('watch/charts', { as })).status).toBe(404);
});
