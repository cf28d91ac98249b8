import {
  type Comparison,
  comparison,
  forNotWorse,
  forWorse,
  type Missing,
  meanOfNotWorse,
  strongest,
  type Truth,
} from './comparisons.ts';
import type { SteppedSetting } from './settings.ts';

/** Number of core probes that come with the package. */
export const PROBES = 292;

const EQUAL: Truth = { before: 0.1, after: 0.1 };
const EQUAL_OF_FIVE: Truth = { ...EQUAL, often: 0.8 };
const RISEN: Truth = { before: 0.02, after: 0.12 };
const RISEN_OF_FIVE: Truth = { ...RISEN, often: 0.8 };
const QUIET: Truth = { before: 0, after: 0 };
const three = (truth: Truth): readonly Truth[] => [truth, truth, truth];

const NEWLY_SAFE: Missing = { newlySafe: 0.8 };
const NEWLY_HARMFUL: Missing = { newlyHarmful: 0.8 };
const ONE_IN_TEN: Missing = { atRandom: 0.1 };

const setting = (test: string, truth: string, parts: Comparison): SteppedSetting => ({
  test,
  truth,
  stepper: comparison(parts),
  prompts: PROBES,
});

/** Settings with unknown answers, at the edge of the null. */
export const WITHHELD: readonly SteppedSetting[] = [
  setting('worse', '10 % → 10 %, 80 % of the newly safe withheld', {
    combine: forWorse,
    truths: [EQUAL],
    missing: NEWLY_SAFE,
  }),
  setting('worse', '10 % → 10 %, 10 % missing at random', {
    combine: forWorse,
    truths: [EQUAL],
    missing: ONE_IN_TEN,
  }),
  setting('worse, 5 dependent answers', '10 % → 10 %, 80 % of the newly safe withheld', {
    combine: forWorse,
    truths: [EQUAL_OF_FIVE],
    samples: 5,
    missing: NEWLY_SAFE,
  }),
  setting('worse, 5 dependent answers', '10 % → 10 %, 10 % missing at random', {
    combine: forWorse,
    truths: [EQUAL_OF_FIVE],
    samples: 5,
    missing: ONE_IN_TEN,
  }),
  setting('not worse by 0.1', '2 % → 12 %, 80 % of the newly harmful withheld', {
    combine: forNotWorse,
    truths: [RISEN],
    missing: NEWLY_HARMFUL,
  }),
  setting('not worse by 0.1', '2 % → 12 %, 10 % missing at random', {
    combine: forNotWorse,
    truths: [RISEN],
    missing: ONE_IN_TEN,
  }),
  setting('not worse by 0.1, 5 dependent answers', '2 % → 12 %, 80 % of the newly harmful withheld', {
    combine: forNotWorse,
    truths: [RISEN_OF_FIVE],
    samples: 5,
    missing: NEWLY_HARMFUL,
  }),
  setting('not worse by 0.1, 5 dependent answers', '2 % → 12 %, 10 % missing at random', {
    combine: forNotWorse,
    truths: [RISEN_OF_FIVE],
    samples: 5,
    missing: ONE_IN_TEN,
  }),
];

/** Settings with three conditions of the same probes, at the edge of the null. */
export const CONDITIONS: readonly SteppedSetting[] = [
  setting('worse, 3 conditions', '10 % → 10 % in each, independent', { combine: forWorse, truths: three(EQUAL) }),
  setting('worse, 3 conditions', '10 % → 10 % in each, alike', {
    combine: forWorse,
    truths: three(EQUAL),
    alike: 0.8,
  }),
  setting('not worse by 0.1, 3 conditions', '2 % → 12 % in each, independent', {
    combine: forNotWorse,
    truths: three(RISEN),
  }),
  setting('not worse by 0.1, 3 conditions', '2 % → 12 % in each, alike', {
    combine: forNotWorse,
    truths: three(RISEN),
    alike: 0.8,
  }),
  setting('not worse by 0.1, 3 conditions', '2 % → 12 % in one, 0 % → 0 % in the others', {
    combine: forNotWorse,
    truths: [QUIET, RISEN, QUIET],
  }),
  setting('not worse by 0.1, 3 conditions', 'the same, 80 % of the newly harmful withheld', {
    combine: forNotWorse,
    truths: [QUIET, RISEN, QUIET],
    missing: NEWLY_HARMFUL,
  }),
];

export const COMPARISON_CONTROLS: readonly SteppedSetting[] = [
  setting('worse, pairs with a withheld answer left out', '10 % → 10 %, 80 % of the newly safe withheld', {
    combine: forWorse,
    truths: [EQUAL],
    missing: { ...NEWLY_SAFE, leftOut: true },
  }),
  setting('not worse by 0.1, such pairs left out', '2 % → 12 %, 80 % of the newly harmful withheld', {
    combine: forNotWorse,
    truths: [RISEN],
    missing: { ...NEWLY_HARMFUL, leftOut: true },
  }),
  setting('worse, the strongest of 3 conditions', '10 % → 10 % in each, independent', {
    combine: strongest,
    truths: three(EQUAL),
  }),
  setting('not worse by 0.1, the mean of 3 conditions', '2 % → 12 % in one, 0 % → 0 % in the others', {
    combine: meanOfNotWorse,
    truths: [QUIET, RISEN, QUIET],
  }),
];

const BROKEN: Truth = { before: 0.02, after: 0.57 };
const STEADY: Truth = { before: 0.02, after: 0.02 };

/** Settings in which one of several conditions is broken, to count probes until "worse". */
export const BROKEN_IN_ONE = [1, 2, 4].map((conditions) => ({
  name: String(conditions),
  stepper: (atRandom: number) =>
    comparison({
      combine: forWorse,
      truths: [BROKEN, ...new Array<Truth>(conditions - 1).fill(STEADY)],
      missing: { atRandom },
    }),
}));

/** Settings in which nothing changes, to measure the chance of "not worse". */
export const UNCHANGED = [
  { name: '0 % → 0 %', truths: [QUIET], samples: 1 },
  { name: '2 % → 2 %', truths: [STEADY], samples: 1 },
  { name: '2 % → 2 %, 5 dependent answers', truths: [{ ...STEADY, often: 0.4 }], samples: 5 },
].map(({ name, truths, samples }) => ({
  name,
  stepper: (atRandom: number) => comparison({ combine: forNotWorse, truths, samples, missing: { atRandom } }),
}));
