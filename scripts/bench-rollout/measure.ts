import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Load, type RunningServer, type Server, startZenbun } from '../bench-serve/children.ts';
import { cpuSeconds } from '../bench-serve/process-figures.ts';

/** How much is measured. Times in milliseconds. */
export interface CostPlan {
  /** Rounds of gateways, all started anew for each: the code is compiled a little differently every time. */
  readonly rounds: number;
  readonly blockMs: number;
  readonly warmUpMs: number;
  readonly atOnce: number;
  readonly events: number;
}

export const PLAN: CostPlan = { rounds: 21, blockMs: 2000, warmUpMs: 2000, atOnce: 32, events: 50 };
export const QUICK_PLAN: CostPlan = { ...PLAN, rounds: 2, blockMs: 1000, warmUpMs: 500 };

/** What requests ask for. */
export const KINDS = ['streams', 'whole answers'] as const;
export type CostKind = (typeof KINDS)[number];

/** Half of all askers, for longer than anybody measures; probes as a rollout has them unless told otherwise. */
const ROLLOUT = { canary: 'canary', stages: [{ share: '50%', for: '12h', answers: 100 }] };
const ROLLING = { models: { canary: { model: 'bench' } }, rollouts: { final: ROLLOUT } };

/** Settings of the gateways of a round. */
const VARIANTS = {
  plain: {},
  rollout: ROLLING,
  both: { ...ROLLING, watch: { referenceFor: '2s' } },
} as const;
export type CostVariant = keyof typeof VARIANTS;
const NAMES = Object.keys(VARIANTS) as CostVariant[];

/** Processor time and answers of one gateway over its blocks of a kind. */
export interface BlockCost {
  readonly seconds: number;
  readonly answers: number;
  readonly failed: number;
}

export type RoundCost = Readonly<Record<CostKind, Readonly<Record<CostVariant, BlockCost>>>> & {
  /** Answers that the rollout counted of the canary, and pairs of its metric `error`. */
  readonly exposures: number;
  readonly counted: number;
};

/** All gateways of a round, asked in turns: forth, and back again. */
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
