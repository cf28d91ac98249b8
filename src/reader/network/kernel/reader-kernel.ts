import { type FeatureBag, MIN_BAG } from '../bag.ts';
import { bytesOfBase64 } from '../base64.ts';
import { FILTER_BITS } from '../feature-table.ts';
import type { Layer, Matrix } from '../layers.ts';
import { WASM_MODULE } from './wasm-module.ts';

// The part of the WebAssembly JavaScript interface used here; its types otherwise come only with those of a browser.
declare const WebAssembly: {
  readonly Memory: new (size: { initial: number }) => { readonly buffer: ArrayBuffer };
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
};

/** The exports of `wasm/reader.ts`, which documents them. Addresses are in bytes. */
interface ReaderModule {
  bag(...numbers: number[]): void;
  columns(values: number, rows: number, input: number, from: number, to: number, output: number, places: number): void;
  product(values: number, rows: number, cols: number, input: number, output: number): void;
  rectify(values: number, count: number): void;
}

/** The weights of the two models, which the kernel is built from. */
export interface KernelWeights {
  readonly words: FeatureBag;
  readonly asked: FeatureBag;
  readonly unit: Layer;
  readonly act: Layer;
  readonly unitGround: Matrix;
  readonly whole: Layer;
  readonly outcome: Layer;
  readonly ground: Layer;
}

/**
 * The layers of the network in WebAssembly: the same numbers as in TypeScript, to the last bit
 * (`reader-kernel.test.ts`), in a third of the time. Inputs and outputs are `Float64Array`s over its memory, valid
 * until the next call.
 */
export interface ReaderKernel {
  /** Input of a unit: words (written by `unit`), dense values, request (written by `ask`), acts. */
  readonly input: Float64Array;
  /** Initial state of a unit: written by `ask`, or set by the caller. */
  readonly start: Float64Array;
  readonly state: Float64Array;
  /** Scores, before they are turned into probabilities. */
  readonly acts: Float64Array;
  readonly unitGrounds: Float64Array;
  readonly pooled: Float64Array;
  readonly outcomes: Float64Array;
  readonly grounds: Float64Array;
  /** Reports whether this many features fit in. */
  fits(count: number): boolean;
  /** Writes the bag of a request into the input at `at`, and the request's contribution to every state into `start`. */
  ask(features: readonly number[], at: number): void;
  /**
   * Reads a unit: writes its words and uses the input up to `from`, and from `to` on. The request lies in between and
   * is already in `start`.
   */
  unit(features: readonly number[], from: number, to: number): void;
  /** Reads the whole answer from `pooled`. */
  whole(): void;
}

const PAGE_BYTES = 65_536;
const SLOT_BYTES = 32;
/** Marks of slots: free, and not in any bag yet; higher marks are the numbers of bags. */
const FREE = 0;
const NEW = 1;
/** Number of row bytes that a slot has room for. */
const MAX_ROW = 24;
const CAPACITY = 8_192;
/** Number of bags that marks can distinguish; after that, all slots are marked as new again. */
const MAX_BAGS = 2 ** 30;

let compiled: object | null | undefined;

/** Compiled once: a constant that is costly to make. null if the runtime has no WebAssembly with SIMD. */
function moduleOf(): object | null {
  if (compiled !== undefined) return compiled;
  try {
    compiled = new WebAssembly.Module(
      bytesOfBase64(WASM_MODULE, Math.floor((WASM_MODULE.replaceAll('=', '').length * 3) / 4)),
    );
  } catch {
    compiled = null;
  }
  return compiled;
}

/** Allocates stretches of the memory, each aligned to 64 bytes. */
class KernelLayout {
  bytes = 0;

  take(bytes: number): number {
    const at = this.bytes;
    this.bytes = Math.ceil((at + bytes) / 64) * 64;
    return at;
  }
}

/**
 * A table of features in the memory: each slot holds hash, mark and row side by side, so that a feature costs one
 * memory access.
 */
class KernelTable {
  readonly table: number;
  readonly filter: number;
  readonly mask: number;
  readonly bag: FeatureBag;
  #marks: Int32Array = new Int32Array(0);
  #number = NEW;

  constructor(bag: FeatureBag, layout: KernelLayout) {
    this.bag = bag;
    let size = 16;
    while (size < 2 * bag.hashes.length) size *= 2;
    this.mask = size - 1;
    this.table = layout.take(size * SLOT_BYTES);
    this.filter = layout.take((1 << FILTER_BITS) / 8);
  }

  /** Writes the features into the memory. */
  fill(buffer: ArrayBuffer): void {
    const { hashes, rows, size } = this.bag;
    const slots = this.mask + 1;
    const words = new Int32Array(buffer, this.table, (slots * SLOT_BYTES) / 4);
    const bytes = new Int8Array(buffer, this.table, slots * SLOT_BYTES);
    const filter = new Uint32Array(buffer, this.filter, (1 << FILTER_BITS) / 32);
    for (let row = 0; row < hashes.length; row += 1) {
      const hash = hashes[row]!;
      let slot = Math.imul(hash, 0x9e3779b1) & this.mask;
      while (words[slot * 8 + 1] !== FREE) slot = (slot + 1) & this.mask;
      words[slot * 8] = hash | 0;
      words[slot * 8 + 1] = NEW;
      for (let i = 0, from = row * size, to = slot * SLOT_BYTES + 8; i < size; i += 1) bytes[to + i] = rows[from + i]!;
      const bit = hash >>> (32 - FILTER_BITS);
      filter[bit >>> 5]! |= 1 << (bit & 31);
    }
    this.#marks = words;
  }

  /** Returns the number of the next bag. */
  next(): number {
    if (this.#number === MAX_BAGS) {
      this.#number = NEW;
      for (let at = 1; at < this.#marks.length; at += 8) if (this.#marks[at] !== FREE) this.#marks[at] = NEW;
    }
    this.#number += 1;
    return this.#number;
  }
}

const fitsIn = ({ size, rows }: FeatureBag) => size % 4 === 0 && size <= MAX_ROW && rows.length > 0;

/** Builds the kernel for these weights; null if the runtime cannot run it, or if the weights have another shape. */
export function readerKernel(weights: KernelWeights): ReaderKernel | null {
  const { words, asked, unit, act, unitGround, whole, outcome, ground } = weights;
  const states = unit.bias.length;
  const module = moduleOf();
  if (module === null || !fitsIn(words) || !fitsIn(asked) || states % 4 !== 0 || whole.bias.length % 2 !== 0)
    return null;
  const layout = new KernelLayout();
  const numbers = (count: number) => layout.take(count * 8);
  const tables = { words: new KernelTable(words, layout), asked: new KernelTable(asked, layout) };
  const features = layout.take(CAPACITY * 4);
  const places = layout.take(unit.matrix.cols * 4);
  const at = {
    ...{ input: numbers(unit.matrix.cols), start: numbers(states), state: numbers(states) },
    ...{ acts: numbers(act.bias.length), unitGrounds: numbers(unitGround.rows), pooled: numbers(whole.matrix.cols) },
    ...{
      hidden: numbers(whole.bias.length),
      outcomes: numbers(outcome.bias.length),
      grounds: numbers(ground.bias.length),
    },
  };
  const matrices = [act.matrix, unitGround, whole.matrix, outcome.matrix, ground.matrix].map((matrix) => ({
    matrix,
    at: numbers(matrix.values.length),
  }));
  const unitColumns = numbers(unit.matrix.values.length);
  const memory = new WebAssembly.Memory({ initial: Math.ceil(layout.bytes / PAGE_BYTES) });
  const { buffer } = memory;
  const run = new WebAssembly.Instance(module, { env: { memory } }).exports as ReaderModule;
  const view = (from: number, count: number) => new Float64Array(buffer, from, count);
  tables.words.fill(buffer);
  tables.asked.fill(buffer);
  for (const one of matrices) view(one.at, one.matrix.values.length).set(one.matrix.values);
  writeColumns(unit.matrix, view(unitColumns, unit.matrix.values.length));
  const given = new Uint32Array(buffer, features, CAPACITY);
  const kernel = {
    input: view(at.input, unit.matrix.cols),
    start: view(at.start, states),
    state: view(at.state, states),
    acts: view(at.acts, act.bias.length),
    unitGrounds: view(at.unitGrounds, unitGround.rows),
    pooled: view(at.pooled, whole.matrix.cols),
    outcomes: view(at.outcomes, outcome.bias.length),
    grounds: view(at.grounds, ground.bias.length),
  };
  const hidden = view(at.hidden, whole.bias.length);
  const [actAt, unitGroundAt, wholeAt, outcomeAt, groundAt] = matrices.map((one) => one.at);
  const bag = (table: KernelTable, hashes: readonly number[], into: number) => {
    for (let i = 0; i < hashes.length; i += 1) given[i] = hashes[i]!;
    const { size, scale } = table.bag;
    const known = [features, hashes.length, table.table, table.mask, table.filter, table.next()] as const;
    run.bag(...known, size, scale, MIN_BAG, into);
  };
  const product = ({ rows, cols }: Matrix, values: number, input: number, output: number) =>
    run.product(values, rows, cols, input, output);
  return {
    ...kernel,
    fits: (count) => count <= CAPACITY,
    ask(hashes, place) {
      bag(tables.asked, hashes, at.input + 8 * place);
      kernel.start.set(unit.bias);
      run.columns(unitColumns, states, at.input, place, place + asked.size, at.start, places);
    },
    unit(hashes, from, to) {
      bag(tables.words, hashes, at.input);
      kernel.state.set(kernel.start);
      run.columns(unitColumns, states, at.input, 0, from, at.state, places);
      run.columns(unitColumns, states, at.input, to, unit.matrix.cols, at.state, places);
      run.rectify(at.state, states);
      kernel.acts.set(act.bias);
      product(act.matrix, actAt!, at.state, at.acts);
      kernel.unitGrounds.fill(0);
      product(unitGround, unitGroundAt!, at.state, at.unitGrounds);
    },
    whole() {
      hidden.set(whole.bias);
      product(whole.matrix, wholeAt!, at.pooled, at.hidden);
      run.rectify(at.hidden, whole.bias.length);
      kernel.outcomes.set(outcome.bias);
      product(outcome.matrix, outcomeAt!, at.hidden, at.outcomes);
      kernel.grounds.set(ground.bias);
      product(ground.matrix, groundAt!, at.hidden, at.grounds);
    },
  };
}

/** Writes the matrix column by column. */
function writeColumns({ rows, cols, values }: Matrix, into: Float64Array): void {
  for (let row = 0; row < rows; row += 1) {
    for (let col = 0; col < cols; col += 1) into[col * rows + row] = values[row * cols + col]!;
  }
}
