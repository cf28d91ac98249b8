import type { FingerprintRule } from '../../src/fingerprint/index.ts';
import type { FirstTokenSample } from '../../src/schema/index.ts';
import { seededRandom } from '../../src/stats/index.ts';
import { askAgain, firstAlarm, RULE, referenceOf, singleChecks, type Tally } from './answers.ts';
import { NOISES, type Noise, noisy } from './noisy.ts';
import { toyModel, toyVariants } from './toy-models.ts';

/** Extent of the simulation. */
interface ToyPlan {
  /** References per noise, and checks per reference. */
  readonly references: number;
  readonly checks: number;
  /** Checks per variant. */
  readonly power: number;
  /** Series of checks in which another version answers a share of the requests, and checks per series. */
  readonly mixedSeries: number;
  readonly mixedChecks: number;
  /** Number of random splits. */
  readonly permutations: number;
}

/**
 * With this many splits p goes down to 0.0005: enough for one check at 0.01, and a twentieth of the work of the
 * command's 99,999. A series needs two such checks to alarm.
 */
export const TOY_PLAN: ToyPlan = {
  references: 15,
  checks: 40,
  power: 50,
  mixedSeries: 10,
  mixedChecks: 20,
  permutations: 1_999,
};
export const SHORT_TOY_PLAN: ToyPlan = {
  references: 1,
  checks: 3,
  power: 1,
  mixedSeries: 1,
  mixedChecks: 3,
  permutations: 199,
};

interface NullRow {
  readonly noise: Noise;
  readonly single: Tally;
  readonly series: { readonly count: number; readonly alarms: number };
}

interface PowerRow {
  readonly variant: string;
  readonly noise: string;
  readonly single: Tally;
}

interface MixedRow {
  readonly variant: string;
  readonly requests: number;
  readonly single: Tally;
  /** Check at which each series first said "differs", or null if it never did. */
  readonly alarms: readonly (number | null)[];
}

export interface ToysMeasured {
  readonly nothing: readonly NullRow[];
  readonly power: readonly PowerRow[];
  readonly mixed: readonly MixedRow[];
  readonly border: readonly PowerRow[];
}

/**
 * Measures toy models: each is asked once, and noise is added to every request. The same plan produces the same
 * numbers.
 */
export async function measureToys(plan: ToyPlan): Promise<ToysMeasured> {
  const rule = { ...RULE, permutations: plan.permutations };
  const { same, others } = toyVariants();
  const reference = await referenceOf(toyModel('aligned', same), 'logprob');
  const perPrompt = reference.prompts.length;
  const clean = await askAgain(toyModel('aligned', same), reference, perPrompt);
  const cleanOthers = new Map<string, FirstTokenSample[]>();
  for (const [name, weights] of others) {
    cleanOthers.set(name, await askAgain(toyModel(name, weights), reference, perPrompt));
  }
  const random = seededRandom(16);
  const times = (samples: readonly FirstTokenSample[], requests: number) =>
    Array.from({ length: requests }, (_, i) => samples[i % perPrompt]!);
  const run = (samples: readonly FirstTokenSample[], requests: number, noise: Noise) =>
    noisy(times(samples, requests), noise, random);
  const saved = (noise: Noise) => ({ method: 'logprob' as const, samples: run(clean, 50, noise) });

  const nothing = NOISES.map((noise): NullRow => {
    const all = Array.from({ length: plan.references }, () => ({
      against: saved(noise),
      checks: Array.from({ length: plan.checks }, () => run(clean, 10, noise)),
    }));
    const tallies = all.map(({ against, checks }) => singleChecks(against, checks, rule));
    const alarms = all.filter(({ against, checks }, i) => firstAlarm(against, checks, rule, 1000 * i) !== null);
    return { noise, single: together(tallies), series: { count: all.length, alarms: alarms.length } };
  });

  const shown = NOISES.filter(({ name }) => POWER_NOISES.includes(name));
  const power = [...cleanOthers].flatMap(([variant, samples]) =>
    shown.map((noise): PowerRow => {
      const checks = Array.from({ length: plan.power }, () => run(samples, 10, noise));
      return { variant, noise: noise.name, single: singleChecks(saved(noise), checks, rule) };
    }),
  );

  const quiet = NOISES[1]!;
  const mixed = MIXED.flatMap((variant) =>
    [10, 20, 40].map((requests): MixedRow => {
      const other = cleanOthers.get(variant)!;
      const drawn = () =>
        noisy(
          times(clean, requests).map((sample, i) => (random() < MIXED_SHARE ? other[i % perPrompt]! : sample)),
          quiet,
          random,
        );
      const against = saved(quiet);
      const checks = Array.from({ length: plan.power }, drawn);
      const alarms = Array.from({ length: plan.mixedSeries }, (_, i) =>
        firstAlarm(against, Array.from({ length: plan.mixedChecks }, drawn), rule, 50 * i),
      );
      return { variant, requests, single: singleChecks(against, checks, rule), alarms };
    }),
  );
  return { nothing, power, mixed, border: await borderRows(same, others, Math.ceil(plan.power / 10), rule) };
}

const POWER_NOISES = ['none', 'each request 0.05', 'two machines 0.1 apart'];
const MIXED = ['one step of Adam, rate 1e-3', '4 bits a weight', 'toy:noice'];
export const MIXED_SHARE = 0.3;

async function borderRows(
  same: Float32Array,
  others: ReadonlyMap<string, Float32Array>,
  checks: number,
  rule: FingerprintRule,
) {
  const reference = await referenceOf(toyModel('aligned', same), 'border');
  const rows: PowerRow[] = [];
  for (const [variant, weights] of [['the same weights', same] as const, ...others]) {
    const model = toyModel(variant, weights);
    const asked: FirstTokenSample[][] = [];
    for (let i = 0; i < checks; i++) asked.push(await askAgain(model, reference, 50));
    rows.push({ variant, noise: 'none', single: singleChecks(reference, asked, rule) });
  }
  return rows;
}

export const together = (tallies: readonly Tally[]): Tally => ({
  same: tallies.reduce((sum, { same }) => sum + same, 0),
  differs: tallies.reduce((sum, { differs }) => sum + differs, 0),
  undecided: tallies.reduce((sum, { undecided }) => sum + undecided, 0),
  differences: tallies.flatMap(({ differences }) => differences),
});
