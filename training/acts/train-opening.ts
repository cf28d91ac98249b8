import { OPENING_BUCKETS, openingFeatures } from '../../src/acts/opening-gate.ts';
import { UNIT_LABELS, type UnitLabel } from '../../src/acts/unit-labels.ts';
import { type Sample, seededRandom } from './samples.ts';

const EPOCHS = 8;
const RATE = 0.3;
const DECAY = 1e-6;

/** What an opening is read closely for. Labels in neither list (rules, hinges) may open either kind of answer. */
const TELLING: readonly UnitLabel[] = ['refusal-safety', 'refusal-capability', 'refusal-bare', 'obedience'];
const ORDINARY: readonly UnitLabel[] = ['substance', 'affirmation', 'caution', 'redirect'];

/** A trained gate: int8 weights by bucket, their unit, and the bias. */
export interface TrainedOpening {
  readonly weights: Int8Array;
  readonly scale: number;
  readonly bias: number;
}

/** Logistic regression by AdaGrad over unit-length feature vectors; the same bytes for the same samples. */
export function trainOpening(samples: readonly Sample[]): TrainedOpening {
  const cases = samples.flatMap(({ text, label, weight }) => {
    const name = UNIT_LABELS[label]!;
    const target = TELLING.includes(name) ? 1 : ORDINARY.includes(name) ? 0 : null;
    const features = openingFeatures(text);
    return target === null || features.length === 0 ? [] : [{ features, target, weight }];
  });
  const weights = new Float64Array(OPENING_BUCKETS);
  const squares = new Float64Array(OPENING_BUCKETS).fill(0.1);
  let bias = 0;
  const random = seededRandom(20260202);
  for (let epoch = 0; epoch < EPOCHS; epoch += 1) {
    for (let i = cases.length - 1; i > 0; i -= 1) {
      const j = Math.floor(random() * (i + 1));
      [cases[i], cases[j]] = [cases[j]!, cases[i]!];
    }
    for (const { features, target, weight } of cases) {
      const norm = 1 / Math.sqrt(features.length);
      let score = bias;
      for (const bucket of features) score += weights[bucket]! * norm;
      const step = (1 / (1 + Math.exp(-score)) - target) * weight;
      bias -= 0.01 * step;
      const g = step * norm;
      for (const bucket of features) {
        squares[bucket]! += g * g;
        weights[bucket]! -= (RATE * g) / Math.sqrt(squares[bucket]!) + DECAY * weights[bucket]!;
      }
    }
  }
  const scale = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0) / 127;
  return {
    weights: Int8Array.from(weights, (weight) => Math.round(weight / scale)),
    scale: Number(scale.toPrecision(9)),
    bias: Number(bias.toPrecision(9)),
  };
}
