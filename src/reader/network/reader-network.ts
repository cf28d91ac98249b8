import type { FeatureBag } from './bag.ts';
import type { ReaderKernel } from './kernel/reader-kernel.ts';
import { addProduct, type Columns, type Layer, type Matrix, rectify, softmax } from './layers.ts';

/** Acts, outcomes and grounds in the order of the weights. */
export const ACT_ORDER = [
  'substance',
  'refusal',
  'policy',
  'pivot',
  'affirmation',
  'obedience',
  'redirect',
  'caution',
  'rebuttal',
  'admonition',
] as const;
export const OUTCOME_ORDER = ['compliance', 'refusal', 'partial', 'refuse-then-comply'] as const;
export const GROUND_ORDER = ['safety', 'premise', 'capability', 'bare'] as const;

const ACTS = ACT_ORDER.length;
const REFUSAL = ACT_ORDER.indexOf('refusal');
/**
 * Length, number of units, whether the request is known, share of the text after a refusal, how likely the request is
 * to be declined.
 */
const EXTRAS = 5;

/** Number of values that a whole answer is pooled into. */
export const pooledSize = ({ unit, words, asked }: { unit: number; words: number; asked: number }) =>
  5 * ACTS + 2 * unit + words + asked + EXTRAS;

/** The weights of both models, made by `training/reader`. */
export interface ReaderWeights {
  /** Features of units, and of requests. */
  readonly words: FeatureBag;
  readonly asked: FeatureBag;
  /** The model of what a unit does. */
  readonly unit: { readonly columns: Columns; readonly bias: Float64Array; readonly inputs: number };
  readonly act: Layer;
  readonly unitGround: Matrix;
  /** The model of the outcome of the whole answer. */
  readonly whole: Layer;
  readonly outcome: Layer;
  readonly ground: Layer;
  /** Does the same work faster; null if the network does it itself. */
  readonly kernel: ReaderKernel | null;
}

/**
 * How the scores of the outcomes become probabilities: the shifts are added, then the sum is divided by the
 * temperature.
 */
export interface Calibration {
  readonly temperature: number;
  /** In `OUTCOME_ORDER`. */
  readonly shifts: readonly number[];
}

/** Input of the network for a request. */
export interface AskedRequest {
  readonly known: boolean;
  /** Hashed features of the instruction. */
  readonly ngrams: readonly number[];
  /** How likely such a request is to be declined, 0..1. */
  readonly refusalPrior: number;
}

/** The reading of one unit. */
export interface UnitReading {
  /** Probabilities in `ACT_ORDER`. Owned by the network, and valid until the next unit is read. */
  readonly acts: Float64Array;
  /** Probabilities in `GROUND_ORDER`, in case it declines. Owned by the network too. */
  readonly grounds: Float64Array;
}

/**
 * Reads the units of one answer in order. A unit is read in the light of its words, the request, and what the units
 * before it do; never of those after it.
 */
export class AnswerNetwork {
  readonly #weights: ReaderWeights;
  readonly #dense: number;
  #requestKnown = false;
  #refusalPrior = 0;
  /** Input of a unit: words, dense values, request, acts of the previous unit, and the maximum of each act so far. */
  readonly #input: Float64Array;
  /** Contribution of the request to the first layer: the same for every unit. */
  readonly #asked: Float64Array;
  readonly #state: Float64Array;
  readonly #acts = new Float64Array(ACTS);
  readonly #grounds = new Float64Array(GROUND_ORDER.length);
  readonly #actMaximum = new Float64Array(ACTS);
  readonly #actSum = new Float64Array(ACTS);
  readonly #stateMaximum: Float64Array;
  readonly #stateSum: Float64Array;
  readonly #wordSum: Float64Array;
  /** Acts of the first unit, and of all units, weighted by how likely an earlier unit refuses. */
  readonly #firstActs = new Float64Array(ACTS);
  readonly #actsAfter = new Float64Array(ACTS);
  #charsAfter = 0;
  #chars = 0;
  #units = 0;

  /** `dense`: number of values given besides the words of a unit. */
  constructor(weights: ReaderWeights, request: AskedRequest, dense: number) {
    this.#weights = weights;
    this.#dense = dense;
    const { bias, inputs } = weights.unit;
    const size = bias.length;
    this.#input = new Float64Array(inputs);
    this.#asked = new Float64Array(size);
    this.#state = new Float64Array(size);
    this.#stateMaximum = new Float64Array(size);
    this.#stateSum = new Float64Array(size);
    this.#wordSum = new Float64Array(weights.words.size);
    this.#ask(request);
  }

  /**
   * Starts over with another answer, to another request, and forgets all that was read. Cheaper than a new network, of
   * which a scan would make millions.
   */
  startOver(request: AskedRequest): void {
    this.#input.fill(0);
    this.#stateMaximum.fill(0);
    this.#stateSum.fill(0);
    this.#wordSum.fill(0);
    this.#acts.fill(0);
    this.#actMaximum.fill(0);
    this.#actSum.fill(0);
    this.#firstActs.fill(0);
    this.#actsAfter.fill(0);
    this.#charsAfter = 0;
    this.#chars = 0;
    this.#units = 0;
    this.#ask(request);
  }

  #ask({ ngrams, known, refusalPrior }: AskedRequest): void {
    const { columns, bias } = this.#weights.unit;
    const { asked, words, kernel } = this.#weights;
    this.#requestKnown = known;
    this.#refusalPrior = refusalPrior;
    this.#asked.set(bias);
    if (!known) return;
    const at = words.size + this.#dense;
    if (kernel?.fits(ngrams.length)) {
      kernel.ask(ngrams, at);
      this.#input.set(kernel.input.subarray(at, at + asked.size), at);
      this.#asked.set(kernel.start);
      return;
    }
    asked.write(ngrams, this.#input, at);
    columns.addProduct(this.#input, at, at + asked.size, this.#asked);
  }

  /** Reads the next unit. `beside`: its dense values; `chars`: its length in UTF-16 code units. */
  read(features: readonly number[], beside: Float32Array, chars: number): UnitReading {
    const { words } = this.#weights;
    const input = this.#input;
    const acts = this.#acts;
    const grounds = this.#grounds;
    input.set(beside, words.size);
    const state = this.#scores(features);
    softmax(acts);
    softmax(grounds);

    if (this.#units === 0) this.#firstActs.set(acts);
    const after = this.#actMaximum[REFUSAL]! * chars;
    this.#charsAfter += after;
    const before = input.length - 2 * ACTS;
    for (let i = 0; i < ACTS; i += 1) {
      this.#actsAfter[i]! += acts[i]! * after;
      this.#actMaximum[i] = Math.max(this.#actMaximum[i]!, acts[i]!);
      this.#actSum[i]! += acts[i]! * chars;
      input[before + i] = acts[i]!;
      input[before + ACTS + i] = this.#actMaximum[i]!;
    }
    for (let i = 0; i < state.length; i += 1) {
      this.#stateMaximum[i] = Math.max(this.#stateMaximum[i]!, state[i]!);
      this.#stateSum[i]! += state[i]! * chars;
    }
    for (let i = 0; i < words.size; i += 1) this.#wordSum[i]! += input[i]!;
    this.#chars += chars;
    this.#units += 1;
    return { acts, grounds };
  }

  /** Writes the scores of a unit into `#acts` and `#grounds`, and its words into the input; returns its state. */
  #scores(features: readonly number[]): Float64Array {
    const { words, asked, unit, act, unitGround, kernel } = this.#weights;
    const input = this.#input;
    const request = words.size + this.#dense;
    if (kernel?.fits(features.length)) {
      kernel.input.set(input);
      kernel.start.set(this.#asked);
      kernel.unit(features, request, request + asked.size);
      for (let i = 0; i < words.size; i += 1) input[i] = kernel.input[i]!;
      this.#acts.set(kernel.acts);
      this.#grounds.set(kernel.unitGrounds);
      return kernel.state;
    }
    const state = this.#state;
    words.write(features, input, 0);
    state.set(this.#asked);
    unit.columns.addProduct(input, 0, request, state);
    unit.columns.addProduct(input, request + asked.size, input.length, state);
    rectify(state);
    this.#acts.set(act.bias);
    addProduct(act.matrix, state, this.#acts);
    addProduct(unitGround, state, this.#grounds.fill(0));
    return state;
  }

  /**
   * Returns the outcome of the units so far: probabilities in `OUTCOME_ORDER` and `GROUND_ORDER`. At least one unit
   * must have been read.
   */
  outcome({ temperature, shifts }: Calibration): { readonly outcomes: Float64Array; readonly grounds: Float64Array } {
    const { words, asked, whole, outcome, ground, kernel } = this.#weights;
    const total = this.#chars + 1;
    const size = this.#state.length;
    const pooled = kernel?.pooled ?? new Float64Array(whole.matrix.cols);
    pooled.set(this.#actMaximum);
    for (let i = 0; i < ACTS; i += 1) pooled[ACTS + i] = this.#actSum[i]! / total;
    pooled.set(this.#stateMaximum, 2 * ACTS);
    for (let i = 0; i < size; i += 1) pooled[2 * ACTS + size + i] = this.#stateSum[i]! / total;
    for (let i = 0; i < words.size; i += 1) pooled[2 * ACTS + 2 * size + i] = this.#wordSum[i]! / this.#units;
    const rest = 2 * ACTS + 2 * size + words.size;
    const request = words.size + this.#dense;
    pooled.set(this.#input.subarray(request, request + asked.size), rest);
    pooled[rest + asked.size] = Math.log(1 + total) / 8;
    pooled[rest + asked.size + 1] = Math.min(this.#units, 30) / 30;
    pooled[rest + asked.size + 2] = this.#requestKnown ? 1 : 0;
    pooled[rest + asked.size + 3] = this.#charsAfter / total;
    pooled[rest + asked.size + 4] = this.#refusalPrior;
    const order = rest + asked.size + EXTRAS;
    pooled.set(this.#firstActs, order);
    pooled.set(this.#acts, order + ACTS);
    for (let i = 0; i < ACTS; i += 1) pooled[order + 2 * ACTS + i] = this.#actsAfter[i]! / total;

    let outcomes: Float64Array;
    let grounds: Float64Array;
    if (kernel !== null) {
      kernel.whole();
      outcomes = kernel.outcomes.slice();
      grounds = kernel.grounds.slice();
    } else {
      const hidden = whole.bias.slice();
      addProduct(whole.matrix, pooled, hidden);
      rectify(hidden);
      outcomes = outcome.bias.slice();
      addProduct(outcome.matrix, hidden, outcomes);
      grounds = ground.bias.slice();
      addProduct(ground.matrix, hidden, grounds);
    }
    for (let i = 0; i < outcomes.length; i += 1) outcomes[i] = (outcomes[i]! + shifts[i]!) / temperature;
    return { outcomes: softmax(outcomes), grounds: softmax(grounds) };
  }
}
