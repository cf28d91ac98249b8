import { FeatureBag } from './bag.ts';
import { Columns, type Matrix } from './layers.ts';
import type { Layer, ReaderWeights } from './reader-network.ts';

/** A matrix in steps of `scale`, as signed 16-bit numbers in base64, little end first. */
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
  const unit = matrix('unit');
  return {
    words: unpackBag(words),
    asked: unpackBag(asked),
    unit: { columns: new Columns(unit), bias: matrix('unitBias').values, inputs: unit.cols },
    act: layer('act', 'actBias'),
    unitGround: matrix('unitGround'),
    whole: layer('whole', 'wholeBias'),
    outcome: layer('outcome', 'outcomeBias'),
    ground: layer('ground', 'groundBias'),
  };
}

export function unpackHashes(base64: string, count: number): Uint32Array {
  const bytes = bytesOfBase64(base64, 4 * count);
  return Uint32Array.from({ length: count }, (_, i) => {
    const at = 4 * i;
    return (bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)) >>> 0;
  });
}

function unpackBag({ count, size, scale, hashes, rows }: PackedBag): FeatureBag {
  const bytes = bytesOfBase64(rows, count * size);
  return new FeatureBag(unpackHashes(hashes, count), new Int8Array(bytes.buffer), size, scale);
}

function unpackMatrix({ rows, cols, scale, data }: PackedMatrix): Matrix {
  const bytes = bytesOfBase64(data, 2 * rows * cols);
  const values = Float64Array.from({ length: rows * cols }, (_, i) => {
    const unsigned = bytes[2 * i]! | (bytes[2 * i + 1]! << 8);
    return ((unsigned << 16) >> 16) * scale;
  });
  return { rows, cols, values };
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const VALUE = new Uint8Array(128);
for (let i = 0; i < ALPHABET.length; i += 1) VALUE[ALPHABET.charCodeAt(i)] = i;

/** The bytes of a base64 text (RFC 4648, no line breaks): pure rooms have no Buffer. `length`: bytes wanted. */
export function bytesOfBase64(text: string, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let bits = 0;
  let held = 0;
  let at = 0;
  for (let i = 0; i < text.length && at < length; i += 1) {
    bits = ((bits << 6) | VALUE[text.charCodeAt(i)]!) & 0xffff;
    held += 6;
    if (held >= 8) {
      held -= 8;
      bytes[at] = bits >> held;
      at += 1;
    }
  }
  return bytes;
}
