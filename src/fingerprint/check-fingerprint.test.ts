import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seededRandom, upperBound } from '../stats/index.ts';
import { checkFingerprint } from './check-fingerprint.ts';
import { answersOf, moved, simulatedModel, textsOf } from './fixtures/simulated-model.ts';
import { permutationPValue } from './permutation.ts';
import type { FingerprintRule } from './rule.ts';
import { readSamples } from './strata.ts';

const RULE: FingerprintRule = { alpha: 0.05, margin: null, permutations: 199 };

function shareOf(method: 'logprob' | 'border', runs: number, noise: number, isIt: (p: number) => boolean): number {
  let hits = 0;
  for (let run = 0; run < runs; run++) {
    const random = seededRandom(1000 + run);
    const model = simulatedModel(random, { noise, prompts: 3 });
    const [reference, check] = [answersOf(model, 6, random), answersOf(model, 2, random)];
    if (isIt(permutationPValue(readSamples(method, reference, check).strata, RULE.permutations, run))) hits++;
  }
  return hits;
}

describe('under no change', () => {
  test.each([
    ['logprob', 0.05, 0.05],
    ['logprob', 0.05, 0.2],
    ['logprob', 0.6, 0.05],
    ['border', 0, 0.05],
    ['border', 0, 0.2],
  ] as const)('%s, noise %d: p <= alpha %d no more often than alpha', (method, noise, alpha) => {
    const runs = 400;
    const hits = shareOf(method, runs, noise, (p) => p <= alpha);
    // Catches a test that rejects too often: the exact lower bound of its rejection rate must not exceed alpha.
    expect(1 - upperBound(runs - hits, runs, 0.999)).toBeLessThanOrEqual(alpha);
    // And p is not always 1.
    expect(hits).toBeGreaterThan(runs * alpha * 0.2);
  });

  test('a server that answers the same floats each time is the same', () => {
    const random = seededRandom(3);
    const model = simulatedModel(random, { noise: 0 });
    const found = checkFingerprint(
      { method: 'logprob', reference: answersOf(model, 10, random), check: answersOf(model, 2, random) },
      RULE,
      1,
    );
    expect(found).toMatchObject({ decision: 'same-within-margin', difference: 0, pValue: 1, noise: 0, differing: [] });
  });

  test('noise that the reference did not show does not make a difference', () => {
    const random = seededRandom(4);
    const model = simulatedModel(random, { noise: 0 });
    const check = answersOf({ ...model, noise: 0.003 }, 2, random);
    const found = checkFingerprint({ method: 'logprob', reference: answersOf(model, 10, random), check }, RULE, 1);
    expect(found.pValue).toBeLessThan(0.01);
    expect(found.decision).toBe('same-within-margin');
  });

  test('a noisy server is still the same, within a margin that its noise widens', () => {
    const decisions = new Map<string, number>();
    for (let run = 0; run < 60; run++) {
      const random = seededRandom(run);
      const model = simulatedModel(random, { noise: 0.03 });
      const samples = { reference: answersOf(model, 10, random), check: answersOf(model, 2, random) };
      const { decision, margin } = checkFingerprint({ method: 'logprob', ...samples }, { ...RULE, alpha: 0.01 }, run);
      expect(margin).toBeGreaterThan(0.03);
      decisions.set(decision, (decisions.get(decision) ?? 0) + 1);
    }
    expect(decisions.get('same-within-margin')).toBeGreaterThanOrEqual(54);
    expect(decisions.get('differs') ?? 0).toBeLessThanOrEqual(2);
  });
});

describe('after a change', () => {
  test.each([
    [0, 0.03],
    [0.03, 0.15],
  ])('noise %d: a step of %d nats is found', (noise, step) => {
    for (let run = 0; run < 20; run++) {
      const random = seededRandom(run);
      const model = simulatedModel(random, { noise });
      const samples = {
        reference: answersOf(model, 10, random),
        check: answersOf(moved(model, step, random), 2, random),
      };
      const found = checkFingerprint(
        { method: 'logprob', ...samples },
        { ...RULE, alpha: 0.01, permutations: 999 },
        run,
      );
      expect(found.decision).toBe('differs');
      expect(found.interval[0]).toBeGreaterThan(0);
      expect(found.differing[0]!.token).toMatch(/^t/);
    }
  });

  test('another model is found by its texts alone', () => {
    const random = seededRandom(8);
    const sides = [simulatedModel(random), simulatedModel(random)] as const;
    const samples = {
      reference: textsOf(answersOf(sides[0], 20, random)),
      check: textsOf(answersOf(sides[1], 6, random)),
    };
    const found = checkFingerprint({ method: 'border', ...samples }, { ...RULE, permutations: 999 }, 1);
    expect(found).toMatchObject({ decision: 'differs', pValue: 0.001 });
  });

  test('a margin that a person chose is also what a difference must exceed', () => {
    const random = seededRandom(5);
    const model = simulatedModel(random, { noise: 0 });
    const samples = { reference: answersOf(model, 10, random), check: answersOf(moved(model, 0.1, random), 2, random) };
    const decide = (margin: number) => checkFingerprint({ method: 'logprob', ...samples }, { ...RULE, margin }, 1);
    const { difference } = decide(0);
    expect(decide(0).decision).toBe('differs');
    expect(decide(difference / 2).decision).toBe('differs');
    expect(decide(difference * 1.001).decision).toBe('same-within-margin');
  });
});

test('no difference seen in few texts is not "the same"', () => {
  const samples = (count: number) =>
    Array.from({ length: count }, (_, i) => ({ prompt: `p${i % 5}`, text: 'yes', top: null }));
  const decide = (check: number) =>
    checkFingerprint({ method: 'border', reference: samples(100), check: samples(check) }, RULE, 1);
  expect(decide(10)).toMatchObject({ decision: 'undecided', difference: 0 });
  expect(decide(60)).toMatchObject({ decision: 'same-within-margin' });
  expect(decide(60).interval[1]).toBeCloseTo(1 - 0.05 ** (1 / 60), 9);
});

test('what could not be compared is never the same', () => {
  const random = seededRandom(6);
  const model = simulatedModel(random, { noise: 0 });
  const reference = answersOf(model, 10, random);
  const check = answersOf(model, 2, random);
  const decide = (list: typeof check) => checkFingerprint({ method: 'logprob', reference, check: list }, RULE, 1);
  expect(decide([])).toMatchObject({ decision: 'undecided', pValue: 1, requests: { check: 0 } });
  expect(decide(textsOf(check))).toMatchObject({ decision: 'undecided', unread: { check: 10 } });
  expect(decide(check.slice(0, 4))).toMatchObject({ decision: 'undecided', unpaired: ['p4'] });
  expect(decide([...check.slice(1), { ...check[0]!, top: null }])).toMatchObject({ decision: 'undecided' });
});

test('the finding does not depend on the order of the requests within a side', () => {
  const random = seededRandom(7);
  const model = simulatedModel(random, { noise: 0.2 });
  const [reference, check] = [answersOf(model, 4, random), answersOf(model, 2, random)];
  const finding = (list: typeof check) => checkFingerprint({ method: 'logprob', reference, check: list }, RULE, 1);
  fc.assert(
    fc.property(fc.shuffledSubarray(check, { minLength: check.length }), (order) => {
      expect(finding(order).difference).toBeCloseTo(finding(check).difference, 12);
    }),
    { numRuns: 20 },
  );
});
