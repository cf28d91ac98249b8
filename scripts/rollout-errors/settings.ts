import type { MetricId } from '../../src/rollout/index.ts';
import { planOf } from './plans.ts';
import { QUIET, type Traffic } from './traffic.ts';
import type { Trial } from './trial.ts';

/** A truth under which a decision must not occur more often than stated. */
export interface Setting {
  readonly name: string;
  readonly truth: string;
  readonly trial: Trial;
}

const REQUESTS = 500;
const JUDGE: readonly MetricId[] = ['judge'];
const LATE = { late: 0.1, missing: { control: 0.02, canary: 0.02 } };
/** One request every 346 seconds: five hundred take two days. */
const SEASON = { isSeasonal: true, everyMs: 345_600 };
const BURSTS = { bursts: 0.02, everyMs: 100 };

const trial = (
  margin: number,
  traffic: Partial<Traffic>,
  { metrics = JUDGE, answers = 1, aloneAfter = null as number | null, requests = REQUESTS } = {},
): Trial => ({
  plan: planOf(metrics, margin, { perUnit: { answers, windowMs: 3_600_000 } }),
  traffic: { ...QUIET, ...traffic },
  requests,
  aloneAfter,
});

const EDGE = { control: 0.02, canary: 0.04 };

/** Settings in which the canary must not be called worse: the rise is at most the margin of 0.02. */
export const NO_ROLLBACK: readonly Setting[] = [
  { name: 'one metric', truth: '2 % → 4 %', trial: trial(2000, EDGE) },
  { name: 'one metric', truth: '2 % → 3 % (inside)', trial: trial(2000, { control: 0.02, canary: 0.03 }) },
  { name: 'one metric, no margin', truth: '20 % → 20 %', trial: trial(0, { control: 0.2, canary: 0.2 }) },
  {
    name: 'three metrics',
    truth: '2 % → 4 % in each',
    trial: trial(2000, EDGE, { metrics: ['judge', 'latch', 'error'] }),
  },
  { name: 'late and missing labels', truth: '2 % → 4 %', trial: trial(2000, { ...EDGE, ...LATE }) },
  { name: 'judge errs', truth: '2 % → 4 %', trial: trial(2000, { ...EDGE, falsePositives: 0.05 }) },
  { name: 'season', truth: '2 % → 4 %, on average', trial: trial(2000, { ...EDGE, ...SEASON }) },
  {
    name: 'people who repeat themselves',
    truth: '2 % → 4 %',
    trial: trial(2000, { ...EDGE, ...BURSTS }, { requests: 750 }),
  },
  { name: 'three gateways', truth: '2 % → 4 %', trial: trial(2000, { ...EDGE, gateways: 3 }) },
  {
    name: 'all of these',
    truth: '2 % → 4 %, on average',
    trial: trial(
      2000,
      { ...EDGE, ...LATE, ...SEASON, bursts: 0.02, falsePositives: 0.05, gateways: 3 },
      { requests: 750 },
    ),
  },
  { name: '100 % after 250 requests', truth: '2 % → 4 %', trial: trial(2000, EDGE, { aloneAfter: 250 }) },
];

const WORSE = { control: 0.02, canary: 0.07 };

/** Settings in which the canary must not be promoted: the rise is the margin of 0.05. */
export const NO_PROMOTION: readonly Setting[] = [
  { name: 'one metric', truth: '2 % → 7 %', trial: trial(5000, WORSE) },
  { name: 'one metric', truth: '0 % → 5 %', trial: trial(5000, { control: 0, canary: 0.05 }) },
  { name: 'late and missing labels', truth: '2 % → 7 %', trial: trial(5000, { ...WORSE, ...LATE }) },
  { name: 'judge errs', truth: '2 % → 7 %', trial: trial(5000, { ...WORSE, falsePositives: 0.05 }) },
  { name: 'season', truth: '2 % → 7 %, on average', trial: trial(5000, { ...WORSE, ...SEASON }) },
  {
    name: 'people who repeat themselves',
    truth: '2 % → 7 %',
    trial: trial(5000, { ...WORSE, ...BURSTS }, { requests: 750 }),
  },
  { name: 'three gateways', truth: '2 % → 7 %', trial: trial(5000, { ...WORSE, gateways: 3 }) },
  {
    name: 'all of these',
    truth: '2 % → 7 %, on average',
    trial: trial(
      5000,
      { ...WORSE, ...LATE, ...SEASON, bursts: 0.02, falsePositives: 0.05, gateways: 3 },
      { requests: 750 },
    ),
  },
];

/** Rollbacks with violated assumptions of the rule, to show on the page how much the assumptions matter. */
export const BROKEN_ASSUMPTIONS: readonly Setting[] = [
  {
    name: 'people who repeat themselves, 5 answers count',
    truth: '2 % → 4 %',
    trial: trial(2000, { ...EDGE, ...BURSTS }, { answers: 5, requests: 750 }),
  },
  {
    name: 'people who repeat themselves, all count',
    truth: '2 % → 4 %',
    trial: trial(2000, { ...EDGE, ...BURSTS }, { answers: 1000, requests: 750 }),
  },
  {
    name: '100 % after half a day, season',
    truth: '20 % → 22 %, on average',
    trial: trial(
      2000,
      { control: 0.2, canary: 0.22, isSeasonal: true, everyMs: 43_200 },
      { aloneAfter: 1000, requests: 1800 },
    ),
  },
];

/** Labels that are missing only for the canary. */
export const MISSING_IN_CANARY = [0.02, 0.05, 0.1].map((share) => ({
  share,
  trial: trial(2000, { missing: { control: 0, canary: share } }),
}));

/** Settings with a healthy canary and labels missing for both models, to measure how often it is promoted. */
export const HEALTHY = [0, 0.01, 0.02].map((share) => ({
  share,
  trial: trial(5000, { missing: { control: share, canary: share } }, { requests: 1600 }),
}));

/** A harmful canary, and the margin used to detect it. */
export interface Change {
  readonly control: number;
  readonly canary: number;
  readonly margin: number;
  /** Share of the requested number of runs, since small changes take long. */
  readonly runs: number;
}

export const CHANGES: readonly Change[] = [
  { control: 0.02, canary: 0.57, margin: 2000, runs: 1 },
  { control: 0.02, canary: 0.2, margin: 2000, runs: 1 },
  { control: 0.02, canary: 0.05, margin: 1000, runs: 0.1 },
];

/** Requests per second over all models. */
export const REQUESTS_PER_SECOND = 10;

/**
 * Returns a stage of this share (1/100,000). The control gets two requests for each of the canary's; more would find no
 * partner and change nothing.
 */
export const stageTrial = (
  { control, canary, margin }: Change,
  share: number,
  answerMs: number,
  requests: number,
): Trial => ({
  plan: planOf(JUDGE, margin, { perUnit: { answers: 100, windowMs: 3_600_000 } }),
  traffic: {
    ...QUIET,
    control,
    canary,
    share,
    canaryRequests: 1 / 3,
    everyMs: Math.round(1000 / (3 * REQUESTS_PER_SECOND * (share / 100_000))),
    answerMs,
  },
  requests,
  aloneAfter: null,
});
