import { FeatureBag } from './bag.ts';
import { bytesOfBase64 } from './base64.ts';
import { readerKernel } from './kernel/reader-kernel.ts';
import { Columns, type Layer, type Matrix } from './layers.ts';
import type { ReaderWeights } from './reader-network.ts';

/** A matrix in steps of `scale`, as signed little-endian 16-bit numbers in base64. */
export interface PackedMatrix {
  readonly rows: number;
  readonly cols: number;
  readonly scale: number;
  readonly data: string;
}

/** Features: their 32-bit hashes, and `size` signed bytes each in steps of `scale`; both in base64. */
export interface PackedBag {
  readonly count: number;
  readonly size: number;
  readonly scale: number;
  readonly hashes: string;
  readonly rows: string;
}

/** The weights as training writes them. */
export interface PackedReader {
  /** Hashes of the words that keep their identity; base64 of 32-bit numbers. */
  readonly kept: { readonly count: number; readonly hashes: string };
  readonly words: PackedBag;
  readonly asked: PackedBag;
  readonly matrices: Readonly<Record<MatrixName, PackedMatrix>>;
}

export const MATRIX_NAMES = [
  'unit',
  'unitBias',
  'act',
  'actBias',
  'unitGround',
  'whole',
  'wholeBias',
  'outcome',
  'outcomeBias',
  'ground',
  'groundBias',
] as const;
export type MatrixName = (typeof MATRIX_NAMES)[number];

export function unpackReader({ words, asked, matrices }: PackedReader): ReaderWeights {
  const matrix = (name: MatrixName) => unpackMatrix(matrices[name]);
  const layer = (name: MatrixName, bias: MatrixName): Layer => ({ matrix: matrix(name), bias: matrix(bias).values });
  const unit = layer('unit', 'unitBias');
  const weights = {
    words: unpackBag(words),
    asked: unpackBag(asked),
    act: layer('act', 'actBias'),
    unitGround: matrix('unitGround'),
    whole: layer('whole', 'wholeBias'),
    outcome: layer('outcome', 'outcomeBias'),
    ground: layer('ground', 'groundBias'),
  };
  return {
    ...weights,
    unit: { columns: new Columns(unit.matrix), bias: unit.bias, inputs: unit.matrix.cols },
    kernel: readerKernel({ ...weights, unit }),
  };
}

export function unpackHashes(base64: string, count: number): Uint32Array {
  const bytes = bytesOfBase64(base64, 4 * count);
  const hashes = new Uint32Array(count);
  for (let i = 0, at = 0; i < count; i += 1, at += 4)
    hashes[i] = bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
  return hashes;
}

function unpackBag({ count, size, scale, hashes, rows }: PackedBag): FeatureBag {
  const bytes = bytesOfBase64(rows, count * size);
  return new FeatureBag(unpackHashes(hashes, count), new Int8Array(bytes.buffer), size, scale);
}

function unpackMatrix({ rows, cols, scale, data }: PackedMatrix): Matrix {
  const bytes = bytesOfBase64(data, 2 * rows * cols);
  const values = new Float64Array(rows * cols);
  for (let i = 0; i < values.length; i += 1) {
    const unsigned = bytes[2 * i]! | (bytes[2 * i + 1]! << 8);
    values[i] = ((unsigned << 16) >> 16) * scale;
  }
  return { rows, cols, values };
}
