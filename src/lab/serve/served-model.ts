import type { Decoder } from '../gpt/sample.ts';

/** The part of a `Decoder` that serving needs: slots to open, feed and close, each of at most `context` tokens. */
export type SlotDecoder = Pick<Decoder, 'context' | 'open' | 'feed' | 'close'>;

/** A toy model and the names it is known by. Its decoder belongs to the endpoint alone. */
export interface ServedModel {
  /** The name in lists and answers: `toy:noice`. */
  readonly id: string;
  /** Other names that a request may use: `noice`. */
  readonly aliases?: readonly string[];
  readonly decoder: SlotDecoder;
  /** Identifies these weights, for `system_fingerprint`: the same fingerprint and seed give the same answer. */
  readonly fingerprint?: string;
}
