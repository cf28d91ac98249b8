import { MIN_BAG } from '../../../src/reader/network/bag.ts';
import { ACT_ORDER, GROUND_ORDER, OUTCOME_ORDER, pooledSize } from '../../../src/reader/network/reader-network.ts';
import { Embedding } from './embedding.ts';
import { backProduct, forwardProduct, Parameters } from './parameters.ts';

/** One answer as the network sees it. */
export interface NetworkExample {
  /** Embedding rows of each unit, without repeats. */
  readonly units: readonly Int32Array[];
  /** `dense` values per unit. */
  readonly beside: Float32Array;
  /** Lengths of the units in UTF-16 code units. */
  readonly chars: readonly number[];
  /** Rows of the request embedding. */
  readonly request: Int32Array;
  readonly requestKnown: boolean;
  /** Probability that the request is declined, 0..1. */
  readonly refusalPrior: number;
  /** Targets: indices into ACT_ORDER for each unit, into OUTCOME_ORDER and into GROUND_ORDER; -1 if there is none. */
  readonly acts: readonly number[];
  readonly outcome: number;
  readonly ground: number;
  /** Weight of the example. */
  readonly weight: number;
}

/** Sizes of the network. */
export interface NetworkShape {
  readonly words: number;
  readonly asked: number;
  /** Hidden values per unit, and of the whole. */
  readonly unit: number;
  readonly whole: number;
  /** Number of dense values per unit, and the positions of those that come from the request. */
  readonly dense: number;
  readonly fromRequest: readonly number[];
}

const ACTS = ACT_ORDER.length;
const REFUSAL = ACT_ORDER.indexOf('refusal');
const OUTCOMES = OUTCOME_ORDER.length;
const GROUNDS = GROUND_ORDER.length;

/** Dropout rates during training, so that no wording and no request is learnt by heart. */
const DROPPED_WORDS = 0.5;
const DROPPED_REQUEST_WORDS = 0.5;
const DROPPED_REQUESTS = 0.25;
const DROPPED_UNIT = 0.1;
const DROPPED_WHOLE = 0.2;
/** Share that the target outcome leaves to the others (label smoothing, arXiv 1512.00567). */
const SMOOTHING = 0.05;
const GROUND_WEIGHT = 0.5;
const UNIT_GROUND_WEIGHT = 0.3;
const RATE = 0.003;
const EMBEDDING_RATE = 0.08;
const BATCH = 8;

interface Pass {
  readonly steps: number;
  readonly bags: readonly Int32Array[];
  readonly norms: Float64Array;
  readonly requestBag: Int32Array;
  readonly requestNorm: number;
  readonly inputs: Float32Array;
  /** Hidden values of the units, after rectification and dropout. */
  readonly states: Float32Array;
  readonly actShares: Float32Array;
  readonly unitGrounds: Float32Array;
  readonly pooled: Float32Array;
  readonly mostOfAct: Int32Array;
  readonly mostOfState: Int32Array;
  readonly total: number;
  readonly whole: Float32Array;
  readonly outcomes: Float32Array;
  readonly grounds: Float32Array;
}

/** The reader during training: the same function as `AnswerNetwork`, with backpropagation. */
export class LearningReader {
  readonly shape: NetworkShape;
  readonly words: Embedding;
  readonly asked: Embedding;
  readonly unit: Parameters;
  readonly unitBias: Parameters;
  readonly act: Parameters;
  readonly actBias: Parameters;
  readonly unitGround: Parameters;
  readonly whole: Parameters;
  readonly wholeBias: Parameters;
  readonly outcome: Parameters;
  readonly outcomeBias: Parameters;
  readonly ground: Parameters;
  readonly groundBias: Parameters;
  readonly #random: () => number;
  readonly #parameters: readonly Parameters[];

  constructor(shape: NetworkShape, wordRows: number, requestRows: number, random: () => number) {
    this.shape = shape;
    this.#random = random;
    this.words = new Embedding(wordRows, shape.words, random);
    this.asked = new Embedding(requestRows, shape.asked, random);
    this.unit = new Parameters(shape.unit, shape.words + shape.dense + shape.asked + 2 * ACTS, random);
    this.unitBias = new Parameters(shape.unit, 1, null);
    this.act = new Parameters(ACTS, shape.unit, random);
    this.actBias = new Parameters(ACTS, 1, null);
    this.unitGround = new Parameters(GROUNDS, shape.unit, random);
    this.whole = new Parameters(shape.whole, pooledSize(shape), random);
    this.wholeBias = new Parameters(shape.whole, 1, null);
    this.outcome = new Parameters(OUTCOMES, shape.whole, random);
    this.outcomeBias = new Parameters(OUTCOMES, 1, null);
    this.ground = new Parameters(GROUNDS, shape.whole, random);
    this.groundBias = new Parameters(GROUNDS, 1, null);
    this.#parameters = [
      ...[this.unit, this.unitBias, this.act, this.actBias, this.unitGround, this.whole, this.wholeBias],
      ...[this.outcome, this.outcomeBias, this.ground, this.groundBias],
    ];
  }

  /** Number of parameters. */
  get numbers(): number {
    return [this.words, this.asked, ...this.#parameters].reduce((sum, { values }) => sum + values.length, 0);
  }

  /** Trains on all examples `epochs` times, each time in a different order. */
  learn(examples: readonly NetworkExample[], epochs: number, tell?: (epoch: number, loss: number) => void): void {
    this.#learn(examples, epochs, true, tell);
  }

  /** Does the same but keeps all layers: only rows of words and requests that are not fixed are learnt. */
  learnWords(examples: readonly NetworkExample[], epochs: number, tell?: (epoch: number, loss: number) => void): void {
    this.#learn(examples, epochs, false, tell);
    for (const { gradient } of this.#parameters) gradient.fill(0);
  }

  #learn(
    examples: readonly NetworkExample[],
    epochs: number,
    layers: boolean,
    tell: (epoch: number, loss: number) => void = () => {},
  ): void {
    const order = examples.flatMap((example, i) => (example.units.length > 0 ? [i] : []));
    const steps = epochs * Math.ceil(order.length / BATCH);
    let step = 0;
    for (let epoch = 0; epoch < epochs; epoch += 1) {
      for (let i = order.length - 1; i > 0; i -= 1) {
        const j = Math.floor(this.#random() * (i + 1));
        [order[i], order[j]] = [order[j]!, order[i]!];
      }
      let loss = 0;
      for (const [n, index] of order.entries()) {
        const example = examples[index]!;
        const left = 1 - step / (steps + 1);
        loss += this.#back(example, this.#forward(example, true), EMBEDDING_RATE * (0.2 + 0.8 * left));
        const inBatch = (n % BATCH) + 1;
        if (inBatch < BATCH && n < order.length - 1) continue;
        step += 1;
        if (layers) for (const parameters of this.#parameters) parameters.step(RATE * left, step, inBatch);
      }
      tell(epoch, loss / order.length);
    }
  }

  /** Reads an answer with at least one unit: shares of outcomes, grounds and acts, with one row of acts per unit. */
  read(example: NetworkExample): {
    readonly outcomes: Float32Array;
    readonly grounds: Float32Array;
    readonly acts: Float32Array;
  } {
    const { outcomes, grounds, actShares } = this.#forward(example, false);
    return { outcomes, grounds, acts: actShares };
  }

  #keep(rows: Int32Array, dropped: number): Int32Array {
    return dropped === 0 ? rows : rows.filter(() => this.#random() >= dropped);
  }

  /** Rectifies; during training also applies dropout, scaling up the remaining values. */
  #rectify(values: Float32Array, from: number, to: number, dropped: number, learning: boolean): void {
    for (let i = from; i < to; i += 1) {
      const rectified = Math.max(0, values[i]!);
      values[i] = !learning ? rectified : this.#random() < dropped ? 0 : rectified / (1 - dropped);
    }
  }

  #forward(example: NetworkExample, learning: boolean): Pass {
    const { shape } = this;
    const { words, asked, dense } = shape;
    const steps = example.units.length;
    const known = example.requestKnown && !(learning && this.#random() < DROPPED_REQUESTS);
    const requestBag = known ? this.#keep(example.request, learning ? DROPPED_REQUEST_WORDS : 0) : new Int32Array(0);
    const requestNorm = Math.sqrt(Math.max(MIN_BAG, requestBag.length));
    const request = new Float32Array(asked);
    this.asked.write(requestBag, requestNorm, request, 0);

    const width = this.unit.cols;
    const inputs = new Float32Array(steps * width);
    const norms = new Float64Array(steps);
    const states = new Float32Array(steps * shape.unit);
    const actShares = new Float32Array(steps * ACTS);
    const unitGrounds = new Float32Array(steps * GROUNDS);
    const before = width - 2 * ACTS;
    const bags: Int32Array[] = [];
    for (let t = 0; t < steps; t += 1) {
      const at = t * width;
      const bag = this.#keep(example.units[t]!, learning ? DROPPED_WORDS : 0);
      bags.push(bag);
      norms[t] = Math.sqrt(Math.max(MIN_BAG, bag.length));
      this.words.write(bag, norms[t]!, inputs, at);
      inputs.set(example.beside.subarray(t * dense, (t + 1) * dense), at + words);
      if (!known) for (const place of shape.fromRequest) inputs[at + words + place] = 0;
      inputs.set(request, at + words + dense);
      if (t > 0) {
        for (let i = 0; i < ACTS; i += 1) {
          const last = actShares[(t - 1) * ACTS + i]!;
          inputs[at + before + i] = last;
          inputs[at + before + ACTS + i] = Math.max(last, inputs[at - width + before + ACTS + i]!);
        }
      }
      const from = t * shape.unit;
      states.set(this.unitBias.values, from);
      forwardProduct(this.unit, inputs, at, states, from);
      this.#rectify(states, from, from + shape.unit, DROPPED_UNIT, learning);
      actShares.set(this.actBias.values, t * ACTS);
      forwardProduct(this.act, states, from, actShares, t * ACTS);
      softmaxAt(actShares, t * ACTS, ACTS);
      forwardProduct(this.unitGround, states, from, unitGrounds, t * GROUNDS);
      softmaxAt(unitGrounds, t * GROUNDS, GROUNDS);
    }

    const { pooled, mostOfAct, mostOfState, total } = this.#pool(example, inputs, states, actShares, request, known);
    const whole = this.wholeBias.values.slice();
    forwardProduct(this.whole, pooled, 0, whole, 0);
    this.#rectify(whole, 0, shape.whole, DROPPED_WHOLE, learning);
    const outcomes = this.outcomeBias.values.slice();
    forwardProduct(this.outcome, whole, 0, outcomes, 0);
    softmaxAt(outcomes, 0, OUTCOMES);
    const grounds = this.groundBias.values.slice();
    forwardProduct(this.ground, whole, 0, grounds, 0);
    softmaxAt(grounds, 0, GROUNDS);
    return {
      ...{ steps, bags, norms, requestBag, requestNorm, inputs, states, actShares, unitGrounds },
      ...{ pooled, mostOfAct, mostOfState, total, whole, outcomes, grounds },
    };
  }

  /** Pools everything into one vector, with the layout of `AnswerNetwork.outcome`. */
  #pool(
    example: NetworkExample,
    inputs: Float32Array,
    states: Float32Array,
    actShares: Float32Array,
    request: Float32Array,
    known: boolean,
  ) {
    const { shape } = this;
    const steps = example.units.length;
    const size = shape.unit;
    const pooled = new Float32Array(this.whole.cols);
    const total = example.chars.reduce((sum, chars) => sum + chars, 1);
    const mostOfAct = new Int32Array(ACTS);
    const mostOfState = new Int32Array(size);
    for (let t = 0; t < steps; t += 1) {
      const share = example.chars[t]! / total;
      for (let i = 0; i < ACTS; i += 1) {
        if (actShares[t * ACTS + i]! > actShares[mostOfAct[i]! * ACTS + i]!) mostOfAct[i] = t;
        pooled[ACTS + i]! += actShares[t * ACTS + i]! * share;
      }
      for (let i = 0; i < size; i += 1) {
        if (states[t * size + i]! > states[mostOfState[i]! * size + i]!) mostOfState[i] = t;
        pooled[2 * ACTS + size + i]! += states[t * size + i]! * share;
      }
      for (let i = 0; i < shape.words; i += 1)
        pooled[2 * ACTS + 2 * size + i]! += inputs[t * this.unit.cols + i]! / steps;
    }
    for (let i = 0; i < ACTS; i += 1) pooled[i] = actShares[mostOfAct[i]! * ACTS + i]!;
    for (let i = 0; i < size; i += 1) pooled[2 * ACTS + i] = states[mostOfState[i]! * size + i]!;
    const rest = 2 * ACTS + 2 * size + shape.words;
    pooled.set(request, rest);
    // Order of the acts, treated as constant: no gradient flows through it.
    const order = rest + shape.asked + 5;
    let declined = 0;
    let after = 0;
    for (let t = 0; t < steps; t += 1) {
      const share = (declined * example.chars[t]!) / total;
      after += share;
      for (let i = 0; i < ACTS; i += 1) pooled[order + 2 * ACTS + i]! += actShares[t * ACTS + i]! * share;
      declined = Math.max(declined, actShares[t * ACTS + REFUSAL]!);
    }
    pooled.set(actShares.subarray(0, ACTS), order);
    pooled.set(actShares.subarray((steps - 1) * ACTS), order + ACTS);
    pooled.set(
      [Math.log(1 + total) / 8, Math.min(steps, 30) / 30, known ? 1 : 0, after, known ? example.refusalPrior : 0],
      rest + shape.asked,
    );
    return { pooled, mostOfAct, mostOfState, total };
  }

  /** Adds one answer to the gradients and updates the embeddings; returns the loss. */
  #back(example: NetworkExample, pass: Pass, embeddingRate: number): number {
    const { shape } = this;
    let loss = 0;
    const outcomeGradient = new Float32Array(OUTCOMES);
    if (example.outcome >= 0) {
      for (let i = 0; i < OUTCOMES; i += 1) {
        const wanted = (i === example.outcome ? 1 - SMOOTHING : 0) + SMOOTHING / OUTCOMES;
        outcomeGradient[i] = example.weight * (pass.outcomes[i]! - wanted);
      }
      loss -= Math.log(pass.outcomes[example.outcome]! + 1e-9);
    }
    const groundGradient = new Float32Array(GROUNDS);
    if (example.ground >= 0 && example.outcome >= 0) {
      for (let i = 0; i < GROUNDS; i += 1) {
        groundGradient[i] = GROUND_WEIGHT * (pass.grounds[i]! - (i === example.ground ? 1 : 0));
      }
    }
    const wholeGradient = new Float32Array(shape.whole);
    backProduct(this.outcome, pass.whole, 0, outcomeGradient, 0, wholeGradient, 0);
    backProduct(this.ground, pass.whole, 0, groundGradient, 0, wholeGradient, 0);
    addTo(this.outcomeBias.gradient, outcomeGradient, 0);
    addTo(this.groundBias.gradient, groundGradient, 0);
    backRectify(wholeGradient, 0, pass.whole, 0, shape.whole, DROPPED_WHOLE);
    addTo(this.wholeBias.gradient, wholeGradient, 0);
    const pooledGradient = new Float32Array(pass.pooled.length);
    backProduct(this.whole, pass.pooled, 0, wholeGradient, 0, pooledGradient, 0);
    return loss + this.#backThroughUnits(example, pass, pooledGradient, embeddingRate);
  }

  #backThroughUnits(example: NetworkExample, pass: Pass, pooledGradient: Float32Array, embeddingRate: number): number {
    const { shape } = this;
    const { steps, actShares, unitGrounds } = pass;
    const size = shape.unit;
    const width = this.unit.cols;
    const inputGradient = new Float32Array(width);
    const stateGradient = new Float32Array(size);
    const scoreGradient = new Float32Array(ACTS);
    const groundGradient = new Float32Array(GROUNDS);
    const rest = 2 * ACTS + 2 * size + shape.words;
    const requestGradient = pooledGradient.slice(rest, rest + shape.asked);
    // A long answer does not weigh more for having many units.
    const weight = Math.min(1, example.weight) / Math.sqrt(steps);
    let loss = 0;
    for (let t = 0; t < steps; t += 1) {
      const share = example.chars[t]! / pass.total;
      const shares = actShares.subarray(t * ACTS, (t + 1) * ACTS);
      const wanted = example.acts[t]!;
      let mean = 0;
      for (let i = 0; i < ACTS; i += 1) {
        scoreGradient[i] = pooledGradient[ACTS + i]! * share + (pass.mostOfAct[i] === t ? pooledGradient[i]! : 0);
        mean += scoreGradient[i]! * shares[i]!;
      }
      for (let i = 0; i < ACTS; i += 1) {
        scoreGradient[i] = shares[i]! * (scoreGradient[i]! - mean) + weight * (shares[i]! - (i === wanted ? 1 : 0));
      }
      loss -= weight * Math.log(shares[wanted]! + 1e-9);
      addTo(this.actBias.gradient, scoreGradient, 0);
      stateGradient.fill(0);
      for (let i = 0; i < size; i += 1) {
        const most = pass.mostOfState[i] === t ? pooledGradient[2 * ACTS + i]! : 0;
        stateGradient[i] = most + pooledGradient[2 * ACTS + size + i]! * share;
      }
      backProduct(this.act, pass.states, t * size, scoreGradient, 0, stateGradient, 0);
      if (example.ground >= 0 && DECLINING.has(wanted)) {
        for (let i = 0; i < GROUNDS; i += 1) {
          const gap = unitGrounds[t * GROUNDS + i]! - (i === example.ground ? 1 : 0);
          groundGradient[i] = UNIT_GROUND_WEIGHT * weight * gap;
        }
        backProduct(this.unitGround, pass.states, t * size, groundGradient, 0, stateGradient, 0);
      }
      backRectify(stateGradient, 0, pass.states, t * size, size, DROPPED_UNIT);
      addTo(this.unitBias.gradient, stateGradient, 0);
      inputGradient.fill(0);
      // The acts of earlier units are treated as constant: no gradient flows through them.
      backProduct(this.unit, pass.inputs, t * width, stateGradient, 0, inputGradient, 0);
      for (let i = 0; i < shape.words; i += 1) inputGradient[i]! += pooledGradient[2 * ACTS + 2 * size + i]! / steps;
      this.words.learn(pass.bags[t]!, pass.norms[t]!, inputGradient, 0, embeddingRate);
      for (let i = 0; i < shape.asked; i += 1) requestGradient[i]! += inputGradient[shape.words + shape.dense + i]!;
    }
    this.asked.learn(pass.requestBag, pass.requestNorm, requestGradient, 0, embeddingRate);
    return loss;
  }
}

const DECLINING: ReadonlySet<number> = new Set(
  (['refusal', 'rebuttal', 'admonition'] as const).map((act) => ACT_ORDER.indexOf(act)),
);

function addTo(sum: Float32Array, values: Float32Array, from: number): void {
  for (let i = 0; i < sum.length; i += 1) sum[i]! += values[from + i]!;
}

/**
 * Backpropagates: values that were rectified or dropped receive no gradient; the rest is scaled up as in the forward
 * pass.
 */
function backRectify(
  gradient: Float32Array,
  at: number,
  values: Float32Array,
  from: number,
  size: number,
  dropped: number,
): void {
  for (let i = 0; i < size; i += 1) gradient[at + i] = values[from + i]! > 0 ? gradient[at + i]! / (1 - dropped) : 0;
}

function softmaxAt(scores: Float32Array, at: number, size: number): void {
  let highest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < size; i += 1) highest = Math.max(highest, scores[at + i]!);
  let sum = 0;
  for (let i = 0; i < size; i += 1) {
    scores[at + i] = Math.exp(scores[at + i]! - highest);
    sum += scores[at + i]!;
  }
  for (let i = 0; i < size; i += 1) scores[at + i]! /= sum;
}
