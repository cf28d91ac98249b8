import type { Model } from '../../src/model/index.ts';
import type { FingerprintMethod, FingerprintReference, FirstTokenSample } from '../../src/schema/index.ts';
import { seededRandom } from '../../src/stats/index.ts';
import { askAgain, firstAlarm, referenceOf, singleChecks, type Tally } from './answers.ts';
import { type LlamaOptions, modelAt, otherUsers, type Running, startLlama, startProxy } from './llama-server.ts';
import { together } from './measure-toys.ts';
import { type RealModel, realVariants, referenceFile } from './real-variants.ts';

/** Number of checks of each kind. */
interface RealPlan {
  readonly references: number;
  /** Checks per reference with nothing changed, a fifth of them while others use the server. */
  readonly checks: number;
  /** Checks per variant. */
  readonly power: number;
  /** Checks through a proxy. */
  readonly proxied: number;
  /** Checks with border inputs: with nothing changed, and per variant. */
  readonly border: { readonly nothing: number; readonly power: number };
}

export const REAL_PLAN: RealPlan = {
  references: 5,
  checks: 50,
  power: 4,
  proxied: 6,
  border: { nothing: 10, power: 2 },
};
/** A short plan that checks within a few minutes that everything works. */
export const SHORT_REAL_PLAN: RealPlan = {
  references: 1,
  checks: 4,
  power: 1,
  proxied: 2,
  border: { nothing: 2, power: 1 },
};

export interface RealRow {
  readonly words: string;
  readonly single: Tally;
  /** First alarm of the same checks run as a series, or null if none. */
  readonly alarms: readonly (number | null)[];
  readonly seconds: number;
}

export interface RealMeasured {
  readonly name: string;
  readonly absent: readonly string[];
  readonly nothing: readonly RealRow[];
  readonly variants: readonly RealRow[];
  readonly proxied: readonly RealRow[];
  readonly border: readonly RealRow[];
  /** Milliseconds per request, median over the runs of checks. */
  readonly pace: number;
}

/** Threads and slots of the reference's server and of the checks' server; the two always differ. */
const SERVERS: readonly (readonly [LlamaOptions, LlamaOptions])[] = [
  [
    { threads: 2, slots: 4 },
    { threads: 1, slots: 4 },
  ],
  [
    { threads: 1, slots: 1 },
    { threads: 2, slots: 2 },
  ],
  [
    { threads: 2, slots: 2 },
    { threads: 2, slots: 2 },
  ],
  [
    { threads: 1, slots: 4 },
    { threads: 2, slots: 8 },
  ],
  [
    { threads: 2, slots: 8 },
    { threads: 1, slots: 1 },
  ],
];
const PROXIED = ['other quantisation: Q8_0', 'one step of AdamW, rate 5e-5', 'other prompt template'];
export const PROXY_SHARE = 0.3;
const REQUESTS = { logprob: 10, border: 50 } as const;

interface Study {
  readonly python: string;
  readonly model: RealModel;
  readonly plan: RealPlan;
  readonly said: (text: string) => void;
  readonly paces: number[];
}

/** Measures a real model, served by llama.cpp, against itself and against its variants. */
export async function measureReal(
  python: string,
  model: RealModel,
  other: RealModel | null,
  plan: RealPlan,
  said: (text: string) => void,
): Promise<RealMeasured> {
  const study: Study = { python, model, plan, said, paces: [] };
  const { variants, absent } = realVariants(model, other);
  const { rows: nothing, reference } = await unchanged(study);
  const told: RealRow[] = [];
  for (const { words, file, options } of variants) {
    const row = await withServer(study, file, options, async (_, asked) => {
      const checks = await manyChecks(study, asked, reference, plan.power);
      return rowOf(words, reference, [checks.samples], checks.seconds);
    });
    told.push(row);
  }
  const proxied = await throughProxy(study, reference, variants);
  const border = await borderRows(study, variants);
  const pace = study.paces.toSorted((a, b) => a - b)[Math.floor(study.paces.length / 2)] ?? 0;
  return { name: model.name, absent, nothing, variants: told, proxied, border, pace };
}

const plainOf = ({ template }: RealModel): LlamaOptions => (template === undefined ? {} : { template });

async function withServer<T>(
  { python }: Study,
  file: string,
  options: LlamaOptions,
  use: (server: Running, asked: Model) => Promise<T>,
): Promise<T> {
  const server = await startLlama(python, file, options);
  try {
    return await use(server, await modelAt(server));
  } finally {
    await server.stop();
  }
}

async function manyChecks(study: Study, asked: Model, reference: FingerprintReference, count: number) {
  const began = performance.now();
  const samples: FirstTokenSample[][] = [];
  const requests = REQUESTS[reference.method];
  for (let i = 0; i < count; i++) samples.push(await askAgain(asked, reference, requests));
  const seconds = (performance.now() - began) / 1000;
  if (count > 0) study.paces.push((1000 * seconds) / (count * requests));
  return { samples, seconds };
}

function rowOf(
  words: string,
  reference: FingerprintReference,
  runs: readonly (readonly FirstTokenSample[][])[],
  seconds: number,
): RealRow {
  return {
    words,
    single: together(runs.map((checks) => singleChecks(reference, checks))),
    alarms: runs.map((checks, i) => firstAlarm(reference, checks, undefined, 1 + i)),
    seconds,
  };
}

/**
 * Makes references and checks each on a restarted server with other threads and slots; two other users are active
 * during a fifth of the checks.
 */
async function unchanged(study: Study): Promise<{ rows: RealRow[]; reference: FingerprintReference }> {
  const { model, plan, said } = study;
  const file = referenceFile(model);
  const made: FingerprintReference[] = [];
  const rows: RealRow[] = [];
  for (const [before, now] of SERVERS.slice(0, plan.references)) {
    const reference = await withServer(study, file, { ...plainOf(model), ...before }, (_, asked) =>
      referenceOf(asked, 'logprob'),
    );
    made.push(reference);
    const row = await withServer(study, file, { ...plainOf(model), ...now }, async (server, asked) => {
      const quiet = await manyChecks(study, asked, reference, Math.ceil((4 * plan.checks) / 5));
      const leave = otherUsers(server, 2, seededRandom(made.length));
      const busy = await manyChecks(study, asked, reference, Math.floor(plan.checks / 5)).finally(leave);
      const words = `threads ${before.threads} to ${now.threads}, slots ${before.slots} to ${now.slots}`;
      return rowOf(words, reference, [[...quiet.samples, ...busy.samples]], quiet.seconds + busy.seconds);
    });
    said(`${model.name}, ${row.words}: ${row.single.differs} of ${plan.checks} differ, ${row.seconds.toFixed(0)} s`);
    rows.push(row);
  }
  return { rows, reference: made[0]! };
}

export const NOTHING_CHANGED = 'nothing changed';

type Variants = ReturnType<typeof realVariants>['variants'];

/**
 * Measures a proxy that sends a share of the requests to another version, and a pool of two versions that were both
 * there when the reference was made.
 */
async function throughProxy(study: Study, reference: FingerprintReference, variants: Variants): Promise<RealRow[]> {
  const { model, plan, said } = study;
  const rows: RealRow[] = [];
  const random = seededRandom(30);
  for (const { words, file, options } of variants.filter(({ words }) => PROXIED.some((one) => words.startsWith(one)))) {
    const row = await withServer(study, referenceFile(model), plainOf(model), (first) =>
      withServer(study, file, options, async (second) => {
        const proxy = await startProxy([first, second], PROXY_SHARE, random);
        const checks = await manyChecks(study, await modelAt(proxy), reference, plan.proxied).finally(proxy.stop);
        if (words !== 'other quantisation: Q8_0') return [rowOf(words, reference, [checks.samples], checks.seconds)];
        return [
          rowOf(words, reference, [checks.samples], checks.seconds),
          await poolRow(study, [first, second], random),
        ];
      }),
    );
    rows.push(...row);
    said(`${model.name}, proxy, ${words}: ${row[0]!.single.differs} of ${plan.proxied} differ`);
  }
  return rows;
}

export const POOL = 'nothing changed: half of a pool has Q8_0, as when the reference was made';

async function poolRow(study: Study, servers: readonly [Running, Running], random: () => number): Promise<RealRow> {
  const pool = await startProxy(servers, 0.5, random);
  try {
    const asked = await modelAt(pool);
    const reference = await referenceOf(asked, 'logprob');
    const checks = await manyChecks(study, asked, reference, 2 * study.plan.proxied);
    return rowOf(POOL, reference, [checks.samples], checks.seconds);
  } finally {
    await pool.stop();
  }
}

/** Measures only border inputs, for a model whose other rows were measured earlier. */
export function measureBorder(
  python: string,
  model: RealModel,
  other: RealModel,
  plan: RealPlan,
  said: (text: string) => void,
): Promise<RealRow[]> {
  return borderRows({ python, model, plan, said, paces: [] }, realVariants(model, other).variants);
}

/**
 * Measures as if the server listed no tokens, from text alone. The reference's server and the server with nothing
 * changed differ in threads and slots.
 */
async function borderRows(study: Study, variants: Variants): Promise<RealRow[]> {
  const { model, plan, said } = study;
  const method: FingerprintMethod = 'border';
  const file = referenceFile(model);
  const [before, now] = SERVERS[0]!;
  const reference = await withServer(study, file, { ...plainOf(model), ...before }, (_, asked) =>
    referenceOf(asked, method),
  );
  const rows: RealRow[] = [];
  for (const { words, file: other, options } of [
    { words: NOTHING_CHANGED, file, options: { ...plainOf(model), ...now } },
    ...variants,
  ]) {
    const count = words === NOTHING_CHANGED ? plan.border.nothing : plan.border.power;
    const row = await withServer(study, other, options, async (_, asked) => {
      const checks = await manyChecks(study, asked, reference, count);
      return rowOf(words, reference, [checks.samples], checks.seconds);
    });
    rows.push(row);
    said(`${model.name}, border inputs, ${words}: ${row.single.differs} of ${count} differ`);
  }
  return rows;
}
