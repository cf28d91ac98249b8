import type { Outcome, ReadingLanguage } from '../reading.ts';

/** Why an answer ended, alike for all endpoints. */
export type FinishKind = 'stop' | 'length' | 'filtered' | 'tool' | 'other';

/**
 * What is known of one answer without its text: what rollouts and the watch decide on. Everything that is not known is null, and
 * counts as nothing, never as fine.
 */
export interface AnswerFacts {
  /** Milliseconds since 1970 when it was asked for. */
  readonly at: number;
  /** The model's name for clients. */
  readonly model: string;
  readonly stage: string;
  /** Who asked, as far as the log says: 0..99,999; answers of one asker share it. */
  readonly bucket: number | null;
  readonly requestLanguage: ReadingLanguage | null;
  /** `complete`, or what went wrong: `incomplete`, `failed`, `rejected`, `aborted` (the client left), `lost` (no record of its end). */
  readonly state: 'complete' | 'incomplete' | 'failed' | 'rejected' | 'aborted' | 'lost';
  /** Of the worst answer to the request, as is all that follows of a text; null where there is none. */
  readonly outcome: Outcome | null;
  /** The guard's latch fired in one of them. */
  readonly latched: boolean;
  /** UTF-16 code units. */
  readonly chars: number | null;
  readonly finish: FinishKind | null;
  readonly language: ReadingLanguage | null;
  /** Hash of the first sentence, 0..4095: enough to see that one opening is everywhere, too little to recognise a text. */
  readonly opening: number | null;
  /** How much of the text repeats itself, in thousandths: 0 for none. */
  readonly repetition: number | null;
  /** Whether the arguments of all calls of tools are JSON; null where no tool is called. */
  readonly toolJson: boolean | null;
  /** Milliseconds from the request to the first text. */
  readonly firstTextMs: number | null;
  /** Tokens a second between the first and the last text, in thousandths. */
  readonly tokensPerSecond: number | null;
  /** The same asker sent the same request a short while before; null where the asker is not known. */
  readonly isRetry: boolean | null;
}
