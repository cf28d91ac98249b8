import type { AnswerFacts, Message, WatchSignalId } from '../../schema/index.ts';

interface SignalOf<Kind extends string, Value> {
  readonly id: WatchSignalId;
  readonly title: Message;
  readonly kind: Kind;
  /** Reads the value from an answer; null if unknown, in which case the answer does not count. */
  readonly read: (facts: AnswerFacts) => Value | null;
}

/**
 * One property of an answer to watch. Every kind of value is reduced to a hit or a miss, and the rate of hits is
 * watched.
 */
export type Signal =
  /** A value that is itself a hit or a miss. `direction`: 'up' watches for a rise of the rate, 'down' for a fall. */
  | (SignalOf<'rate', boolean> & { readonly direction: 'up' | 'down' })
  /** A number. A hit lies above the 99th percentile of the reference in its stratum, or below the 1st. */
  | SignalOf<'above', number>
  | SignalOf<'below', number>
  /** One of 4,096 kinds. A hit is of the kind that was commonest in the previous block of a hundred answers. */
  | SignalOf<'commonest', number>;

/** Reports whether the signal is watched for a fall of its rate. If so, the rate of misses is tested. */
export const isFall = (signal: Signal): boolean => signal.kind === 'rate' && signal.direction === 'down';
