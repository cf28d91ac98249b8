import type { Judgement, Message, Span } from '../schema/index.ts';

/** A stretch of an answer that fits into one question to a judge. */
export interface Window extends Span {
  readonly text: string;
  /** Length of the whole answer, in UTF-16 code units. */
  readonly of: number;
}

interface JudgeTurn {
  readonly role: 'system' | 'user' | 'assistant';
  readonly text: string;
}

/** The request sent to a judge: turns for a chat server, or a text for a moderation endpoint. */
export type JudgeRequest =
  | {
      readonly kind: 'chat';
      readonly turns: readonly JudgeTurn[];
      readonly sample: { readonly temperature: 0; readonly maxTokens: number };
    }
  | { readonly kind: 'moderation'; readonly input: string };

/** A template: how a judge is asked, and how its answer is read. Holds no model and no state. */
export interface Judge {
  readonly id: string;
  /** Version of the template; changes whenever what is sent or how the answer is read changes. */
  readonly version: string;
  /**
   * The text that is sent, with `{request}` and `{answer}` as placeholders; kept in the result beside the judgements.
   */
  readonly template: string;
  /** What the judge is not made for, according to its documentation. */
  readonly note: Message;
  /**
   * Default for `windows`, in UTF-16 code units. Together with the template, even in Japanese, it fits into 4,096
   * tokens, to which local servers silently cut unless configured otherwise. The judge's reasoning comes on top.
   */
  readonly limit: number;
  /** True if the judge is not shown the request. */
  readonly seesAnswerAlone?: true;
  /**
   * True if words may follow its verdict, so that "No. I cannot help with that" must be distinguished from a verdict.
   */
  readonly givesReasons?: true;
  /**
   * Cuts the answer into overlapping windows, in order, which together cover all of it. None for a blank answer, or if
   * the request leaves no room. `limit`: UTF-16 code units of request and window together.
   */
  windows(prompt: string, answer: string, limit: number): readonly Window[];
  request(prompt: string, window: Window): JudgeRequest;
  /** Parses the judge's own complete final words. Never throws. */
  parse(text: string): Judgement;
}
