import { seededRandom } from './seeded-random.ts';

/** One case to learn from: its buckets, and whether it belongs to the kind. */
export interface LinearCase {
  readonly features: ArrayLike<number>;
  readonly target: 0 | 1;
  readonly weight: number;
}

export interface LinearOptions {
  readonly buckets: number;
  readonly epochs: number;
  readonly rate: number;
  readonly decay: number;
  readonly seed: number;
}

export interface LinearModel {
  readonly weights: Float64Array;
  readonly bias: number;
}

/** Learns a logistic regression with AdaGrad over vectors of unit length; the same cases produce the same numbers. */
export function learnLinear(given: readonly LinearCase[], options: LinearOptions): LinearModel {
  const { buckets, epochs, rate, decay, seed } = options;
  const cases = given.filter(({ features }) => features.length > 0);
  const weights = new Float64Array(buckets);
  const squares = new Float64Array(buckets).fill(0.1);
  let bias = 0;
  const random = seededRandom(seed);
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    for (let i = cases.length - 1; i > 0; i -= 1) {
      const j = Math.floor(random() * (i + 1));
      [cases[i], cases[j]] = [cases[j]!, cases[i]!];
    }
    for (const { features, target, weight } of cases) {
      const norm = 1 / Math.sqrt(features.length);
      const step = (1 / (1 + Math.exp(-scoreOf({ weights, bias }, features))) - target) * weight;
      bias -= 0.01 * step;
      const gradient = step * norm;
      for (let i = 0; i < features.length; i += 1) {
        const bucket = features[i]!;
        squares[bucket]! += gradient * gradient;
        weights[bucket]! -= (rate * gradient) / Math.sqrt(squares[bucket]!) + decay * weights[bucket]!;
      }
    }
  }
  return { weights, bias };
}

/** Returns the log-odds. */
export function scoreOf({ weights, bias }: LinearModel, features: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < features.length; i += 1) sum += weights[features[i]!]!;
  return sum / Math.sqrt(Math.max(1, features.length)) + bias;
}

/** Packs the model for shipping: signed bytes in steps of `scale`. */
export function packLinear({ weights, bias }: LinearModel): { scale: number; bias: number; weights: string } {
  const scale = Number((weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0) / 127).toPrecision(9));
  const steps = Int8Array.from(weights, (weight) => Math.max(-127, Math.min(127, Math.round(weight / scale))));
  return {
    scale,
    bias: Number(bias.toPrecision(9)),
    weights: Buffer.from(steps.buffer, steps.byteOffset, steps.byteLength).toString('base64'),
  };
}
