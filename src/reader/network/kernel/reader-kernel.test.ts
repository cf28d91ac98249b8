import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { DENSE } from '../../features/dense.ts';
import { READER } from '../../weights/reader.ts';
import { AnswerNetwork, type AskedRequest, type ReaderWeights } from '../reader-network.ts';
import { unpackHashes, unpackReader } from '../unpack.ts';

const fast = unpackReader(READER);
const plain: ReaderWeights = { ...unpackReader(READER), kernel: null };
const words = unpackHashes(READER.words.hashes, READER.words.count);
const asked = unpackHashes(READER.asked.hashes, READER.asked.count);

const hashIn = (hashes: Uint32Array) =>
  fc.oneof(
    { weight: 4, arbitrary: fc.nat(hashes.length - 1).map((row) => hashes[row]!) },
    { weight: 1, arbitrary: fc.integer({ min: 0, max: 0xffff_ffff }) },
  );
const requests: fc.Arbitrary<AskedRequest> = fc.record({
  known: fc.boolean(),
  ngrams: fc.array(hashIn(asked), { maxLength: 60 }),
  refusalPrior: fc.double({ min: 0, max: 1, noNaN: true }),
});
const units = fc.array(
  fc.record({
    features: fc.array(hashIn(words), { maxLength: 120 }),
    beside: fc.array(fc.oneof(fc.constant(0), fc.double({ min: 0, max: 1, noNaN: true })), {
      minLength: DENSE,
      maxLength: DENSE,
    }),
    chars: fc.integer({ min: 1, max: 320 }),
  }),
  { minLength: 1, maxLength: 5 },
);

/** Returns everything a network says about these units, to the last bit. */
function saidBy(network: AnswerNetwork, given: typeof units extends fc.Arbitrary<infer T> ? T : never) {
  const read = given.map(({ features, beside, chars }) => {
    const { acts, grounds } = network.read(features, Float32Array.from(beside), chars);
    return [...acts, ...grounds];
  });
  const { outcomes, grounds } = network.outcome({ temperature: 1.3, shifts: [0.1, 0, -0.2, 0.3] });
  return [...read, [...outcomes], [...grounds]];
}

describe('the kernel in WebAssembly and the layers in TypeScript', () => {
  test('are both there', () => {
    expect(fast.kernel).not.toBeNull();
  });

  test('say the same numbers to the last bit, of new networks and of ones that begin again', () => {
    const used = new AnswerNetwork(fast, { known: false, ngrams: [], refusalPrior: 0 }, DENSE);
    fc.assert(
      fc.property(requests, units, (request, given) => {
        const expected = saidBy(new AnswerNetwork(plain, request, DENSE), given);
        expect(saidBy(new AnswerNetwork(fast, request, DENSE), given)).toEqual(expected);
        used.startOver(request);
        expect(saidBy(used, given)).toEqual(expected);
      }),
      { seed: 19537, numRuns: 200 },
    );
  });

  test('the same of more rows than sums of 16 bits hold, and of more features than the kernel takes', () => {
    const request = { known: true, ngrams: [...asked], refusalPrior: 0.5 };
    for (const features of [[...words.subarray(0, 700)], [...words]]) {
      const given = [{ features, beside: new Array<number>(DENSE).fill(0.5), chars: 300 }];
      expect(saidBy(new AnswerNetwork(fast, request, DENSE), given)).toEqual(
        saidBy(new AnswerNetwork(plain, request, DENSE), given),
      );
    }
  });
});

describe('where there is no WebAssembly', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.resetModules();
  });

  test('there is no kernel, and no error', async () => {
    vi.resetModules();
    vi.stubGlobal('WebAssembly', undefined);
    const { unpackReader } = await import('../unpack.ts');
    expect(unpackReader(READER).kernel).toBeNull();
  });
});
