import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readOrganism } from '../../src/gates/organisms.ts';
import { drillRoutes, drillSettings } from '../../src/gates/rollout/drill/drill.ts';
import { LiveRollout } from '../../src/gates/rollout/live-rollout.ts';
import { LiveRollouts } from '../../src/gates/rollout/live-rollouts.ts';
import { RolloutControl } from '../../src/gates/rollout/rollout-control.ts';
import { serve } from '../../src/gates/serve/serve.ts';
import { HandClock } from '../../src/gateway/fixtures/hand-clock.ts';
import { toyProbes } from '../../src/lab/index.ts';
import { MemoryLeases } from '../../src/lease/fixtures/memory-leases.ts';
import { DRILL_CANARY, DRILL_MODEL } from '../../src/schema/index.ts';
import { PROBES, rolloutClock } from './rollout-replica.ts';

const ORDER = { by: 'tester', reason: 'drill' };

test('serves two models of its own while it is open, and nothing of them afterwards', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'zenbun-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const options = {
    listen: '0',
    upstreams: { nowhere: { url: 'http://127.0.0.1:9/v1' } },
    models: { m: {} },
    ledger: { folder: join(folder, 'ledger'), origin: 'example.org/log' },
  };
  const serving = await serve(options);
  onTestFinished(() => serving.stop(0));
  const post = (path: string, body: object) =>
    fetch(serving.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const content = toyProbes(readOrganism('aligned').model.seed)[0]!.text;
  const asked = async (model: string, user = 'u') => {
    const response = await post('/v1/chat/completions', { model, user, messages: [{ role: 'user', content }] });
    await response.text();
    return [response.status, response.headers.get('x-zenbun-stage')];
  };
  expect(await asked(DRILL_MODEL)).toEqual([404, null]);
  expect((await post(`/rollouts/${DRILL_MODEL}/close`, {})).status).toBe(404);
  expect(await (await post(`/rollouts/${DRILL_MODEL}/open`, { reason: 'drill' })).json()).toMatchObject({
    status: 'running',
  });
  expect((await post(`/rollouts/${DRILL_MODEL}/open`, {})).status).toBe(409);
  const stages = await Promise.all(Array.from({ length: 4 }, (_, i) => asked(DRILL_MODEL, `u${i}`)));
  expect(stages.map(([status]) => status)).toEqual(Array(4).fill(200));
  expect((await asked(DRILL_CANARY))[0]).toBe(404);
  const list = (await (await fetch(`${serving.url}/v1/models`)).json()) as { data: { id: string }[] };
  expect(list.data.map(({ id }) => id)).toEqual(['m']);
  // A reload is unaware of a drill, and does not end it.
  expect(serving.reload(options)).toEqual([]);
  expect((await asked(DRILL_MODEL))[0]).toBe(200);
  expect((await post(`/rollouts/${DRILL_MODEL}/close`, {})).status).toBe(200);
  expect(await asked(DRILL_MODEL)).toEqual([404, null]);
}, 60_000);

test('one that cannot start is over, and another can be opened', async () => {
  const hand = new HandClock();
  const leases = new MemoryLeases(() => hand.now());
  let isLogging = false;
  let index = 0;
  const rollouts = new LiveRollouts([]);
  const openDrill = async () => {
    const live = new LiveRollout(drillSettings(), {
      lease: leases.open(),
      clock: rolloutClock(hand),
      random: (bytes) => Buffer.alloc(bytes, 1),
      origin: 'a',
      isLogging: () => isLogging,
      append: async () => {
        if (!isLogging) throw new Error('the log takes no records');
        return index++;
      },
      ask: async () => ({ complied: false, outcome: 'refusal', text: '' }),
      probes: PROBES,
      warn: () => undefined,
    });
    return { live, routes: drillRoutes() };
  };
  const control = new RolloutControl({ rollouts, openDrill }, () => hand.now());
  await expect(control.openDrill(ORDER)).rejects.toThrow('takes no records');
  expect(control.all()).toEqual([]);
  isLogging = true;
  expect(await control.openDrill(ORDER)).toMatchObject({ model: DRILL_MODEL, status: 'running' });
  await control.closeDrill();
  expect(control.all()).toEqual([]);
});
