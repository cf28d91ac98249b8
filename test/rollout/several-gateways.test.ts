import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { pause, RealFleet, TestModels, until } from '../../scripts/rollout-way-back/real-fleet.ts';
import { LEASE_MS } from '../../src/gates/rollout/live-rollout.ts';
import { missingPostgres, PostgresServer } from '../lease/postgres-server.ts';
import { TcpProxy } from '../lease/tcp-proxy.ts';
import { describeWith } from '../optional.ts';

/** Maximum time from the leaf to the last canary request, over all replicas. */
const WAY_BACK_MS = 3000;

describeWith('gateways that share a rollout', missingPostgres, { timeout: 120_000 }, () => {
  let server: PostgresServer;
  let models: TestModels;
  let fleet: RealFleet | null = null;
  let proxy: TcpProxy | null = null;
  beforeAll(async () => {
    [server, models] = await Promise.all([PostgresServer.create(), TestModels.listen()]);
  }, 60_000);
  afterEach(async () => {
    models.isBad = false;
    await fleet?.remove();
    await proxy?.close();
    [fleet, proxy] = [null, null];
  });
  afterAll(() => {
    models?.close();
    server?.remove();
  });

  /** Starts gateways with a rollout of this model, and waits until each has served the canary. */
  async function running(model: string, gateways: number, skewHours: readonly number[] = []): Promise<RealFleet> {
    const urls = Array.from({ length: gateways }, (_, i) =>
      i === 1 && proxy !== null ? server.url(proxy.port) : server.url(),
    );
    fleet = await RealFleet.start({ model, models, urls, skewHours });
    await fleet.order(0, 'start');
    for (let i = 0; i < gateways; i += 1) await fleet.canaryAt(i);
    return fleet;
  }

  const rolledBack = (gateways: RealFleet, of: readonly number[]) =>
    until('all have gone back', async () => {
      const all = await Promise.all(of.map((i) => gateways.status(i)));
      return all.every(({ status }) => status === 'rolled-back');
    });

  /** Checks that replaying reproduces every decision, and that the logs contain no errors. */
  function expectSame({ report, wrongSalts }: Awaited<ReturnType<RealFleet['replayed']>>): void {
    expect(report.changes.filter(({ verdict }) => verdict === 'differs' || verdict === 'unknown')).toEqual([]);
    expect([report.problems.first, report.assignments.first, wrongSalts]).toEqual([[], [], []]);
  }

  test('a bad canary goes back everywhere, whatever the clock of one says', async () => {
    const gateways = await running('clocks', 3, [0, 0, 1]);
    models.isBad = true;
    await rolledBack(gateways, [0, 1, 2]);
    await pause(1000);
    const { report, ...rest } = await gateways.replayed();
    expectSame({ report, ...rest });
    const back = report.changes.find(({ action }) => action === 'rollback')!;
    expect(back.verdict).toBe('same');
    const decidedAt = back.at - (back.origin.endsWith('/2') ? 3_600_000 : 0);
    for (const i of [0, 1, 2])
      expect((gateways.lastCanary(i, decidedAt) ?? decidedAt) - decidedAt).toBeLessThan(WAY_BACK_MS);
  });

  test('whoever is cut off serves stable after the lease, and the others go on', async () => {
    proxy = await TcpProxy.listen(() => server.port);
    const gateways = await running('cut', 2);
    const cutAt = Date.now();
    proxy.standStill();
    await pause(LEASE_MS + 500);
    expect((gateways.lastCanary(1, 0) ?? 0) - cutAt).toBeLessThan(LEASE_MS);
    await gateways.canaryAt(0);
    proxy.goOn();
    await gateways.canaryAt(1);
    expectSame(await gateways.replayed());
  });

  test('everybody serves stable after the lease when the store fails, and the rollout goes on when it is back', async () => {
    const gateways = await running('stopped', 2);
    server.stop('immediate');
    const stoppedAt = Date.now();
    await pause(LEASE_MS + 500);
    for (const i of [0, 1]) expect((gateways.lastCanary(i, 0) ?? 0) - stoppedAt).toBeLessThan(LEASE_MS);
    server.start();
    for (const i of [0, 1]) await gateways.canaryAt(i);
    expectSame(await gateways.replayed());
  });

  test('another decides when the one that did is killed, and its log is taken up again', async () => {
    const gateways = await running('killed', 2);
    const killed = await gateways.decider();
    await gateways.gateway(killed).kill();
    models.isBad = true;
    await rolledBack(gateways, [1 - killed]);
    await gateways.restart(killed);
    await rolledBack(gateways, [killed]);
    const replayed = await gateways.replayed();
    expectSame(replayed);
    expect(replayed.report.changes).toMatchObject([
      { action: 'rollback', verdict: 'same', origin: `test.example/${1 - killed}` },
    ]);
  });

  test('a change whose gateway is killed before it is in force stays without effect', async () => {
    const gateways = await running('between', 2);
    const killed = await gateways.decider();
    gateways.gateway(killed).suffer('die-in-swap');
    models.isBad = true;
    await gateways.gateway(killed).ended();
    await rolledBack(gateways, [1 - killed]);
    await gateways.restart(killed);
    await rolledBack(gateways, [killed]);
    const replayed = await gateways.replayed();
    expectSame(replayed);
    expect(replayed.superseded).toMatchObject([expect.stringMatching(`^test.example/${killed}#`)]);
    expect(replayed.report.changes).toMatchObject([{ action: 'rollback', origin: `test.example/${1 - killed}` }]);
  });

  test('of two orders one is told that it was late, unless it is a rollback', async () => {
    const gateways = await running('orders', 2);
    const orders = await Promise.allSettled([gateways.order(0, 'promote'), gateways.order(1, 'pause')]);
    const late = orders.filter(({ status }) => status === 'rejected');
    const both = await Promise.all([gateways.status(0), gateways.status(1)]);
    expect(late.length).toBeLessThanOrEqual(1);
    expect(Math.max(...both.map(({ epoch }) => epoch))).toBe(3 - late.length);
    await Promise.allSettled([gateways.order(0, 'promote'), gateways.order(1, 'rollback')]);
    await rolledBack(gateways, [0, 1]);
    expectSame(await gateways.replayed());
  });

  test('whoever cannot write its log serves stable at once, and another decides', async () => {
    const gateways = await running('full', 2);
    const full = await gateways.decider();
    gateways.gateway(full).suffer('no-space');
    await until('it serves stable', async () => !(await gateways.status(full)).isInForce);
    await until('another decides', async () => (await gateways.status(1 - full)).isDeciding);
    models.isBad = true;
    await rolledBack(gateways, [1 - full]);
    expect((await gateways.status(full)).isInForce).toBe(false);
  });
});
