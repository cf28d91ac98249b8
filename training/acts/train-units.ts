import { cuesOf, plain, unitLanguage } from '../../src/acts/cues.ts';
import { BUCKETS, unitFeatures } from '../../src/acts/unit-features.ts';
import { UNIT_LABELS } from '../../src/acts/unit-labels.ts';
import { type Sample, seededRandom } from './samples.ts';

const LABELS = UNIT_LABELS.length;
const EPOCHS = 12;
const RATE = 0.35;
const DECAY = 2e-6;
/** The share of features left out at each step, so that no wording is learnt by heart. */
const DROPPED = 0.25;

/** A trained unit classifier: int8 weights by bucket and label, their unit, and the bias of each label. */
export interface TrainedUnits {
  readonly weights: Int8Array;
  readonly scale: number;
  readonly bias: readonly number[];
}

/** Multinomial logistic regression by AdaGrad, over unit-length feature vectors; the same bytes for the same samples. */
export function trainUnits(samples: readonly Sample[]): TrainedUnits {
  const features = samples.map(featuresOf);
  const weights = new Float64Array(BUCKETS * LABELS);
  const squares = new Float64Array(BUCKETS * LABELS).fill(0.1);
  const bias = new Float64Array(LABELS);
  const order = samples.map((_, i) => i);
  const random = seededRandom(20260101);
  const balance = labelBalance(samples);
  for (let epoch = 0; epoch < EPOCHS; epoch += 1) {
    for (let i = order.length - 1; i > 0; i -= 1) {
      const j = Math.floor(random() * (i + 1));
      [order[i], order[j]] = [order[j]!, order[i]!];
    }
    for (const index of order) {
      const sample = samples[index]!;
      const buckets = features[index]!.filter(() => random() >= DROPPED);
      if (buckets.length === 0) continue;
      const norm = 1 / Math.sqrt(buckets.length);
      const gradient = probabilities(weights, bias, buckets, norm);
      gradient[sample.label]! -= 1;
      const importance = sample.weight * balance[sample.label]!;
      for (let label = 0; label < LABELS; label += 1) {
        const step = gradient[label]! * importance;
        bias[label]! -= 0.01 * step;
        const g = step * norm;
        for (const bucket of buckets) {
          const at = bucket * LABELS + label;
          squares[at]! += g * g;
          weights[at]! -= (RATE * g) / Math.sqrt(squares[at]!) + DECAY * weights[at]!;
        }
      }
    }
  }
  return quantised(weights, bias);
}

function featuresOf(sample: Sample): Int32Array {
  const text = plain(sample.text);
  return unitFeatures(text, cuesOf(text, unitLanguage(text, sample.language)));
}

/** Rare labels weigh more, by the square root of their rarity. */
function labelBalance(samples: readonly Sample[]): number[] {
  const total = new Array<number>(LABELS).fill(1);
  for (const sample of samples) total[sample.label]! += sample.weight;
  const mean = total.reduce((sum, n) => sum + n, 0) / LABELS;
  return total.map((n) => Math.min(3, Math.sqrt(mean / n)));
}

function probabilities(weights: Float64Array, bias: Float64Array, buckets: Int32Array, norm: number): Float64Array {
  const scores = new Float64Array(LABELS);
  for (const bucket of buckets) {
    for (let label = 0; label < LABELS; label += 1) scores[label]! += weights[bucket * LABELS + label]!;
  }
  let highest = Number.NEGATIVE_INFINITY;
  for (let label = 0; label < LABELS; label += 1) {
    scores[label] = scores[label]! * norm + bias[label]!;
    highest = Math.max(highest, scores[label]!);
  }
  let sum = 0;
  for (let label = 0; label < LABELS; label += 1) {
    scores[label] = Math.exp(scores[label]! - highest);
    sum += scores[label]!;
  }
  return scores.map((score) => score / sum);
}

function quantised(weights: Float64Array, bias: Float64Array): TrainedUnits {
  let largest = 0;
  for (const weight of weights) largest = Math.max(largest, Math.abs(weight));
  const scale = largest / 127;
  const bytes = new Int8Array(weights.length);
  for (let i = 0; i < weights.length; i += 1) bytes[i] = Math.round(weights[i]! / scale);
  return { weights: bytes, scale: Number(scale.toPrecision(9)), bias: [...bias].map((b) => Number(b.toPrecision(9))) };
}
