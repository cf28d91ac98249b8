/** One event of a `text/event-stream`. */
export interface ServerSentEvent {
  /** Exactly the bytes that came, with the blank line that ends it; those of all events, joined, are the stream. */
  readonly bytes: Uint8Array;
  /** The `event` field; '' where there is none. */
  readonly event: string;
  /** Its `data` lines joined by LF; null where it has none (a comment, a keep-alive) or is oversized. */
  readonly data: string | null;
  /** false: the stream, or the part of an oversized event, ended before the blank line. */
  readonly isFinished: boolean;
  /** true: these bytes are a part of an event longer than the decoder's limit. Nobody has read them. */
  readonly isOversized: boolean;
}
