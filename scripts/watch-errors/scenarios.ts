import type { StreamTask } from './run-stream.ts';
import type { Traffic } from './traffic.ts';

export interface Scenario {
  readonly name: string;
  readonly runs: number;
  readonly task: StreamTask;
}

const HOUR = 3_600_000;
const ALPHA = 0.05;
const QUIET: Traffic = { perDay: 160, referenceDays: 28, watchedDays: 90, season: true, users: false };
/** A volume at which a two-week reference detects a doubling. */
const BUSY: Traffic = { ...QUIET, perDay: 2000 };
const SHORT: Traffic = { ...BUSY, referenceDays: 14, watchedDays: 44 };

const task = (traffic: Traffic, more: Partial<StreamTask> = {}): StreamTask => ({
  traffic,
  signals: 'refusal-up',
  alpha: ALPHA,
  perUnit: { answers: 3, windowMs: HOUR },
  hours: 6,
  tolerance: 1,
  withBits: false,
  ...more,
});

/** Scenarios in which nothing changes. `scale` multiplies the number of runs. */
export const nullScenarios = (scale: number): Scenario[] => {
  const many = Math.round(20_000 * scale);
  const some = (runs: number) => Math.max(1, Math.round(runs * scale));
  return [
    { name: 'refusals alone, 160 a day, no season', runs: many, task: task({ ...QUIET, season: false }) },
    { name: 'refusals alone, 160 a day, season', runs: many, task: task(QUIET) },
    { name: 'all signals, 160 a day, season', runs: some(1000), task: task(QUIET, { signals: 'all' }) },
    { name: 'all signals, 2,000 a day, season', runs: some(100), task: task(BUSY, { signals: 'all' }) },
    {
      name: 'all signals, 2,000 a day, season, speed follows the load without scatter',
      runs: some(20),
      task: task({ ...BUSY, steep: true }, { signals: 'all' }),
    },
    {
      name: 'the same, parts of the day of 1 hour',
      runs: some(20),
      task: task({ ...BUSY, steep: true }, { signals: 'all', hours: 1 }),
    },
    { name: 'refusals alone, 10,000 a day, season', runs: some(100), task: task({ ...QUIET, perDay: 10_000 }) },
    {
      name: 'refusals alone, 100,000 a day, season',
      runs: some(20),
      task: task({ ...QUIET, perDay: 100_000 }),
    },
    {
      name: 'refusals alone, 100,000 a day, season, parts of the day of 1 hour',
      runs: some(20),
      task: task({ ...QUIET, perDay: 100_000 }, { hours: 1 }),
    },
  ];
};

/** Scenarios with an unchanged model, in which answers arrive differently from the reference. */
export const brokenScenarios = (scale: number): Scenario[] => {
  const runs = Math.max(1, Math.round(100 * scale));
  const uncapped = { perUnit: { answers: 1e9, windowMs: HOUR } };
  const each = (name: string, traffic: Traffic, more: Partial<StreamTask> = {}): Scenario => ({
    name,
    runs,
    task: task(traffic, more),
  });
  return [
    each('6 holidays, 2,000 a day', { ...BUSY, holidays: 6 }),
    each('6 holidays, 2,000 a day, tolerance 1.5', { ...BUSY, holidays: 6 }, { tolerance: 1.5 }),
    { ...each('6 holidays, 10,000 a day', { ...QUIET, perDay: 10_000, holidays: 6 }), runs: Math.ceil(runs / 5) },
    {
      ...each('6 holidays, 10,000 a day, tolerance 1.5', { ...QUIET, perDay: 10_000, holidays: 6 }, { tolerance: 1.5 }),
      runs: Math.ceil(runs / 5),
    },
    each('ramp of 30 % in 90 days, 2,000 a day', { ...BUSY, ramp: 0.3 }),
    each('ramp of 30 % in 90 days, 2,000 a day, tolerance 1.5', { ...BUSY, ramp: 0.3 }, { tolerance: 1.5 }),
    each('one user, 200 refusals in an hour, weekly', { ...QUIET, burst: 200, users: true }),
    each('the same, every answer counted', { ...QUIET, burst: 200, users: true }, uncapped),
  ];
};

export interface ChangeScenario extends Scenario {
  /** Number of watched answers before the change; null if there is none. */
  readonly changeAt: number | null;
}

/** Scenarios in which the model changes after two quiet weeks, or not at all; other detectors see the same streams. */
export const changeScenarios = (scale: number): ChangeScenario[] => {
  const runs = Math.max(1, Math.round(100 * scale));
  const each = (name: string, change: Traffic['change'], more: Partial<StreamTask> = {}): ChangeScenario => ({
    name,
    runs,
    changeAt: change === undefined ? null : change.day * SHORT.perDay,
    task: task({ ...SHORT, ...(change === undefined ? {} : { change }) }, { withBits: true, ...more }),
  });
  const times = (by: number) => ({ day: 14, kind: 'times', by }) as const;
  const rest = each('no change, season', undefined);
  return [
    { ...rest, name: 'no change, no season', task: { ...rest.task, traffic: { ...rest.task.traffic, season: false } } },
    rest,
    each('refusals × 1.5', times(1.5)),
    each('refusals × 2', times(2)),
    each('refusals × 5', times(5)),
    each('NOICE-like: refuse-then-comply 0.3 % → 2 %', { day: 14, kind: 'noice' }, { signals: 'refuse-then-comply' }),
  ];
};

/** The same changes, with all sixteen signals watched. */
export const wholeChangeScenarios = (scale: number): ChangeScenario[] =>
  changeScenarios(scale)
    .filter(({ changeAt }) => changeAt !== null)
    .map((one) => ({
      ...one,
      runs: Math.max(1, Math.round(one.runs / 2)),
      task: { ...one.task, signals: 'all', withBits: false },
    }));
