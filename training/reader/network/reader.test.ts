import { expect, test } from 'vitest';
import { DENSE, FROM_REQUEST } from '../../../src/reader/features/dense.ts';
import { ACT_ORDER, AnswerNetwork } from '../../../src/reader/network/reader-network.ts';
import { unpackReader } from '../../../src/reader/network/unpack.ts';
import { seededRandom } from '../seeded-random.ts';
import { packReader } from '../weights-source.ts';
import { LearningReader, type NetworkExample } from './reader.ts';

const random = seededRandom(19537);
const WORDS = 40;
const ASKED = 20;
const shape = { words: 6, asked: 4, unit: 8, whole: 6, dense: DENSE, fromRequest: FROM_REQUEST };
const hashOf = (row: number) => (row + 1) * 2654435 + 7;

/** Returns an answer of `units` units whose words are randomly drawn rows. */
function exampleOf(units: number, requestKnown: boolean): NetworkExample {
  const draw = (rows: number) => Int32Array.from(new Set(Array.from({ length: 7 }, () => Math.floor(random() * rows))));
  return {
    units: Array.from({ length: units }, () => draw(WORDS)),
    beside: Float32Array.from({ length: units * DENSE }, (_, i) =>
      !requestKnown && FROM_REQUEST.includes(i % DENSE) ? 0 : random(),
    ),
    chars: Array.from({ length: units }, () => 1 + Math.floor(random() * 90)),
    request: requestKnown ? draw(ASKED) : new Int32Array(0),
    requestKnown,
    refusalPrior: requestKnown ? random() : 0,
    acts: Array.from({ length: units }, () => Math.floor(random() * ACT_ORDER.length)),
    outcome: Math.floor(random() * 4),
    ground: Math.floor(random() * 4),
    weight: 1,
  };
}

test('the network that ships says what the network that learnt says, up to the steps of its weights', () => {
  const learning = new LearningReader(shape, WORDS, ASKED, random);
  const examples = Array.from({ length: 60 }, (_, i) => exampleOf(1 + (i % 6), i % 3 > 0));
  learning.learn(examples, 4);
  const rows = (count: number) => Array.from({ length: count }, (_, row) => hashOf(row));
  const weights = unpackReader(
    packReader({ network: learning, kept: [], words: rows(WORDS), asked: rows(ASKED).map((hash) => hash ^ 1) }),
  );
  for (const example of examples) {
    const { requestKnown, refusalPrior } = example;
    const ngrams = [...example.request].map((row) => hashOf(row) ^ 1);
    const shipped = new AnswerNetwork(weights, { known: requestKnown, ngrams, refusalPrior }, DENSE);
    const expected = learning.read(example);
    for (const [t, unit] of example.units.entries()) {
      const beside = example.beside.subarray(t * DENSE, (t + 1) * DENSE);
      const { acts } = shipped.read([...unit].map(hashOf), beside, example.chars[t]!);
      for (let i = 0; i < acts.length; i += 1) expect(acts[i]).toBeCloseTo(expected.acts[t * acts.length + i]!, 1);
    }
    const { outcomes, grounds } = shipped.outcome({ temperature: 1, shifts: [0, 0, 0, 0] });
    for (let i = 0; i < 4; i += 1) {
      expect(outcomes[i]).toBeCloseTo(expected.outcomes[i]!, 1);
      expect(grounds[i]).toBeCloseTo(expected.grounds[i]!, 1);
    }
  }
});

test('words that are learnt last change no layer, and no row that is fixed', () => {
  const learning = new LearningReader(shape, WORDS, ASKED, random);
  const examples = Array.from({ length: 30 }, (_, i) => exampleOf(1 + (i % 4), i % 3 > 0));
  learning.learn(examples, 2);
  const fixed = (row: number) => row < WORDS / 2;
  learning.words.grow(3, random, fixed);
  learning.asked.grow(0, random, () => true);
  const layers = [learning.unit, learning.unitBias, learning.act, learning.whole, learning.outcome, learning.ground];
  const before = { layers: layers.map(({ values }) => values.slice()), words: learning.words.values.slice() };
  const asked = learning.asked.values.slice();

  learning.learnWords(
    examples.map((one) => ({ ...one, units: one.units.map((unit) => Int32Array.of(...unit, WORDS, WORDS + 2)) })),
    2,
  );
  for (const [i, { values, gradient }] of layers.entries()) {
    expect(values).toEqual(before.layers[i]);
    expect(gradient.every((value) => value === 0)).toBe(true);
  }
  expect(learning.asked.values).toEqual(asked);
  const { size, values } = learning.words;
  const moved = Array.from({ length: WORDS + 3 }, (_, row) =>
    values.subarray(row * size, (row + 1) * size).some((value, i) => value !== before.words[row * size + i]),
  );
  for (let row = 0; row < WORDS / 2; row += 1) expect(moved[row]).toBe(false);
  expect(moved.slice(WORDS / 2, WORDS)).toContain(true);
  // The row between them occurs in no answer.
  expect(moved.slice(WORDS)).toEqual([true, false, true]);
});
