/** One event of a `text/event-stream`. */
export interface ServerSentEvent {
  /**
   * Exactly the bytes received, including the blank line that ends the event. The bytes of all events, joined, are the
   * stream.
   */
  readonly bytes: Uint8Array;
  /** The `event` field; '' if absent. */
  readonly event: string;
  /** Its `data` lines joined by LF; null if it has none (a comment, a keep-alive) or is oversized. */
  readonly data: string | null;
  /** False if the stream, or this part of an oversized event, ended before the blank line. */
  readonly isFinished: boolean;
  /** True if these bytes are a part of an event longer than the decoder's limit. They have not been read. */
  readonly isOversized: boolean;
}
