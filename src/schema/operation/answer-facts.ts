import type { Outcome, ReadingLanguage } from '../reading.ts';

/** Why an answer ended, in the same terms for all endpoints. */
export type FinishKind = 'stop' | 'length' | 'filtered' | 'tool' | 'other';

/**
 * Facts about one answer without its text: the basis for decisions of rollouts and the watch. Anything unknown is null,
 * and counts as nothing, never as fine.
 */
export interface AnswerFacts {
  /** Time of the request, in milliseconds since 1970. */
  readonly at: number;
  /** The model's name for clients. */
  readonly model: string;
  readonly stage: string;
  /** The asker, as far as the log says: 0..99,999; answers of one asker share the number. */
  readonly bucket: number | null;
  readonly requestLanguage: ReadingLanguage | null;
  /**
   * `complete`, or what went wrong: `incomplete`, `failed`, `rejected`, `aborted` (the client left), `lost` (no record
   * of its end).
   */
  readonly state: 'complete' | 'incomplete' | 'failed' | 'rejected' | 'aborted' | 'lost';
  /** Outcome of the worst answer to the request, which all text fields below describe too; null if there is none. */
  readonly outcome: Outcome | null;
  /** The guard's latch fired in one of the answers. */
  readonly latched: boolean;
  /** UTF-16 code units. */
  readonly chars: number | null;
  readonly finish: FinishKind | null;
  readonly language: ReadingLanguage | null;
  /**
   * Hash of the first sentence, 0..4095: enough to see that one opening is everywhere, too little to recognise a text.
   */
  readonly opening: number | null;
  /** How much of the text repeats itself, in thousandths; 0 for none. */
  readonly repetition: number | null;
  /** True if the arguments of all tool calls are JSON; null if no tool is called. */
  readonly toolJson: boolean | null;
  /** Milliseconds from the request to the first text. */
  readonly firstTextMs: number | null;
  /** Tokens per second between the first and the last text, in thousandths. */
  readonly tokensPerSecond: number | null;
  /** The same asker sent the same request shortly before; null if the asker is unknown. */
  readonly isRetry: boolean | null;
}
