/**
 * Measures how fast a rollout goes back in real gateways on loopback; writes docs/rollout-way-back.md. Exits with
 * status 1 if it takes longer than promised: 1 s in one process, 3 s over several, and the lease time if the deciding
 * gateway is killed.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DrillReport, runDrill, type ServeOptions } from '../../src/gates/index.ts';
import { LEASE_MS } from '../../src/gates/rollout/live-rollout.ts';
import { missingPostgres, PostgresServer } from '../../test/lease/postgres-server.ts';
import { ChildGateway } from './child-gateway.ts';
import { RealFleet, TestModels, until } from './real-fleet.ts';

const PAGE = new URL('../../docs/rollout-way-back.md', import.meta.url);
const DRILLS = Number(process.argv[2] ?? 20);
const KILLS = Number(process.argv[3] ?? 5);
const MOST_MS = { one: 1000, several: 3000, killed: LEASE_MS } as const;

interface Measured {
  readonly decidedMs: readonly number[];
  readonly wayBackMs: readonly number[];
  readonly canaryBefore: readonly number[];
  readonly undecided: number;
}

const gatewaySettings = (folder: string, i: number, models: TestModels): ServeOptions => ({
  listen: '127.0.0.1:0',
  upstreams: { one: { url: models.url } },
  models: { m: { model: 'before' } },
  ledger: { folder: join(folder, `ledger-${i}`), origin: `drill.example/${i}` },
});

/** Runs the drills, one after another, on the same gateways. */
async function drills(gateways: readonly ChildGateway[]): Promise<Measured> {
  const reports: DrillReport[] = [];
  const access = gateways.map(({ url }) => ({ url }));
  for (let n = 1; n <= DRILLS; n += 1) {
    reports.push(await runDrill({ gateways: access, signal: AbortSignal.timeout(180_000) }));
    const { decidedAfterMs, wayBackMs } = reports.at(-1)!;
    process.stderr.write(
      `${gateways.length} gateways, drill ${n}: decided after ${decidedAfterMs} ms, rollback time ${wayBackMs} ms\n`,
    );
  }
  const decided = reports.filter(({ decidedAfterMs }) => decidedAfterMs !== null);
  return {
    decidedMs: decided.map(({ decidedAfterMs }) => decidedAfterMs!),
    wayBackMs: decided.map(({ wayBackMs }) => wayBackMs),
    canaryBefore: decided.map((report) => report.gateways.reduce((sum, { canaryBefore }) => sum + canaryBefore, 0)),
    undecided: reports.length - decided.length,
  };
}

async function drilled(count: number, models: TestModels, url: string | null): Promise<Measured> {
  const folder = await mkdtemp(join(tmpdir(), 'zenbun-way-back-'));
  const gateways: ChildGateway[] = [];
  try {
    for (let i = 0; i < count; i += 1) {
      const lease = url === null ? {} : { lease: { driver: 'postgres', url: 'env:LEASE_URL' } as const };
      const settings = { ...gatewaySettings(folder, i, models), ...lease };
      gateways.push(await ChildGateway.start({ settings, env: url === null ? {} : { LEASE_URL: url } }));
    }
    return await drills(gateways);
  } finally {
    for (const gateway of gateways) await gateway.kill();
    await rm(folder, { recursive: true, force: true });
  }
}

interface Killed {
  /** From the end of the process to the last request that the canary answered at the other gateways. */
  readonly lastCanaryMs: number;
  /** From the end of the process to the leaf of the next gateway that decided. */
  readonly decidedMs: number;
}

/** Kills the deciding gateway after it wrote its leaf and before the lease moves. */
async function killed(n: number, models: TestModels, url: string): Promise<Killed> {
  models.isBad = false;
  const model = `killed-${n}`;
  const fleet = await RealFleet.start({ model, models, urls: [url, url, url] });
  try {
    await fleet.order(0, 'start');
    for (const i of [0, 1, 2]) await fleet.canaryAt(i);
    const decider = await fleet.decider();
    const others = [0, 1, 2].filter((i) => i !== decider);
    fleet.gateway(decider).suffer('die-in-swap');
    models.isBad = true;
    await fleet.gateway(decider).ended();
    const endedAt = Date.now();
    let decidedAt = 0;
    await until('the others have gone back', async () => {
      const all = await Promise.all(others.map((i) => fleet.status(i)));
      decidedAt = Date.parse(all[0]!.changedAt ?? '');
      return all.every(({ status }) => status === 'rolled-back');
    });
    const lasts = others.map((i) => fleet.lastCanary(i, endedAt) ?? endedAt);
    const result = { lastCanaryMs: Math.max(...lasts) - endedAt, decidedMs: decidedAt - endedAt };
    process.stderr.write(`killed ${n}: last canary after ${result.lastCanaryMs} ms\n`);
    return result;
  } finally {
    await fleet.remove();
  }
}

const quantile = (values: readonly number[], part: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.ceil(part * values.length) - 1)] ?? Number.NaN;

const spread = (values: readonly number[], per = 1, digits = 0): string =>
  [0.5, 0.95, 1].map((part) => (quantile(values, part) / per).toFixed(digits)).join(' / ');

const row = (name: string, { decidedMs, wayBackMs, canaryBefore, undecided }: Measured, most: number): string =>
  `| ${name} | ${decidedMs.length + undecided} | ${spread(decidedMs, 1000, 1)} | ${spread(wayBackMs)} | ${most} | ${spread(canaryBefore)} | ${undecided} |`;

interface Several {
  readonly drills: Measured;
  readonly kills: readonly Killed[];
}

async function several(models: TestModels): Promise<Several | null> {
  if (missingPostgres !== '') return null;
  const server = await PostgresServer.create();
  try {
    const measured = await drilled(3, models, server.url());
    const kills: Killed[] = [];
    for (let n = 1; n <= KILLS; n += 1) kills.push(await killed(n, models, server.url()));
    return { drills: measured, kills };
  } finally {
    server.remove();
  }
}

function page(one: Measured, more: Several | null, load: readonly number[]): string {
  const kills = more === null ? [] : more.kills;
  return `# Rollback time

Written by \`npm run rollout-way-back\`: real gateways in processes of their own on loopback, each with its own ledger. A drill
(\`zenbun rollout drill\`) serves a toy model that was attacked to half of all askers, asks as 4 clients of each gateway until the rollout goes back by
itself, and 4 s more. The rollback time runs from the leaf that decided to the moment at which the last request was sent that the canary answered; 0: none was.
Three values are median, 95th percentile (nearest rank) and largest. ${cpus()[0]?.model}, ${cpus().length} cores; load of the machine over a minute
before and after: ${load.map((value) => value.toFixed(1)).join(', ')}.

| gateways | drills | decided after, s | rollback time, ms | at most, ms | canary answers before | undecided |
|---|---:|---:|---:|---:|---:|---:|
${row('1, lease in files', one, MOST_MS.one)}
${more === null ? `Three gateways were not measured: ${missingPostgres}.` : row('3, lease in PostgreSQL', more.drills, MOST_MS.several)}

${
  more === null
    ? 'What becomes of it when the gateway that decides is killed was not measured either.'
    : `The gateway that decides was killed (SIGKILL) ${kills.length} times, after its leaf and before the lease moved: the worst moment. The two that were left decided
again, on their own evidence and what it had shared, ${spread(kills.map(({ decidedMs }) => decidedMs))} ms after its end, and gave the canary to nobody
after ${spread(kills.map(({ lastCanaryMs }) => lastCanaryMs))} ms. It must not take longer than the lease, ${LEASE_MS} ms.`
}
`;
}

const models = await TestModels.listen();
try {
  const [before = 0] = loadavg();
  const one = await drilled(1, models, null);
  const more = await several(models);
  await writeFile(PAGE, page(one, more, [before, loadavg()[0] ?? 0]));
  const isLate =
    Math.max(...one.wayBackMs) > MOST_MS.one ||
    Math.max(...(more?.drills.wayBackMs ?? [0])) > MOST_MS.several ||
    Math.max(0, ...(more?.kills.map(({ lastCanaryMs }) => lastCanaryMs) ?? [])) > MOST_MS.killed;
  if (isLate || one.undecided > 0 || (more?.drills.undecided ?? 0) > 0) process.exitCode = 1;
} finally {
  models.close();
}
