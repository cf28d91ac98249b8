import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Load, type RunningServer, type Server, startZenbun } from '../bench-serve/children.ts';
import { cpuSeconds } from '../bench-serve/process-figures.ts';

/** Extent of a measurement. Times in milliseconds. */
export interface CostPlan {
  /** Rounds, each with newly started gateways: the code is compiled slightly differently every time. */
  readonly rounds: number;
  readonly blockMs: number;
  readonly warmUpMs: number;
  readonly atOnce: number;
  readonly events: number;
}

export const PLAN: CostPlan = { rounds: 21, blockMs: 2000, warmUpMs: 2000, atOnce: 32, events: 50 };
export const QUICK_PLAN: CostPlan = { ...PLAN, rounds: 2, blockMs: 1000, warmUpMs: 500 };

/** Kinds of requests. */
export const KINDS = ['streams', 'whole answers'] as const;
export type CostKind = (typeof KINDS)[number];

/** Half of all users, for longer than any measurement takes; other settings, such as probes, are the defaults. */
const ROLLOUT = { canary: 'canary', stages: [{ share: '50%', for: '12h', answers: 100 }] };
const ROLLING = { models: { canary: { model: 'bench' } }, rollouts: { final: ROLLOUT } };

/** Gateway variants measured in each round. */
const VARIANTS = {
  plain: {},
  rollout: ROLLING,
  both: { ...ROLLING, watch: { referenceFor: '2s' } },
} as const;
export type CostVariant = keyof typeof VARIANTS;
const NAMES = Object.keys(VARIANTS) as CostVariant[];

/** Processor time and answers of one gateway over all its blocks of one kind. */
export interface BlockCost {
  readonly seconds: number;
  readonly answers: number;
  readonly failed: number;
}

export type RoundCost = Readonly<Record<CostKind, Readonly<Record<CostVariant, BlockCost>>>> & {
  /** Canary answers that the rollout counted, and pairs of its metric `error`. */
  readonly exposures: number;
  readonly counted: number;
};

/** Measures all gateways of a round in turn, forwards and then backwards. */
export async function measureRound(load: Load, upstream: Server, folder: string, plan: CostPlan): Promise<RoundCost> {
  const started = {} as Record<CostVariant, RunningServer>;
  try {
    for (const name of NAMES) {
      mkdirSync(join(folder, name), { recursive: true });
      started[name] = await startZenbun(join(folder, name), upstream, [], VARIANTS[name]);
      if (name !== 'plain') await controlled(started[name], '/start', { reason: 'benchmark', withoutComparison: true });
    }
    for (const kind of KINDS) for (const name of NAMES) await block(load, started[name], kind, plan, plan.warmUpMs);
    const streams = await alternating(load, started, 'streams', plan);
    const whole = await alternating(load, started, 'whole answers', plan);
    const { exposures, metrics } = await controlled(started.rollout, '', null);
    const counted = metrics.find(({ id }) => id === 'error')?.pairs ?? 0;
    return { streams, 'whole answers': whole, exposures, counted };
  } finally {
    await Promise.all(Object.values(started).map((server) => server.stop()));
  }
}

const NONE: BlockCost = { seconds: 0, answers: 0, failed: 0 };

async function alternating(
  load: Load,
  servers: Readonly<Record<CostVariant, RunningServer>>,
  kind: CostKind,
  plan: CostPlan,
): Promise<Readonly<Record<CostVariant, BlockCost>>> {
  const sums = { plain: NONE, rollout: NONE, both: NONE };
  for (const name of [...NAMES, ...[...NAMES].reverse()])
    sums[name] = added(sums[name], await block(load, servers[name], kind, plan, plan.blockMs));
  return sums;
}

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

/** Returns the status of the rollout, after sending it the order if there is one. */
async function controlled({ base }: Server, path: string, order: object | null): Promise<Status> {
  const response = await fetch(`${base.replace(/\/v1$/, '')}/rollouts/final${path}`, {
    method: order === null ? 'GET' : 'POST',
    headers: { 'content-type': 'application/json' },
    body: order === null ? null : JSON.stringify(order),
  });
  if (!response.ok) throw new Error(`The rollout answers ${response.status}: ${await response.text()}`);
  return (await response.json()) as Status;
}
