import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CostInput } from '../../schema/index.ts';
import { type CostInputId, costAssumptions } from './cost-assumptions.ts';
import { benefitOf, type CostValues, costOfYear } from './cost-model.ts';
import { estimateCost } from './estimate-cost.ts';

const OPTIONS = { draws: 200, seed: 1, currency: 'JPY' } as const;
const ASSUMED = costAssumptions('JPY');

/** Returns the assumptions with the range of one input changed. */
const withRange = (id: CostInputId, change: (range: CostInput['range']) => CostInput['range']): CostInput[] =>
  ASSUMED.map((input) => (input.id === id ? { ...input, range: change(input.range) } : input));

const likely = Object.fromEntries(ASSUMED.map(({ id, range }) => [id, range.likely])) as CostValues;

test('ranges of one value each give the closed form', () => {
  const exact = ASSUMED.map((input) => {
    const { likely: value } = input.range;
    return { ...input, range: { low: value, likely: value, high: value } };
  });
  const estimate = estimateCost(exact, OPTIONS);
  const year = costOfYear(likely);
  const point = (value: number) => ({ low: value, median: value, high: value });
  expect(estimate.likely).toEqual(year);
  expect(estimate.checks).toEqual(point(year.checks));
  expect(estimate.lossWithout).toEqual(point(year.lossWithout));
  expect(estimate.lossWith).toEqual(point(year.lossWith));
  expect(estimate.saved).toEqual(point(year.lossWithout - year.lossWith));
  expect(estimate.benefit).toEqual(point(benefitOf(year)));
  expect(estimate.pays).toBe(0);
  expect(estimate.tornado.every(({ atLow, atHigh }) => atLow === atHigh)).toBe(true);
});

test('the same inputs and seed give the same numbers, another seed others', () => {
  expect(estimateCost(ASSUMED, OPTIONS)).toEqual(estimateCost(ASSUMED, OPTIONS));
  expect(estimateCost(ASSUMED, { ...OPTIONS, seed: 2 }).checks).not.toEqual(estimateCost(ASSUMED, OPTIONS).checks);
});

test('one input of many draws has its points as results', () => {
  // Everything else is exact, and checks cost nothing but the gateway.
  const free: readonly string[] = ['tuningRuns', 'operationHours', 'compromise'];
  const inputs = ASSUMED.map((input) => {
    const value = free.includes(input.id) ? 0 : input.range.likely;
    return input.id === 'gatewayMachine'
      ? { ...input, range: { low: 100, likely: 1000, high: 2000 } }
      : { ...input, range: { low: value, likely: value, high: value } };
  });
  const { low, median, high } = estimateCost(inputs, { ...OPTIONS, draws: 20_000 }).checks;
  expect(low / 1200).toBeCloseTo(1, 1);
  expect(median / 12_000).toBeCloseTo(1, 1);
  expect(high / 24_000).toBeCloseTo(1, 1);
});

describe('laws', () => {
  const factor = fc.double({ min: 1, max: 100, noNaN: true });

  test('a dearer incident never lowers the benefit', () => {
    fc.assert(
      fc.property(factor, fc.integer(), (times, seed) => {
        const dearer = withRange('incidentCost', ({ low, likely: middle, high }) => ({
          low: low * times,
          likely: middle * times,
          high: high * times,
        }));
        const [before, after] = [ASSUMED, dearer].map((inputs) => estimateCost(inputs, { ...OPTIONS, seed }));
        for (const point of ['low', 'median', 'high'] as const)
          expect(after!.benefit[point]).toBeGreaterThanOrEqual(before!.benefit[point]);
        expect(after!.pays).toBeGreaterThanOrEqual(before!.pays);
        expect(after!.checks).toEqual(before!.checks);
      }),
      { numRuns: 20 },
    );
  });

  test('every result is a range in order, and a share is one', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 50 }), (seed, draws) => {
        const estimate = estimateCost(ASSUMED, { ...OPTIONS, seed, draws });
        for (const key of ['checks', 'lossWithout', 'lossWith', 'saved', 'benefit'] as const) {
          const { low, median, high } = estimate[key];
          expect([key, low <= median && median <= high]).toEqual([key, true]);
        }
        expect(estimate.pays).toBeGreaterThanOrEqual(0);
        expect(estimate.pays).toBeLessThanOrEqual(1);
      }),
      { numRuns: 20 },
    );
  });
});

test.each(['JPY', 'USD'] as const)(
  'every input of %s is in the result, moves it, and the strongest stands first',
  (currency) => {
    const inputs = costAssumptions(currency);
    const { tornado, inputs: shown } = estimateCost(inputs, { ...OPTIONS, currency });
    expect(shown).toEqual(inputs);
    expect(tornado.map(({ input }) => input).sort()).toEqual(inputs.map(({ id }) => id as string).sort());
    const moves = tornado.map(({ atLow, atHigh }) => Math.abs(atHigh - atLow));
    expect(moves.every((move) => move > 0)).toBe(true);
    expect(moves).toEqual([...moves].sort((a, b) => b - a));
  },
);

test('at a break-even, checking costs as much as it saves', () => {
  const { breakEven } = estimateCost(ASSUMED, OPTIONS);
  const turns = breakEven.filter(({ value }) => value !== null);
  expect(turns.length).toBeGreaterThan(5);
  for (const { input, value } of turns) {
    const benefit = benefitOf(costOfYear({ ...likely, [input]: value! }));
    expect([input, Math.abs(benefit) < 0.01]).toEqual([input, true]);
  }
});

test('money in US dollars has no exchange rate', () => {
  const inputs = costAssumptions('USD');
  expect(inputs.some(({ id }) => id === 'dollar')).toBe(false);
  const { likely: year } = estimateCost(inputs, { ...OPTIONS, currency: 'USD' });
  // 4 comparisons of 0.2 million tokens at 3 dollars.
  expect(year.comparisons).toBeCloseTo(2.4, 9);
});

test.each([
  ['none', []],
  ['one that is missing', ASSUMED.slice(1)],
  ['one twice', [...ASSUMED, ASSUMED[0]!]],
  ['one that is unknown', [...ASSUMED, { ...ASSUMED[0]!, id: 'luck' }]],
  ['a range out of order', withRange('compromise', ({ likely: middle }) => ({ low: 0.9, likely: middle, high: 0.1 }))],
  ['a share above 1', withRange('compromise', ({ low, likely: middle }) => ({ low, likely: middle, high: 1.5 }))],
  ['no number', withRange('compromise', ({ low, high }) => ({ low, likely: Number.NaN, high }))],
])('inputs are refused: %s', (_, inputs) => {
  expect(() => estimateCost(inputs, OPTIONS)).toThrow(expect.objectContaining({ code: 'usage' }));
});

test('no draws are refused', () => {
  for (const draws of [0, -1, 1.5, Number.NaN])
    expect(() => estimateCost(ASSUMED, { ...OPTIONS, draws })).toThrow(expect.objectContaining({ code: 'usage' }));
});
