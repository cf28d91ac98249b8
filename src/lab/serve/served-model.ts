import type { Decoder } from '../gpt/sample.ts';

/** What serving needs of a `Decoder`: slots to open, feed and close, each of at most `context` tokens. */
export type SlotDecoder = Pick<Decoder, 'context' | 'open' | 'feed' | 'close'>;

/** A toy model and the names that it answers to. Its decoder is the endpoint's alone. */
export interface ServedModel {
  /** The name in lists and answers: `toy:noice`. */
  readonly id: string;
  /** Other names that a request may use: `noice`. */
  readonly aliases?: readonly string[];
  readonly decoder: SlotDecoder;
  /** Names these weights, for `system_fingerprint`: the same fingerprint and seed, the same answer. */
  readonly fingerprint?: string;
}
