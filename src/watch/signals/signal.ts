import type { AnswerFacts, Message, WatchSignalId } from '../../schema/index.ts';

interface SignalOf<Kind extends string, Value> {
  readonly id: WatchSignalId;
  readonly title: Message;
  readonly kind: Kind;
  /** What an answer says; null where it is not known, which counts as nothing. */
  readonly read: (facts: AnswerFacts) => Value | null;
}

/** One thing to look at in an answer. However it is read, it comes to a hit or none, whose rate is watched. */
export type Signal =
  /** A hit or none by itself. `direction`: whether the rate may not rise, or may not fall. */
  | (SignalOf<'rate', boolean> & { readonly direction: 'up' | 'down' })
  /** A number: a hit is above the 99th percentile of the reference in its stratum, or below the 1st. */
  | SignalOf<'above', number>
  | SignalOf<'below', number>
  /** One of 4,096 kinds: a hit is of the kind that was commonest among the hundred answers before. */
  | SignalOf<'commonest', number>;

/** Whether it is watched for a fall of its rate: then the rate of answers that are no hit is tested. */
export const isFall = (signal: Signal): boolean => signal.kind === 'rate' && signal.direction === 'down';
