import { createKernels } from '../kernels/create-kernels.ts';
import type { KernelsName } from '../kernels/kernels.ts';
import { type Activations, arena, takeActivations, takeBlock } from './activations.ts';
import { checkTokens } from './batch.ts';
import { checkParameters, type GptConfig, weightsAt } from './config.ts';
import { forward, type Gpt } from './gpt.ts';

/** Generates answers of one model, several at a time. Each slot has its own key/value cache, so texts never mix. */
export class Decoder {
  readonly config: GptConfig;
  /** Number of tokens that a slot can hold. */
  readonly context: number;
  readonly #gpt: Gpt;
  readonly #scratch: Activations;
  /** slot -> layer -> its rows of queries, keys and values. */
  readonly #caches: readonly (readonly number[])[];
  /** Number of tokens in each slot; null while it is free. */
  readonly #lengths: (number | null)[];

  /** Copies the parameters. Throws RangeError if they do not fit the shape, and for limits below 1. */
  constructor(
    kernelsName: KernelsName,
    config: GptConfig,
    parameters: Float32Array,
    { slots, context }: { slots: number; context: number },
  ) {
    checkParameters(config, parameters);
    for (const [name, value] of Object.entries({ slots, context })) {
      if (!Number.isSafeInteger(value) || value < 1)
        throw new RangeError(`${name} is not a whole number above 0: ${value}`);
    }
    const memory = arena(0);
    const weights = weightsAt(config, memory.take(parameters.length));
    const size = { rows: context, seen: (context * (context + 1)) / 2, wanted: 1 };
    // One block's activations serve all layers, because only the caches outlive a pass.
    const block = takeBlock(memory, config, size);
    const blocks = Array.from({ length: config.nLayer }, () => block);
    this.config = config;
    this.context = context;
    this.#scratch = takeActivations(memory, config, size, blocks);
    this.#caches = Array.from({ length: slots }, () => blocks.map(() => memory.take(context * 3 * config.nEmbd)));
    this.#lengths = Array.from({ length: slots }, () => null);
    const kernels = createKernels(kernelsName, memory.used());
    kernels.memory.set(parameters, weights.wte);
    this.#gpt = { kernels, config, weights };
  }

  /** Takes a free slot, or returns null if all are taken. */
  open(): number | null {
    const slot = this.#lengths.indexOf(null);
    if (slot === -1) return null;
    this.#lengths[slot] = 0;
    return slot;
  }

  /**
   * Feeds tokens to a slot and returns the logits after the last one: vocabSize floats, as a view that is valid until
   * the next call. The bytes are the same however a text is split into calls. Throws RangeError past `context`, for no
   * tokens or unknown ones, and for a slot that is not open; the slot is then unchanged.
   */
  feed(slot: number, tokens: readonly number[]): Float32Array {
    const length = this.length(slot);
    if (tokens.length === 0) throw new RangeError('no tokens to feed');
    if (length + tokens.length > this.context) {
      throw new RangeError(`${length} tokens and ${tokens.length} more are too many for a context of ${this.context}`);
    }
    checkTokens(this.config, tokens);
    const { logits } = this.#scratch;
    const blocks = this.#scratch.blocks.map((block, layer) => ({
      ...block,
      qkv: this.#caches[slot]![layer]! + length * 3 * this.config.nEmbd,
    }));
    const batch = { tokens, seen: tokens.map((_, i) => length + i + 1), wanted: [tokens.length - 1] };
    forward(this.#gpt, batch, { ...this.#scratch, blocks });
    this.#lengths[slot] = length + tokens.length;
    return this.#gpt.kernels.memory.subarray(logits, logits + this.config.vocabSize);
  }

  /** Returns the number of tokens in the slot. Throws RangeError for a slot that is not open. */
  length(slot: number): number {
    const length = this.#lengths[slot];
    if (length === undefined || length === null) throw new RangeError(`slot ${slot} is not open`);
    return length;
  }

  /** Frees the slot and forgets its text. Throws RangeError for a slot that is not open. */
  close(slot: number): void {
    this.length(slot);
    this.#lengths[slot] = null;
  }
}

/**
 * Draws a token from the softmax of logits / temperature. Temperature 0 takes the greatest logit, the first on a tie.
 * Throws RangeError for a temperature below 0.
 */
export function sampleToken(
  logits: Float32Array,
  { temperature, random }: { temperature: number; random: () => number },
): number {
  if (!(temperature >= 0)) throw new RangeError(`temperature is below 0: ${temperature}`);
  let best = 0;
  logits.forEach((logit, token) => {
    if (logit > logits[best]!) best = token;
  });
  if (temperature === 0) return best;
  const weights = logits.map((logit) => Math.exp((logit - logits[best]!) / temperature));
  let left = random() * weights.reduce((sum, weight) => sum + weight, 0);
  // Rounding may leave a tiny remainder after the last weight; the likeliest token is then as good as any.
  const drawn = weights.findIndex((weight) => {
    left -= weight;
    return left < 0;
  });
  return drawn === -1 ? best : drawn;
}

/** Returns the log softmax of the logits (temperature 1), in nats. */
export function logProbabilities(logits: Float32Array): Float32Array {
  const greatest = logits.reduce((a, b) => Math.max(a, b));
  const sum = logits.reduce((total, logit) => total + Math.exp(logit - greatest), 0);
  return logits.map((logit) => logit - greatest - Math.log(sum));
}
