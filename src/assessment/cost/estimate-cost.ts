import { ZenbunError } from '../../errors.ts';
import type { CostEstimate, CostInput, CostOfYear, CostOutcome, Message } from '../../schema/index.ts';
import { normalQuantile, seededRandom } from '../../stats/index.ts';
import { breakEven } from './break-even.ts';
import { type CostCurrency, type CostInputId, costAssumptions } from './cost-assumptions.ts';
import { benefitOf, type CostValues, costOfYear } from './cost-model.ts';
import { drawnValue } from './drawn-value.ts';
import { rangeFault } from './range-fault.ts';

export interface EstimateOptions {
  /** At least 1. */
  readonly draws: number;
  readonly seed: number;
  readonly currency: CostCurrency;
  /** Copied into the result unchanged. */
  readonly notes?: readonly Message[];
}

/**
 * Estimates what checking costs and saves in a year, over the ranges of all inputs; the same inputs and seed give the
 * same result. The formula is that of `costOfYear`. Inputs are drawn independently of each other, even if they are
 * correlated in reality. Throws `usage` if an input is missing, unknown, duplicated or has an invalid range, or if
 * `draws` is not a positive integer.
 */
export function estimateCost(inputs: readonly CostInput[], options: EstimateOptions): CostEstimate {
  const { draws, seed, currency, notes = [] } = options;
  if (!Number.isSafeInteger(draws) || draws < 1)
    throw new ZenbunError('usage', { en: `${draws} draws are none`, ja: `試算の回数（${draws}）が正しくありません` });
  requireInputs(inputs, currency);
  const likely = valuesBy(inputs, ({ range }) => range.likely);
  const at = (input: CostInput) => (value: number) => benefitOf(costOfYear({ ...likely, [input.id]: value }));
  const years = drawnYears(inputs, draws, seed);
  const benefits = years.map(benefitOf);
  return {
    schema: 'zenbun.cost/1',
    currency,
    inputs,
    checks: outcome(years.map(({ checks }) => checks)),
    lossWithout: outcome(years.map(({ lossWithout }) => lossWithout)),
    lossWith: outcome(years.map(({ lossWith }) => lossWith)),
    saved: outcome(years.map(({ lossWithout, lossWith }) => lossWithout - lossWith)),
    benefit: outcome(benefits),
    pays: benefits.filter((benefit) => benefit > 0).length / draws,
    tornado: inputs
      .map((input) => ({ input: input.id, atLow: at(input)(input.range.low), atHigh: at(input)(input.range.high) }))
      .sort((a, b) => Math.abs(b.atHigh - b.atLow) - Math.abs(a.atHigh - a.atLow)),
    breakEven: inputs.map((input) => ({
      input: input.id,
      value: breakEven(at(input), { ...input.range, isShare: input.unit === 'share' }),
    })),
    likely: costOfYear(likely),
    notes,
    draws,
    seed,
  };
}

/**
 * Draws one random number for each input of each draw, in the order of the inputs, so that changing one range does not
 * move any other input.
 */
function drawnYears(inputs: readonly CostInput[], draws: number, seed: number): CostOfYear[] {
  const uniform = seededRandom(seed);
  return Array.from({ length: draws }, () =>
    // 0 has no quantile; the source gives multiples of 2^-32.
    costOfYear(valuesBy(inputs, ({ range, unit }) => drawnValue(range, unit, normalQuantile(uniform() + 2 ** -33)))),
  );
}

function valuesBy(inputs: readonly CostInput[], valueFor: (input: CostInput) => number): CostValues {
  const values: Partial<Record<CostInputId, number>> = { dollar: 1 };
  for (const input of inputs) values[input.id as CostInputId] = valueFor(input);
  return values as CostValues;
}

/** Returns the 5 %, 50 % and 95 % points, interpolated linearly between neighbours. */
function outcome(numbers: readonly number[]): CostOutcome {
  const sorted = Float64Array.from(numbers).sort();
  const point = (share: number) => {
    const place = share * (sorted.length - 1);
    const below = sorted[Math.floor(place)]!;
    return below + (place % 1) * (sorted[Math.ceil(place)]! - below);
  };
  return { low: point(0.05), median: point(0.5), high: point(0.95) };
}

function requireInputs(inputs: readonly CostInput[], currency: CostCurrency): void {
  const known = costAssumptions(currency).map(({ id }) => id);
  const given = inputs.map(({ id }) => id);
  const wrong = [
    ...known.filter((id) => !given.includes(id)),
    ...given.filter((id, i) => !known.includes(id as CostInputId) || given.indexOf(id) !== i),
  ][0];
  if (wrong !== undefined)
    throw new ZenbunError('usage', {
      en: `the input ${wrong} is missing, unknown or there twice`,
      ja: `入力 ${wrong} がないか、未知か、重複しています`,
    });
  for (const { id, range, unit } of inputs) {
    const fault = rangeFault(range, unit);
    if (fault !== null) throw new ZenbunError('usage', { en: `${id} ${fault.en}`, ja: `${id} ${fault.ja}` });
  }
}
