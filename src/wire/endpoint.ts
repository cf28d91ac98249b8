import type { ServerSentEvent } from './server-sent-events.ts';

export type EndpointName = 'chat-completions' | 'completions' | 'responses' | 'messages';

/**
 * The role of a text in an answer. `refusal` is a separate field for refusals; `tool` is the name or the arguments of a
 * call.
 */
export type Channel = 'content' | 'reasoning' | 'refusal' | 'tool';

/** A text that an event or a body adds to one answer. */
export interface Piece {
  /** Number of the answer (out of `n`), from 0. */
  readonly choice: number;
  readonly channel: Channel;
  /**
   * Pieces with the same channel and part continue each other; a different part (a second tool call, a new block)
   * starts anew.
   */
  readonly part: string;
  readonly text: string;
}

/** Token counts from the server: whole numbers below 2^53, or null if it does not say. */
export interface WireUsage {
  readonly promptTokens: number | null;
  readonly completionTokens: number | null;
}

/** An error as reported by an API. `type` and `code` are the server's; null if it gives none. */
export interface WireProblem {
  readonly message: string;
  readonly type: string | null;
  readonly code: string | null;
}

/** The parts of a request that the gateway needs to know. */
export interface WireRequest {
  readonly model: string;
  readonly stream: boolean;
  /** Number of answers. */
  readonly choices: number;
  /** True if a streaming client asked for the usage event. */
  readonly usageWanted: boolean;
  /** Text of the user's last turn; '' if there is none. */
  readonly prompt: string;
  /** Text of the user's first turn, which stays the same as the conversation continues; '' if there is none. */
  readonly firstPrompt: string;
  /** The user as named by the client (`safety_identifier`, `user`, `metadata.user_id`); null if it names none. */
  readonly user: string | null;
  /** Maximum number of tokens in one answer; null if the request has no limit. */
  readonly maxTokens: number | null;
}

/** The parts of its request that a stream needs to know. */
export type StreamedRequest = Pick<WireRequest, 'model' | 'choices' | 'usageWanted'>;

/** The content of a body or an event. */
export interface WireContent {
  readonly pieces: readonly Piece[];
  /** Answers that end here, with the reason in the endpoint's own term. */
  readonly finishes: readonly { readonly choice: number; readonly reason: string }[];
  readonly usage: WireUsage | null;
  readonly problem: WireProblem | null;
  /**
   * Paths of places with content that is not read (`choices[0].delta.audio`); they are named rather than silently
   * passed. `data` stands for an event that is not JSON, `event` for one over the decoder's limit.
   */
  readonly unread: readonly string[];
  /**
   * Numbers of the answers in which something is unread that could be their text; null stands for such a text outside of
   * all answers. An answer of which nothing else is read is not empty: it is in a place that this endpoint does not have.
   */
  readonly unreadIn: readonly (number | null)[];
  /** The model name reported by the server. */
  readonly model: string | null;
}

/** An event of a streamed answer, after reading. */
export interface WireEvent extends WireContent {
  readonly event: ServerSentEvent;
  /** True if the event marks the whole stream as complete (`[DONE]`, `message_stop`, `response.completed`). */
  readonly isLast: boolean;
}

/** What the client gets in place of an answer, or part of one, that was withheld. */
export interface Replacement {
  /** All text of the answer that the client may have, in `content`, including the text before the cut. */
  readonly text: string;
  /** If true, the answer is marked as filtered; if false, it ends the way the server ended it. */
  readonly filtered: boolean;
  /**
   * Why the answer that supplied the text ended, in the endpoint's own term. If null or absent, the server's own reason
   * is used, unless that reason is a call, since the calls are removed.
   */
  readonly finish?: string | null;
}

/**
 * One streamed answer on its way to the client. It remembers ids, open parts and what was sent; every method that
 * returns bytes treats them as sent. It never throws because of what a server sends. Nothing is sent after the end of
 * an answer or of the stream: the bytes are then empty, and `forward` and `cut` return null.
 */
export interface WireStream {
  /** Reads the next event of the server, in order. Sends nothing. */
  read(event: ServerSentEvent): WireEvent;
  /**
   * Returns the event as received, byte for byte. Returns null if the client did not ask for it (usage) or if it
   * concerns only answers that were ended here. It is rewritten only if an earlier cut makes its bytes untrue.
   */
  forward(event: WireEvent): Uint8Array | null;
  /**
   * Returns the event with piece `i` cut to its first `keep[i]` UTF-16 code units (one fewer if that would split a
   * character) and without ending anything, or null if no text is left. Unread content is removed; log probabilities
   * are kept only if the whole text of their answer is kept.
   */
  cut(event: WireEvent, keep: readonly number[]): Uint8Array | null;
  /**
   * Returns events that add text to an answer as ordinary content, whatever part was open. For `messages` and
   * `responses`, if no text part was open, the text goes into a new part of ours, and `forward` and `cut` return null
   * from then on.
   */
  say(choice: number, text: string): Uint8Array;
  /**
   * Returns events that end an answer: an empty one with `content_filter` (messages: `refusal`) if filtered, otherwise
   * one with `reason`. If `reason` is null, the answer ends normally for the endpoint (`stop`, `end_turn`,
   * `completed`).
   */
  finish(choice: number, filtered: boolean, reason: string | null): Uint8Array;
  /**
   * Returns the events after the last answer: usage, if the client asked for it and the server gave it, and the end of
   * the stream.
   */
  end(usage: WireUsage | null): Uint8Array;
  /** Returns an error in the middle of a stream, in the endpoint's own format. Nothing follows it. */
  problem(problem: WireProblem): Uint8Array;
}

/** One endpoint: how its requests, answers and streams are read and written. Stateless. */
export interface WireEndpoint {
  readonly name: EndpointName;
  /** `/v1/chat/completions` */
  readonly path: string;
  /** Reads a parsed request body, or returns a problem that names the invalid field. */
  request(body: unknown): WireRequest | WireProblem;
  /**
   * Returns the body for the server, with the server's name for the model. Streams ask for usage if the endpoint has
   * such an option, unless `asksUsage` is false. Unknown fields are kept.
   */
  upstreamBody(body: unknown, model: string, asksUsage?: boolean): unknown;
  /** Returns the body that asks another model for the same turn, as a single whole answer. */
  wholeBody(body: unknown, model: string): unknown;
  /** Reads a whole answer. */
  whole(body: unknown): WireContent;
  /**
   * Returns a whole answer with the texts of some answers replaced; reasoning, tool calls and log probabilities of
   * those answers are removed.
   */
  replaced(body: unknown, replacements: ReadonlyMap<number, Replacement>): unknown;
  /** Returns an error as a body, in the endpoint's own format. */
  problem(problem: WireProblem): unknown;
  stream(request: StreamedRequest): WireStream;
}
