import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Lease, openPostgresLease, type StageRow } from '../../src/lease/index.ts';
import { describeWith } from '../optional.ts';
import { missingPostgres, PostgresServer } from './postgres-server.ts';
import { TcpProxy } from './tcp-proxy.ts';

describeWith('the lease in PostgreSQL', missingPostgres, { timeout: 60_000 }, () => {
  let server: PostgresServer;
  let admin: pg.Pool;
  const closing: (() => Promise<unknown>)[] = [];
  beforeAll(async () => {
    server = await PostgresServer.create();
    admin = new pg.Pool({ connectionString: server.url(), max: 1 });
    admin.on('error', () => undefined);
  }, 60_000);
  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
  });
  afterAll(async () => {
    await admin?.end();
    server?.remove();
  });

  async function opened(options: { readonly url?: string; readonly ticks?: () => number } = {}): Promise<Lease> {
    const lease = await openPostgresLease(options.url ?? server.url(), options);
    closing.push(() => lease.close());
    return lease;
  }

  async function proxied(): Promise<{ readonly proxy: TcpProxy; readonly url: string }> {
    const proxy = await TcpProxy.listen(() => server.port);
    closing.push(() => proxy.close());
    return { proxy, url: server.url(proxy.port) };
  }

  /** Number of models so far; each test uses models of its own. */
  let models = 0;
  const newModel = () => `model ${++models}`;

  const row = (model: string, epoch: number): StageRow => ({
    model,
    epoch,
    state: { share: 5000, name: '段階' },
    leaf: `example.org/log#${epoch}`,
  });

  /** Retries until a value is found; only the test's timeout limits it. */
  async function until<T>(look: () => Promise<T | null | false>): Promise<T> {
    for (;;) {
      const found = await look().catch(() => null);
      if (found !== null && found !== false) return found;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** Ends the sessions that hold the right to decide, as a crash of their machine would. */
  const terminateDeciders = () =>
    admin.query("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted");

  test('makes its tables once, also where many begin at once', async () => {
    const leases = await Promise.all(Array.from({ length: 10 }, () => opened()));
    const model = newModel();
    expect(await Promise.all(leases.map((lease) => lease.read(model)))).toEqual(leases.map(() => null));
  });

  test('a row is read by another gateway, for less than its time', async () => {
    const [one, other] = [await opened(), await opened()];
    const model = newModel();
    expect(await one.swap(null, row(model, 1), 60_000)).toBe(true);
    const stage = await other.read(model);
    expect(stage?.row).toEqual(row(model, 1));
    expect(stage?.remainingMs).toBeGreaterThan(50_000);
    expect(stage?.remainingMs).toBeLessThanOrEqual(60_000);
    expect(await one.renew(model, 1, 120_000)).toBe(true);
    expect((await other.read(model))?.remainingMs).toBeGreaterThan(60_000);
    expect(await one.renew(model, 2, 120_000)).toBe(false);
    expect(await one.swap(1, row(model, 2), 0)).toBe(true);
    expect((await other.read(model))?.remainingMs).toBeLessThanOrEqual(0);
  });

  test('of twenty gateways exactly one wins each epoch, and none is left out', async () => {
    const leases = await Promise.all(Array.from({ length: 20 }, () => opened()));
    const model = newModel();
    const wins: number[] = [];
    const climb = async (lease: Lease) => {
      for (;;) {
        const epoch = (await lease.read(model))?.row.epoch ?? null;
        if (epoch === 40) return;
        if (await lease.swap(epoch, row(model, (epoch ?? 0) + 1), 5000)) wins.push((epoch ?? 0) + 1);
      }
    };
    await Promise.all(leases.map(climb));
    expect(wins.sort((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, i) => i + 1));
  });

  test('one decides; when the database ends its session the other gets it, and the first sees so before it may decide', async () => {
    const [one, other] = [await opened(), await opened()];
    const model = newModel();
    const first = await one.decide(model);
    expect(first?.isHeld).toBe(true);
    expect(await one.decide(model)).toBeNull();
    expect(await other.decide(model)).toBeNull();
    await terminateDeciders();
    const second = await until(() => other.decide(model));
    await until(async () => first?.isHeld === false);
    expect(second.isHeld).toBe(true);
    expect(await one.decide(model)).toBeNull();
    await second.release();
    expect(second.isHeld).toBe(false);
    expect((await until(() => one.decide(model))).isHeld).toBe(true);
  });

  test('of two that ask at once exactly one decides', async () => {
    const leases = await Promise.all(Array.from({ length: 6 }, () => opened()));
    for (const model of Array.from({ length: 5 }, newModel)) {
      const asked = leases.flatMap((lease) => [lease.decide(model), lease.decide(model)]);
      const deciders = (await Promise.all(asked)).filter((decider) => decider !== null);
      expect(deciders).toHaveLength(1);
      await deciders[0]!.release();
    }
  });

  test('a database that dies keeps what it acknowledged; deciders are none, reading says so, and goes on afterwards', async () => {
    const lease = await opened();
    const model = newModel();
    const decider = await lease.decide(model);
    let acknowledged = 0;
    const writing = (async () => {
      for (let epoch = 1; ; epoch += 1) {
        if (!(await lease.swap(epoch === 1 ? null : epoch - 1, row(model, epoch), 60_000)))
          return 'lost a race with itself';
        acknowledged = epoch;
      }
    })();
    await until(async () => acknowledged >= 3);
    server.stop('immediate');
    await expect(writing).rejects.toMatchObject({ code: 'upstream' });
    await until(async () => decider?.isHeld === false);
    await expect(lease.read(model)).rejects.toMatchObject({ code: 'upstream' });
    await expect(lease.decide(model)).rejects.toMatchObject({ code: 'upstream' });
    server.start();
    const stage = await until(() => lease.read(model));
    // The swap under way when it died may have been written: it was not acknowledged.
    expect([acknowledged, acknowledged + 1]).toContain(stage.row.epoch);
    expect((await until(() => lease.decide(model))).isHeld).toBe(true);
    expect(decider?.isHeld).toBe(false);
  });

  test('cut off: reading rejects within a second, the right to decide is over before another has it', async () => {
    const { proxy, url } = await proxied();
    const [cut, other] = [await opened({ url }), await opened()];
    const model = newModel();
    await other.swap(null, row(model, 1), 60_000);
    const decider = await cut.decide(model);
    expect((await cut.read(model))?.row.epoch).toBe(1);
    expect(decider?.isHeld).toBe(true);
    proxy.standStill();
    const since = performance.now();
    await expect(cut.read(model)).rejects.toMatchObject({ code: 'upstream' });
    await expect(Promise.all([cut.read(model), cut.evidence(model)])).rejects.toMatchObject({ code: 'upstream' });
    expect(performance.now() - since).toBeLessThan(3000);
    const next = await until(() => other.decide(model));
    expect(decider?.isHeld).toBe(false);
    expect(next.isHeld).toBe(true);
    proxy.goOn();
    expect((await until(() => cut.read(model))).row.epoch).toBe(1);
  });

  test('a gateway that is stopped for seconds no longer decides when it goes on, before it has heard of anything', async () => {
    let ahead = 0;
    const lease = await opened({ ticks: () => performance.now() + ahead });
    const decider = await lease.decide(newModel());
    expect(decider?.isHeld).toBe(true);
    ahead = 2500;
    expect(decider?.isHeld).toBe(false);
  });

  test('the clock of the database alone counts, and set back it lengthens nothing', async () => {
    let at = 0;
    const [fast, slow] = [await opened({ ticks: () => at + 3_600_000 }), await opened({ ticks: () => at - 3_600_000 })];
    const model = newModel();
    await fast.swap(null, row(model, 1), 60_000);
    for (const lease of [fast, slow]) {
      const remaining = (await lease.read(model))!.remainingMs;
      expect(remaining).toBeGreaterThan(50_000);
      expect(remaining).toBeLessThanOrEqual(60_000);
    }
    // As if the database's clock had been set back by an hour. A row not read before holds no longer than the duration
    // it was given.
    await admin.query("UPDATE zenbun_stage SET expires = expires + interval '1 hour' WHERE model = $1", [model]);
    expect((await slow.read(model))!.remainingMs).toBeLessThanOrEqual(60_000);
    at += 59_000;
    expect((await slow.read(model))!.remainingMs).toBeLessThanOrEqual(1000);
    at += 1001;
    expect((await slow.read(model))!.remainingMs).toBeLessThanOrEqual(0);
  });

  test('changes are called back, also after the database was gone', async () => {
    const [one, other] = [await opened(), await opened()];
    const model = newModel();
    const told: string[] = [];
    const end = other.onChange((changed) => told.push(changed));
    await one.swap(null, row(model, 1), 5000);
    await until(async () => told.includes(model));
    server.stop('immediate');
    server.start();
    told.length = 0;
    await until(() => one.swap(1, row(model, 2), 5000));
    await until(async () => told.includes(model));
    end();
  });

  test('the latest evidence of each gateway', async () => {
    const lease = await opened();
    const model = newModel();
    const of = (replica: string, size: number) => ({ replica, size, epoch: 1, evidence: { pairs: size } });
    for (const evidence of [of('b', 1), of('a', 1), of('a', 2)]) await lease.putEvidence(model, evidence);
    await lease.putEvidence(newModel(), of('a', 9));
    expect(await lease.evidence(model)).toEqual([of('a', 2), of('b', 1)]);
  });

  test('who may not make tables is told how, and works with those that are there', async () => {
    await admin.query("CREATE ROLE guest LOGIN PASSWORD 'guest'");
    await admin.query('CREATE DATABASE guests');
    const url = server
      .url()
      .replace(/\/\/.*@/, '//guest:guest@')
      .replace(/\/postgres$/, '/guests');
    const guest = await opened({ url });
    await expect(guest.read('chat')).rejects.toMatchObject({
      code: 'upstream',
      message: expect.stringContaining('examples/deploy/lease.sql'),
    });
    await admin.query('GRANT SELECT, INSERT, UPDATE ON zenbun_stage, zenbun_evidence TO guest');
    const there = await opened({ url: url.replace(/\/guests$/, '/postgres') });
    const model = newModel();
    expect(await there.swap(null, row(model, 1), 1000)).toBe(true);
    expect((await there.decide(model))?.isHeld).toBe(true);
  });

  test('options of TLS in the URL hold: a certificate is checked', async () => {
    const verified = (certificate: string) => `${server.url()}?sslmode=verify-full&sslrootcert=${certificate}`;
    const lease = await opened({ url: verified(server.certificate) });
    expect(await lease.read(newModel())).toBeNull();
    const { rows } = await admin.query(
      "SELECT ssl FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) WHERE application_name = 'zenbun' AND ssl",
    );
    expect(rows).toHaveLength(1);
    const stranger = await opened({ url: `${server.url()}?sslmode=verify-full` });
    await expect(stranger.read(newModel())).rejects.toMatchObject({
      code: 'upstream',
      message: expect.stringContaining('self-signed certificate'),
    });
  });

  test('a wrong password is told without it', async () => {
    const lease = await opened({ url: `postgres://zenbun:s3cret-word@127.0.0.1:${server.port}/postgres` });
    const failure: Error = await lease.read('chat').then(
      () => expect.unreachable(),
      (cause) => cause,
    );
    expect(failure).toMatchObject({
      code: 'upstream',
      message: expect.stringMatching(/password authentication failed/),
    });
    expect(JSON.stringify([failure.message, failure.stack, failure.cause])).not.toContain('s3cret-word');
  });
});
