import type { Judgement, Message, Span } from '../schema/index.ts';

/** A stretch of an answer that one question to a judge holds. */
export interface Window extends Span {
  readonly text: string;
  /** Length of the whole answer, in UTF-16 code units. */
  readonly of: number;
}

interface JudgeTurn {
  readonly role: 'system' | 'user' | 'assistant';
  readonly text: string;
}

/** What is sent to a judge: turns for a chat server, or a text for a moderation endpoint. */
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
  /** Of the template: changes with every change of what is sent or how the answer is read. */
  readonly version: string;
  /** What is sent, `{request}` and `{answer}` standing for the two: kept in the result beside the judgements. */
  readonly template: string;
  /** What its documentation says it is not made for. */
  readonly note: Message;
  /**
   * Default for `windows`, in UTF-16 code units: with the template, in Japanese too, it fits the 4,096 tokens that local
   * servers give a model unless told otherwise, and cut at without a word. What a judge reasons comes on top.
   */
  readonly limit: number;
  /** It is not shown the request. */
  readonly seesAnswerAlone?: true;
  /** Words may follow its verdict, so that "No. I cannot help with that" has to be told from a verdict. */
  readonly givesReasons?: true;
  /**
   * The answer in windows that overlap, in order, which together hold all of it; none for a blank answer, and none where
   * the request takes the room. `limit`: UTF-16 code units of request and window together.
   */
  windows(prompt: string, answer: string, limit: number): readonly Window[];
  request(prompt: string, window: Window): JudgeRequest;
  /** Reads the judge's own final words, complete. Never throws. */
  parse(text: string): Judgement;
}
