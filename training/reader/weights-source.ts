import {
  MATRIX_NAMES,
  type MatrixName,
  type PackedBag,
  type PackedMatrix,
  type PackedReader,
} from '../../src/reader/network/unpack.ts';
import type { Embedding } from './network/embedding.ts';
import type { Parameters } from './network/parameters.ts';
import type { LearningReader } from './network/reader.ts';

/** Result of training. */
export interface TrainedReader {
  readonly network: LearningReader;
  /**
   * Hashes of the words that keep their identity, and of the features of units and requests, in the order of their
   * rows.
   */
  readonly kept: readonly number[];
  readonly words: readonly number[];
  readonly asked: readonly number[];
}

/** Packs the weights for shipping: signed bytes for features, 16 bits for the rest. */
export function packReader({ network, kept, words, asked }: TrainedReader): PackedReader {
  const { unit, unitBias, act, actBias, unitGround, whole, wholeBias, outcome, outcomeBias, ground, groundBias } =
    network;
  const parameters: Readonly<Record<MatrixName, Parameters>> = {
    ...{ unit, unitBias, act, actBias, unitGround },
    ...{ whole, wholeBias, outcome, outcomeBias, ground, groundBias },
  };
  return {
    kept: { count: kept.length, hashes: base64Of(Uint32Array.from(kept)) },
    words: packBag(words, network.words),
    asked: packBag(asked, network.asked),
    matrices: Object.fromEntries(MATRIX_NAMES.map((name) => [name, packMatrix(parameters[name])])) as Record<
      MatrixName,
      PackedMatrix
    >,
  };
}

export function weightsSource(packed: PackedReader): string {
  return `// Written by \`npm run train\`. Do not edit.
import type { PackedReader } from '../network/unpack.ts';

export const READER: PackedReader = ${JSON.stringify(packed)};
`;
}

const base64Of = (values: Uint32Array | Int8Array | Int16Array) =>
  Buffer.from(values.buffer, values.byteOffset, values.byteLength).toString('base64');

const digits = (value: number) => Number(value.toPrecision(9));

/**
 * Values beyond this many standard deviations are clipped: a step size that covers the largest would be too coarse for
 * the rest.
 */
const MAX_DEVIATIONS = 6;

function packBag(hashes: readonly number[], { values, size }: Embedding): PackedBag {
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);
  const scale = digits((MAX_DEVIATIONS * deviation) / 127);
  const rows = Int8Array.from(values, (value) => Math.max(-127, Math.min(127, Math.round(value / scale))));
  return { count: hashes.length, size, scale, hashes: base64Of(Uint32Array.from(hashes)), rows: base64Of(rows) };
}

function packMatrix({ rows, cols, values }: Parameters): PackedMatrix {
  const greatest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-6);
  const scale = digits(greatest / 32767);
  return { rows, cols, scale, data: base64Of(Int16Array.from(values, (value) => Math.round(value / scale))) };
}
