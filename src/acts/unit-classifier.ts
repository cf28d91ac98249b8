import { bytesOfBase64 } from './base64.ts';
import type { CueFamily } from './lexicon/lexicon.ts';
import { BUCKETS, unitFeatures } from './unit-features.ts';
import { UNIT_LABELS } from './unit-labels.ts';
import { BIAS, SCALE, WEIGHTS } from './weights.ts';

const LABELS = UNIT_LABELS.length;
/** Decoded when the first unit is classified: most texts never need them. */
let table: Int8Array | undefined;

/** Probabilities of the unit's classes, in the order of `UNIT_LABELS`. A new array. */
export function classifyUnit(unit: string, cues: ReadonlySet<CueFamily>): Float64Array {
  table ??= bytesOfBase64(WEIGHTS, BUCKETS * LABELS);
  const w = table;
  const features = unitFeatures(unit, cues);
  const scores = new Float64Array(LABELS);
  for (const feature of features) {
    const row = feature * LABELS;
    for (let label = 0; label < LABELS; label += 1) scores[label]! += w[row + label]!;
  }
  const norm = SCALE / Math.sqrt(features.length);
  let highest = Number.NEGATIVE_INFINITY;
  for (let label = 0; label < LABELS; label += 1) {
    scores[label] = scores[label]! * norm + BIAS[label]!;
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
