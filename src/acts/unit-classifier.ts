import type { ReadingLanguage } from '../schema/index.ts';
import { bytesOfBase64 } from './base64.ts';
import type { CueFamily } from './lexicon/lexicon.ts';
import { BUCKETS, collected, collectFeatures } from './unit-features.ts';
import { UNIT_LABELS } from './unit-labels.ts';
import { type ModelGroup, modelGroupOf } from './unit-models.ts';
import { UNIT_MODELS } from './weights.ts';

const LABELS = UNIT_LABELS.length;
/** Decoded when the first unit of the group is classified: most texts never need them. */
const tables: Partial<Record<ModelGroup, Int8Array>> = {};

/**
 * Probabilities of the classes of a unit of plain text (`plain` in cues.ts) in `language`, in the order of
 * `UNIT_LABELS`. A new array.
 */
export function classifyUnit(unit: string, language: ReadingLanguage, cues: ReadonlySet<CueFamily>): Float64Array {
  const group = modelGroupOf(language);
  const { weights, scale, bias } = UNIT_MODELS[group];
  tables[group] ??= bytesOfBase64(weights, BUCKETS * LABELS);
  const count = collectFeatures(unit, cues);
  const scores = new Float64Array(LABELS);
  addWeights(scores, tables[group], collected, count);
  const norm = scale / Math.sqrt(count);
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
  for (let label = 0; label < LABELS; label += 1) scores[label]! /= sum;
  return scores;
}

/** Sums the rows of the first `count` features. Written out by label: three times as fast as a loop. */
function addWeights(scores: Float64Array, w: Int8Array, features: Int32Array, count: number): void {
  let [a, b, c, d, e, f, g, h, i, j] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
  for (let k = 0; k < count; k += 1) {
    const row = features[k]! * LABELS;
    a += w[row]!;
    b += w[row + 1]!;
    c += w[row + 2]!;
    d += w[row + 3]!;
    e += w[row + 4]!;
    f += w[row + 5]!;
    g += w[row + 6]!;
    h += w[row + 7]!;
    i += w[row + 8]!;
    j += w[row + 9]!;
  }
  scores.set([a, b, c, d, e, f, g, h, i, j]);
}
