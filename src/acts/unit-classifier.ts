import type { CueFamily } from './lexicon/lexicon.ts';
import { BUCKETS, unitFeatures } from './unit-features.ts';
import { UNIT_LABELS } from './unit-labels.ts';
import { BIAS, SCALE, WEIGHTS } from './weights.ts';

const LABELS = UNIT_LABELS.length;
let table: Int8Array | undefined;

/** The weights, decoded when the first unit is classified: most texts never need them. */
function weights(): Int8Array {
  if (table !== undefined) return table;
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  const value = new Uint8Array(128);
  for (let i = 0; i < alphabet.length; i += 1) value[alphabet.charCodeAt(i)] = i;
  const bytes = new Int8Array(BUCKETS * LABELS);
  let bits = 0;
  let held = 0;
  let at = 0;
  for (let i = 0; i < WEIGHTS.length && at < bytes.length; i += 1) {
    bits = ((bits << 6) | value[WEIGHTS.charCodeAt(i)]!) & 0xffff;
    held += 6;
    if (held >= 8) {
      held -= 8;
      bytes[at] = bits >> held;
      at += 1;
    }
  }
  table = bytes;
  return bytes;
}

/** Probabilities of the unit's classes, in the order of `UNIT_LABELS`. A new array. */
export function classifyUnit(unit: string, cues: ReadonlySet<CueFamily>): Float64Array {
  const w = weights();
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
