import { expect, test } from 'vitest';
import { seededRandom, upperBound } from '../stats/index.ts';
import { answersOf, moved, type SimulatedModel, simulatedModel } from './fixtures/simulated-model.ts';
import type { FingerprintRule } from './rule.ts';
import { type FingerprintSeries, startSeries, stepSeries } from './series.ts';

const RULE: FingerprintRule = { alpha: 0.1, margin: 0, permutations: 99 };

function run(model: SimulatedModel, checks: number, random: () => number, rule: FingerprintRule, later = model) {
  const reference = answersOf(model, 3, random);
  let series: FingerprintSeries = startSeries(reference);
  const found = [];
  for (let nth = 1; nth <= checks; nth++) {
    const check = answersOf(nth > checks / 2 ? later : model, 1, random);
    const step = stepSeries(series, { method: 'logprob', reference, check }, rule, nth);
    series = JSON.parse(JSON.stringify(step.series));
    found.push(step.found);
  }
  return { series, found, reference };
}

test('however long a series is, an unchanged model seldom reaches the bar', () => {
  const runs = 100;
  let alarms = 0;
  let most = 0;
  for (let seed = 0; seed < runs; seed++) {
    const random = seededRandom(seed);
    // A reference of three requests is often odd by chance. Checks compared with it alone would all be wrong together.
    const model = simulatedModel(random, { noise: 0.3, prompts: 2, tokens: 12, top: 6 });
    const { found } = run(model, 16, random, RULE);
    const highest = Math.max(...found.map(({ eValue }) => eValue));
    if (highest >= 1 / RULE.alpha) alarms++;
    most = Math.max(most, highest);
  }
  expect(1 - upperBound(runs - alarms, runs, 0.999)).toBeLessThanOrEqual(RULE.alpha);
  expect(most).toBeGreaterThan(2);
});

const FINE: FingerprintRule = { alpha: 0.01, margin: null, permutations: 9999 };

test('a change is told within three checks, and stays told until the model is the same again', () => {
  const random = seededRandom(5);
  const model = simulatedModel(random, { noise: 0, prompts: 5 });
  const { series, found, reference } = run(model, 12, random, FINE, moved(model, 0.1, random));
  expect(found.map(({ finding }) => finding.decision).slice(0, 6)).toEqual(Array(6).fill('same-within-margin'));
  expect(found.map(({ finding }) => finding.decision).slice(8)).toEqual(Array(4).fill('differs'));
  expect(series.alarm).toBeLessThanOrEqual(9);
  expect(found.at(-1)!.eValue).toBeGreaterThan(100);

  const back = stepSeries(series, { method: 'logprob', reference, check: answersOf(model, 1, random) }, FINE, 1);
  expect(back.found).toMatchObject({ nth: 13, finding: { decision: 'same-within-margin' } });
  expect(back.series).toEqual({ ...startSeries(reference), checks: 13 });
});

test('a model that moves a little at each check does not become the new normal', () => {
  const random = seededRandom(6);
  const start = simulatedModel(random, { noise: 0.01 });
  const reference = answersOf(start, 10, random);
  let series = startSeries(reference);
  let model = start;
  const decisions: string[] = [];
  for (let nth = 1; nth <= 30; nth++) {
    model = moved(model, 0.01, random);
    const step = stepSeries(series, { method: 'logprob', reference, check: answersOf(model, 2, random) }, FINE, nth);
    series = step.series;
    decisions.push(step.found.finding.decision);
  }
  expect(decisions.slice(-10)).not.toContain('same-within-margin');
});

test('what is kept stays bounded', () => {
  const random = seededRandom(7);
  const model = simulatedModel(random, { noise: 0.1, prompts: 2 });
  const { series } = run(model, 60, random, { ...RULE, permutations: 9 });
  expect(series.pool).toHaveLength(80);
});

test('a check without an answer is no evidence', () => {
  const random = seededRandom(8);
  const reference = answersOf(simulatedModel(random), 3, random);
  const { series, found } = stepSeries(startSeries(reference), { method: 'logprob', reference, check: [] }, RULE, 1);
  expect(found).toMatchObject({ nth: 1, eValue: 1, finding: { decision: 'undecided' } });
  expect(series.evidence).toEqual(startSeries(reference).evidence);
});
