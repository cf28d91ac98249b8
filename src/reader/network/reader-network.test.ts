import { describe, expect, test } from 'vitest';
import { DENSE } from '../features/dense.ts';
import { READER } from '../weights/reader.ts';
import { ACT_ORDER, AnswerNetwork, type AskedRequest, GROUND_ORDER, OUTCOME_ORDER } from './reader-network.ts';
import { unpackHashes, unpackReader } from './unpack.ts';

const weights = unpackReader(READER);
const hashes = [...unpackHashes(READER.words.hashes, 200)];
const askedHashes = [...unpackHashes(READER.asked.hashes, 200)];
const UNKNOWN: AskedRequest = { known: false, ngrams: [], refusalPrior: 0 };
const EVEN = { temperature: 1, shifts: [0, 0, 0, 0] };

/** Units of made-up words: their features and their length. */
const UNITS = [0, 1, 2, 3, 4].map((i) => ({ features: hashes.slice(30 * i, 30 * i + 30), chars: 10 + 7 * i }));

/** Returns the reading of each unit as a copy, because the network reuses the arrays it returns. */
function readBy(network: AnswerNetwork, units = UNITS) {
  return units.map(({ features, chars }) => {
    const { acts, grounds } = network.read(features, new Float32Array(DENSE), chars);
    return { acts: [...acts], grounds: [...grounds] };
  });
}
const networkOf = (request = UNKNOWN) => new AnswerNetwork(weights, request, DENSE);

function expectShares(shares: ArrayLike<number>, count: number) {
  expect(shares).toHaveLength(count);
  expect(Array.from(shares).every((share) => share >= 0 && share <= 1)).toBe(true);
  expect(Array.from(shares).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
}

test('acts, grounds and outcomes are probabilities', () => {
  const network = networkOf();
  for (const { acts, grounds } of readBy(network)) {
    expectShares(acts, ACT_ORDER.length);
    expectShares(grounds, GROUND_ORDER.length);
  }
  const { outcomes, grounds } = network.outcome(EVEN);
  expectShares(outcomes, OUTCOME_ORDER.length);
  expectShares(grounds, GROUND_ORDER.length);
});

test('a unit is read in the light of those before it, never of those after it', () => {
  const all = readBy(networkOf());
  expect(readBy(networkOf(), UNITS.slice(0, 3))).toEqual(all.slice(0, 3));
  expect(readBy(networkOf(), UNITS.slice(2))[0]).not.toEqual(all[2]);
});

test('to ask what the units come to changes nothing', () => {
  const network = networkOf();
  const before = readBy(network, UNITS.slice(0, 2));
  expect(network.outcome(EVEN)).toEqual(network.outcome(EVEN));
  expect([...before, ...readBy(network, UNITS.slice(2))]).toEqual(readBy(networkOf()));
});

test('answers that are read with the same weights do not disturb each other', () => {
  const [one, other] = [networkOf(), networkOf({ known: true, ngrams: askedHashes, refusalPrior: 0.9 })];
  const mixed = UNITS.map((unit) => [readBy(one, [unit])[0], readBy(other, [unit])[0]]);
  expect(mixed.map(([first]) => first)).toEqual(readBy(networkOf()));
  expect(one.outcome(EVEN)).not.toEqual(other.outcome(EVEN));
});

describe('the request', () => {
  const asked = { known: true, ngrams: askedHashes.slice(0, 40), refusalPrior: 0.2 };
  const outcomesOf = (request: AskedRequest) => {
    const network = networkOf(request);
    readBy(network);
    return [...network.outcome(EVEN).outcomes];
  };

  test('counts where it is known: its words, and how likely it is declined', () => {
    expect(outcomesOf(asked)).not.toEqual(outcomesOf(UNKNOWN));
    expect(outcomesOf(asked)).not.toEqual(outcomesOf({ ...asked, ngrams: askedHashes.slice(100) }));
    expect(outcomesOf(asked)).not.toEqual(outcomesOf({ ...asked, refusalPrior: 0.8 }));
  });

  test('counts for nothing where it is not known', () => {
    expect(outcomesOf({ ...UNKNOWN, ngrams: askedHashes })).toEqual(outcomesOf(UNKNOWN));
  });
});

describe('calibration', () => {
  const shares = (calibration: typeof EVEN) => {
    const network = networkOf();
    readBy(network);
    return [...network.outcome(calibration).outcomes];
  };
  const even = shares(EVEN);

  test('a temperature above one makes the likeliest less sure, and leaves the order', () => {
    const cool = shares({ ...EVEN, temperature: 3 });
    expect(Math.max(...cool)).toBeLessThan(Math.max(...even));
    const order = (values: number[]) => values.map((_, i) => i).sort((a, b) => values[a]! - values[b]!);
    expect(order(cool)).toEqual(order(even));
  });

  test('a shift makes its own outcome more likely, the others keep their proportions', () => {
    const shifted = shares({ ...EVEN, shifts: [0, 0, 2, 0] });
    expect(shifted[2]).toBeGreaterThan(even[2]!);
    expect(shifted[0]! / shifted[1]!).toBeCloseTo(even[0]! / even[1]!, 9);
  });
});
