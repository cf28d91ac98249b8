import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../stats/index.ts';
import type { GptConfig } from './config.ts';
import { Decoder, logProbabilities, sampleToken } from './sample.ts';
import { initialParameters } from './train.ts';
import { Trainer } from './trainer.ts';

const CONFIG: GptConfig = { vocabSize: 16, nLayer: 2, nHead: 4, nEmbd: 20, slopes: [1, 1 / 8, 0, 0] };
/** Larger than nanoGPT's initial values, so that attention matters. */
const parameters = initialParameters(CONFIG, seededRandom(2)).map((value) => value * 10);
const token = fc.integer({ min: 0, max: CONFIG.vocabSize - 1 });
const texts = fc.array(token, { minLength: 1, maxLength: 12 });

describe.each(['plain', 'wasm'] as const)('%s', (name) => {
  const decoder = new Decoder(name, CONFIG, parameters, { slots: 3, context: 12 });
  const alone = (tokens: readonly number[]) => {
    const slot = decoder.open()!;
    const logits = decoder.feed(slot, tokens).slice();
    decoder.close(slot);
    return logits;
  };

  test('decoding from the cache is the forward pass of training, at every position', () => {
    const tokens = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8];
    const trainer = new Trainer(name, CONFIG, parameters);
    const slot = decoder.open()!;
    for (let i = 1; i < tokens.length; i++) {
      const logits = decoder.feed(slot, [tokens[i - 1]!]);
      const loss = trainer.gradient([{ tokens: tokens.slice(0, i + 1), from: i }]);
      expect(-logProbabilities(logits)[tokens[i]!]!).toBeCloseTo(loss, 5);
    }
    decoder.close(slot);
  });

  test('however a text is cut, the logits are the same bytes', () => {
    fc.assert(
      fc.property(texts, fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 12, maxLength: 12 }), (tokens, cuts) => {
        const slot = decoder.open()!;
        let logits = new Float32Array(0);
        for (let at = 0, piece = 0; at < tokens.length; at += cuts[piece]!, piece++) {
          logits = decoder.feed(slot, tokens.slice(at, at + cuts[piece]!)).slice();
        }
        expect(decoder.length(slot)).toBe(tokens.length);
        decoder.close(slot);
        expect(logits).toEqual(alone(tokens));
      }),
      { numRuns: 50 },
    );
  });

  test('texts that take turns do not meet', () => {
    fc.assert(
      fc.property(texts, texts, (left, right) => {
        const last = new Map<number, Float32Array>();
        const [a, b] = [decoder.open()!, decoder.open()!];
        for (let i = 0; i < Math.max(left.length, right.length); i++) {
          if (i < left.length) last.set(a, decoder.feed(a, [left[i]!]).slice());
          if (i < right.length) last.set(b, decoder.feed(b, [right[i]!]).slice());
        }
        decoder.close(a);
        decoder.close(b);
        expect(last.get(a)).toEqual(alone(left));
        expect(last.get(b)).toEqual(alone(right));
      }),
      { numRuns: 50 },
    );
  });

  test('slots are taken, given back and begin anew', () => {
    const slots = [decoder.open(), decoder.open(), decoder.open()];
    expect(new Set(slots).size).toBe(3);
    expect(slots).not.toContain(null);
    expect(decoder.open()).toBeNull();
    decoder.feed(slots[1]!, [1, 2, 3]);
    expect(decoder.length(slots[1]!)).toBe(3);
    decoder.close(slots[1]!);
    expect(decoder.open()).toBe(slots[1]);
    expect(decoder.length(slots[1]!)).toBe(0);
    for (const slot of slots) decoder.close(slot!);
  });

  test('what cannot be fed is refused, and changes nothing', () => {
    const slot = decoder.open()!;
    decoder.feed(slot, [1, 2]);
    expect(() => decoder.feed(slot, [])).toThrow(RangeError);
    expect(() => decoder.feed(slot, [3, 16])).toThrow('token 16');
    expect(() => decoder.feed(slot, Array(11).fill(0))).toThrow('a context of 12');
    expect(() => decoder.feed(2.5, [1])).toThrow('slot 2.5 is not open');
    expect(decoder.length(slot)).toBe(2);
    expect(decoder.feed(slot, [3]).slice()).toEqual(alone([1, 2, 3]));
    decoder.close(slot);
    for (const call of [() => decoder.feed(slot, [1]), () => decoder.length(slot), () => decoder.close(slot)]) {
      expect(call).toThrow(RangeError);
    }
  });
});

test('a decoder without slots, without context or with parameters of another shape is refused', () => {
  expect(() => new Decoder('plain', CONFIG, parameters, { slots: 0, context: 4 })).toThrow('slots');
  expect(() => new Decoder('plain', CONFIG, parameters, { slots: 1, context: 0.5 })).toThrow('context');
  expect(() => new Decoder('plain', CONFIG, parameters.slice(1), { slots: 1, context: 4 })).toThrow(RangeError);
});

describe('sampleToken', () => {
  const logits = Float32Array.of(1, 3, 3, Number.NEGATIVE_INFINITY);

  test('takes the first of the greatest at temperature 0', () => {
    const random = () => expect.unreachable();
    expect(sampleToken(logits, { temperature: 0, random })).toBe(1);
  });

  test('draws by the softmax of logits / temperature', () => {
    const random = seededRandom(4);
    const counts = [0, 0, 0, 0];
    for (let i = 0; i < 4000; i++) counts[sampleToken(logits, { temperature: 2, random })]!++;
    const share = Math.exp(-1) / (2 + Math.exp(-1));
    expect(counts[0]! / 4000).toBeCloseTo(share, 1.5);
    expect(counts[1]! / counts[2]!).toBeCloseTo(1, 0);
    expect(counts[3]).toBe(0);
  });

  test('never draws what cannot be, at either end of the random numbers', () => {
    for (const random of [() => 0, () => 1 - 2 ** -32, () => 1]) {
      expect([0, 1, 2]).toContain(sampleToken(logits, { temperature: 1, random }));
    }
  });

  test('refuses a temperature below 0', () => {
    expect(() => sampleToken(logits, { temperature: -1, random: () => 0 })).toThrow(RangeError);
    expect(() => sampleToken(logits, { temperature: Number.NaN, random: () => 0 })).toThrow(RangeError);
  });
});

test('log probabilities are logarithms of shares that sum to one', () => {
  const logs = logProbabilities(Float32Array.of(1000, 1000 + Math.log(3), 0));
  expect([...logs].map((value) => Math.exp(value))).toEqual([0.25, 0.75, 0].map((share) => expect.closeTo(share, 4)));
});
