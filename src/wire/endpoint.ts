import type { ServerSentEvent } from './server-sent-events.ts';

export type EndpointName = 'chat-completions' | 'completions' | 'responses' | 'messages';

/** What a text is in an answer. `refusal`: a field of its own for refusals. `tool`: the name and the arguments of a call. */
export type Channel = 'content' | 'reasoning' | 'refusal' | 'tool';

/** A text that an event or a body adds to one answer. */
export interface Piece {
  /** Which of the answers (`n`), from 0. */
  readonly choice: number;
  readonly channel: Channel;
  /** Pieces of the same channel and part continue each other; another part (a second tool call, a new block) begins anew. */
  readonly part: string;
  readonly text: string;
}

/** Tokens as the server counts them: whole numbers below 2^53; null where it does not say. */
export interface WireUsage {
  readonly promptTokens: number | null;
  readonly completionTokens: number | null;
}

/** An error as an API tells it. `type` and `code` as the server has them; null where it has none. */
export interface WireProblem {
  readonly message: string;
  readonly type: string | null;
  readonly code: string | null;
}

/** What a request asks, as far as the gateway has to know. */
export interface WireRequest {
  readonly model: string;
  readonly stream: boolean;
  /** How many answers. */
  readonly choices: number;
  /** Whether a streaming client asked for the usage event. */
  readonly usageWanted: boolean;
  /** Text of the last turn of the user; '' where there is none. */
  readonly prompt: string;
  /** Text of the first turn of the user, which stays the same as the conversation goes on; '' where there is none. */
  readonly firstPrompt: string;
  /** Who the client says asks (`safety_identifier`, `user`, `metadata.user_id`); null where it does not. */
  readonly user: string | null;
  /** Upper bound for the tokens of one answer; null where the request has none. */
  readonly maxTokens: number | null;
}

/** What a stream has to know of its request. */
export type StreamedRequest = Pick<WireRequest, 'model' | 'choices' | 'usageWanted'>;

/** What a body or an event says. */
export interface WireContent {
  readonly pieces: readonly Piece[];
  /** Answers that end here, with the reason in the endpoint's own word. */
  readonly finishes: readonly { readonly choice: number; readonly reason: string }[];
  readonly usage: WireUsage | null;
  readonly problem: WireProblem | null;
  /**
   * Places that hold something that is not read, as paths (`choices[0].delta.audio`): named, never passed in silence. `data`:
   * an event that is no JSON; `event`: one over the decoder's limit.
   */
  readonly unread: readonly string[];
  /** The model that the server says it is. */
  readonly model: string | null;
}

/** An event of a streamed answer, read. */
export interface WireEvent extends WireContent {
  readonly event: ServerSentEvent;
  /** The event says that the whole stream is complete (`[DONE]`, `message_stop`, `response.completed`). */
  readonly isLast: boolean;
}

/** What was withheld of an answer, and what the client gets in its place. */
export interface Replacement {
  /** All text of the answer that the client may have, in `content`; what came before the cut included. */
  readonly text: string;
  /** false: the answer ends as the server ended it; true: it is marked as filtered. */
  readonly filtered: boolean;
  /**
   * Why the answer ended whose text it is, in the endpoint's own word. null, or not given: as the server's answer ended, unless
   * it ended with calls: they are not there.
   */
  readonly finish?: string | null;
}

/**
 * One streamed answer on its way to the client. Remembers ids, open parts and what was sent; every method that returns
 * bytes takes them as sent. Never throws on what a server sends. What would follow the end of an answer, or of the stream, is
 * not sent: then the bytes are empty, and `forward` and `cut` give null.
 */
export interface WireStream {
  /** Reads the next event of the server, in order. Sends nothing. */
  read(event: ServerSentEvent): WireEvent;
  /**
   * The event as it came, byte for byte; null where the client did not ask for it (usage), or where it speaks only of answers
   * that were ended here. Written anew only where an earlier cut makes its bytes untrue.
   */
  forward(event: WireEvent): Uint8Array | null;
  /**
   * The event with piece `i` cut to its first `keep[i]` UTF-16 units (one less where that would split a character), and
   * without ending anything; null where no text is left. What is unread is not in it; log probabilities only where the
   * whole text of their answer is kept.
   */
  cut(event: WireEvent, keep: readonly number[]): Uint8Array | null;
  /**
   * Events that add text to an answer as ordinary content, whatever part was open. `messages` and `responses`: where text was
   * not open, it is now in a part of ours, and `forward` and `cut` give null from then on.
   */
  say(choice: number, text: string): Uint8Array;
  /**
   * Events that end an answer: an empty one with `content_filter` (messages: `refusal`) if filtered, else with `reason`.
   * null: as answers of the endpoint end when nothing is amiss (`stop`, `end_turn`, `completed`).
   */
  finish(choice: number, filtered: boolean, reason: string | null): Uint8Array;
  /** The events after the last answer: usage, if the client asked and the server gave it, and the end of the stream. */
  end(usage: WireUsage | null): Uint8Array;
  /** An error in the middle of a stream, in the endpoint's own shape. Nothing follows it. */
  problem(problem: WireProblem): Uint8Array;
}

/** One endpoint: how its requests, answers and streams are read and written. Stateless. */
export interface WireEndpoint {
  readonly name: EndpointName;
  /** `/v1/chat/completions` */
  readonly path: string;
  /** What a parsed body asks; a problem with the field named where it is no request of this endpoint. */
  request(body: unknown): WireRequest | WireProblem;
  /**
   * The body for the server, with the model's name there. On streams the usage is asked for, where the endpoint has such an option, unless
   * `asksUsage` is false. Unknown fields stay.
   */
  upstreamBody(body: unknown, model: string, asksUsage?: boolean): unknown;
  /** The same turn for one whole answer of another model. */
  wholeBody(body: unknown, model: string): unknown;
  /** Reads a whole answer. */
  whole(body: unknown): WireContent;
  /** A whole answer with the texts of some answers replaced: reasoning, tool calls and log probabilities of those go. */
  replaced(body: unknown, replacements: ReadonlyMap<number, Replacement>): unknown;
  /** An error as a body, in the endpoint's own shape. */
  problem(problem: WireProblem): unknown;
  stream(request: StreamedRequest): WireStream;
}
