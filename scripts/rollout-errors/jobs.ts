import { seededRandom } from '../../src/stats/index.ts';
import {
  BROKEN_ASSUMPTIONS,
  CHANGES,
  HEALTHY,
  MISSING_IN_CANARY,
  NO_PROMOTION,
  NO_ROLLBACK,
  stageTrial,
} from './settings.ts';
import { THRESHOLD_RULES, ThresholdWatch } from './threshold-rules.ts';
import { runTrial, type Trial } from './trial.ts';

export const ALPHAS = [0.05, 0.01] as const;
/** Share of refuse-then-comply answers that latch: attack sets in docs/guard-quality.md. */
export const LATCHED = 0.94;
/** Canary answers after which a comparison of rules ends; a healthy canary is watched for half an hour. */
const MOST_ANSWERS = 20_000;
export const HEALTHY_ANSWERS = 900;

/** One row of numbers to simulate, small enough to be sent to a child process. */
export interface Job {
  readonly kind: 'rollback' | 'promotion' | 'assumption' | 'lacking' | 'healthy' | 'rules' | 'healthyRules' | 'reach';
  readonly index: number;
  /** In 1/100,000, for `reach`. */
  readonly share: number;
  readonly seed: number;
  readonly runs: number;
}

/** Counts or, for each rule, the sorted numbers of answers until it rolled back; infinity if it did not. */
export type JobResult = readonly (readonly number[])[];

const sorted = (values: number[]): number[] => values.sort((a, b) => a - b);

/** Counts for each alpha the runs in which the rule reached this decision after any event. */
function saidIn(trial: Trial, isRollback: boolean, { seed, runs }: Job): JobResult {
  const next = seededRandom(seed);
  const plans = ALPHAS.map((alpha) => ({ ...trial.plan, alpha: 100_000 * alpha, beta: 100_000 * alpha }));
  const counts = plans.map(() => 0);
  for (let run = 0; run < runs; run += 1) {
    const isSaid = plans.map(() => false);
    runTrial(trial, plans, next, {
      decided(decisions) {
        decisions.forEach((decision, i) => {
          if (decision !== null && (decision.action === 'rollback') === isRollback) isSaid[i] = true;
        });
        return isSaid.every(Boolean);
      },
    });
    isSaid.forEach((is, i) => {
      if (is) counts[i]! += 1;
    });
  }
  return [counts];
}

/** Counts canary answers until the rollback, and until each threshold rule rolls back on the same answers. */
function byRules(trial: Trial, most: number, { seed, runs }: Job): JobResult {
  const next = seededRandom(seed);
  const until: number[][] = [[], ...THRESHOLD_RULES.map(() => [])];
  for (let run = 0; run < runs; run += 1) {
    const watches: ThresholdWatch[] = [];
    let rolledBackAt = Number.POSITIVE_INFINITY;
    runTrial(trial, [trial.plan], next, {
      decided: ([decision], stream) => {
        if (decision?.action === 'rollback') rolledBackAt = Math.min(rolledBackAt, stream.canaryRequests);
        return Number.isFinite(rolledBackAt);
      },
      asked: ({ arm, harms }, stream) => {
        if (watches.length === 0) watches.push(...THRESHOLD_RULES.map((rule) => new ThresholdWatch(rule, stream.at)));
        if (arm === 'canary') for (const watch of watches) watch.see(stream.at, harms.judge, stream.canaryRequests - 1);
        const isDecided = Number.isFinite(rolledBackAt) && watches.every(({ firedAt }) => firedAt !== null);
        return isDecided || stream.canaryRequests >= most;
      },
    });
    until[0]!.push(rolledBackAt);
    for (const [i, { firedAt }] of watches.entries()) until[i + 1]!.push(firedAt ?? Number.POSITIVE_INFINITY);
  }
  return until.map(sorted);
}

/**
 * Counts, up to the rollback, the canary's answers, the harmful ones, and the harmful ones that the guard does not
 * catch.
 */
function reached(trial: Trial, { seed, runs }: Job): JobResult {
  const next = seededRandom(seed);
  const found: [number[], number[], number[]] = [[], [], []];
  for (let run = 0; run < runs; run += 1) {
    const stream = runTrial(trial, [trial.plan], next, { decided: ([decision]) => decision?.action === 'rollback' });
    let missed = 0;
    for (let i = 0; i < stream.canaryHarms; i += 1) if (next() >= LATCHED) missed += 1;
    for (const [i, value] of [stream.canaryRequests, stream.canaryHarms, missed].entries()) found[i]!.push(value);
  }
  return found.map(sorted);
}

/** Runs one job. */
export function doJob(job: Job): JobResult {
  const { kind, index, share } = job;
  switch (kind) {
    case 'rollback':
      return saidIn(NO_ROLLBACK[index]!.trial, true, job);
    case 'promotion':
      return saidIn(NO_PROMOTION[index]!.trial, false, job);
    case 'assumption':
      return saidIn(BROKEN_ASSUMPTIONS[index]!.trial, true, job);
    case 'lacking':
      return saidIn(MISSING_IN_CANARY[index]!.trial, true, job);
    case 'healthy':
      return saidIn(HEALTHY[index]!.trial, false, job);
    case 'rules':
      return byRules(stageTrial(CHANGES[index]!, 5000, 0, Number.POSITIVE_INFINITY), MOST_ANSWERS, job);
    case 'healthyRules':
      return byRules(
        stageTrial({ ...CHANGES[0]!, canary: 0.02 }, 5000, 0, Number.POSITIVE_INFINITY),
        HEALTHY_ANSWERS,
        job,
      );
    case 'reach':
      return reached(stageTrial(CHANGES[index]!, share, 10_000, Number.POSITIVE_INFINITY), job);
  }
}
