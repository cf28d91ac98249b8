import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Load, type RunningServer, type Server, startZenbun } from '../bench-serve/children.ts';
import { cpuSeconds } from '../bench-serve/process-figures.ts';

/** How much is measured. Times in milliseconds. */
export interface CostPlan {
  /** Pairs of gateways, both started anew for each: the code is compiled a little differently every time. */
  readonly pairs: number;
  /** Blocks of each kind go without, with, with, without, so many times over. */
  readonly turns: number;
  readonly blockMs: number;
  readonly warmUpMs: number;
  readonly atOnce: number;
  readonly events: number;
}

export const PLAN: CostPlan = { pairs: 10, turns: 1, blockMs: 3500, warmUpMs: 3500, atOnce: 32, events: 50 };
export const QUICK_PLAN: CostPlan = { ...PLAN, pairs: 2, blockMs: 1000, warmUpMs: 500 };

/** What requests ask for. */
export const KINDS = ['streams', 'whole answers'] as const;
export type CostKind = (typeof KINDS)[number];

/** Processor time and answers of one gateway over its blocks of a kind. */
export interface BlockCost {
  readonly seconds: number;
  readonly answers: number;
  readonly failed: number;
}

export interface KindCost {
  readonly without: BlockCost;
  readonly with: BlockCost;
}

export interface PairCost {
  readonly kinds: Readonly<Record<CostKind, KindCost>>;
  /** Answers that the rollout counted of the canary, and pairs of its metric `error`. */
  readonly exposures: number;
  readonly counted: number;
}

/** Half of all askers, for longer than anybody measures; probes as a rollout has them unless told otherwise. */
const ROLLOUT = { canary: 'canary', stages: [{ share: '50%', for: '12h', answers: 100 }] };

const ORDER = ['without', 'with', 'with', 'without'] as const;

/** One gateway without and one with a rollout that runs, asked in turns. */
export async function measurePair(load: Load, upstream: Server, folder: string, plan: CostPlan): Promise<PairCost> {
  const started: RunningServer[] = [];
  const start = async (name: string, more: object) => {
    mkdirSync(join(folder, name), { recursive: true });
    const server = await startZenbun(join(folder, name), upstream, [], more);
    started.push(server);
    return server;
  };
  try {
    const servers = {
      without: await start('without', {}),
      with: await start('with', { models: { canary: { model: 'bench' } }, rollouts: { final: ROLLOUT } }),
    };
    await controlled(servers.with, '/start', { reason: 'benchmark', withoutComparison: true });
    for (const kind of KINDS)
      for (const name of ['without', 'with'] as const) await block(load, servers[name], kind, plan, plan.warmUpMs);
    const kinds = {} as Record<CostKind, KindCost>;
    for (const kind of KINDS) kinds[kind] = await alternating(load, servers, kind, plan);
    const { exposures, metrics } = await controlled(servers.with, '', null);
    return { kinds, exposures, counted: metrics.find(({ id }) => id === 'error')?.pairs ?? 0 };
  } finally {
    await Promise.all(started.map((server) => server.stop()));
  }
}

async function alternating(
  load: Load,
  servers: Readonly<Record<'without' | 'with', RunningServer>>,
  kind: CostKind,
  plan: CostPlan,
): Promise<KindCost> {
  const sums = { without: NONE, with: NONE };
  for (let turn = 0; turn < plan.turns; turn += 1)
    for (const name of ORDER)
      sums[name] = added(sums[name], await block(load, servers[name], kind, plan, plan.blockMs));
  return sums;
}

const NONE: BlockCost = { seconds: 0, answers: 0, failed: 0 };

const added = (a: BlockCost, b: BlockCost): BlockCost => ({
  seconds: a.seconds + b.seconds,
  answers: a.answers + b.answers,
  failed: a.failed + b.failed,
});

async function block(
  load: Load,
  server: RunningServer,
  kind: CostKind,
  { atOnce, events }: CostPlan,
  ms: number,
): Promise<BlockCost> {
  const before = cpuSeconds(server.pid);
  const { all, failed } = await load.run<{ all: number; failed: number }>('rate', {
    url: { base: server.base },
    model: 'final',
    streams: atOnce,
    ms,
    how: `pace=0 events=${events}`,
    named: true,
    stream: kind === 'streams',
  });
  return { seconds: cpuSeconds(server.pid) - before, answers: all, failed };
}

interface Status {
  readonly exposures: number;
  readonly metrics: readonly { readonly id: string; readonly pairs: number }[];
}

/** Status of the rollout, after an order where there is one. */
async function controlled({ base }: Server, path: string, order: object | null): Promise<Status> {
  const response = await fetch(`${base.replace(/\/v1$/, '')}/rollouts/final${path}`, {
    method: order === null ? 'GET' : 'POST',
    headers: { 'content-type': 'application/json' },
    body: order === null ? null : JSON.stringify(order),
  });
  if (!response.ok) throw new Error(`The rollout answers ${response.status}: ${await response.text()}`);
  return (await response.json()) as Status;
}
