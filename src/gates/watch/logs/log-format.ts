import type { Message, UnreadReason } from '../../../schema/index.ts';

export type LogRecord = Readonly<Record<string, unknown>>;

/** Content of a log about one answer. Times are in milliseconds since 1970. */
export interface LogEntry {
  /** Id of the exchange in the log; null if it has none. */
  readonly id: string | null;
  /** Time of the request. */
  readonly at: number;
  readonly model: string;
  /** The asker as named in the log; null if it names none. Never kept. */
  readonly asker: string | null;
  /** A text or messages. */
  readonly prompt: unknown;
  /** A text, a message, or a server's reply; anything that `dataset.recordedResponse` reads. */
  readonly response: unknown;
  /** null if the log does not report failed requests. */
  readonly failed: boolean | null;
  readonly firstTextAt: number | null;
  readonly endedAt: number | null;
  /** Number of tokens of the answer. */
  readonly tokens: number | null;
}

/** A format in which tools record the answers of models. */
export interface LogFormat {
  readonly name: 'langfuse' | 'litellm' | 'openai' | 'plain';
  readonly title: Message;
  /** Fields that a record needs, for people whose log is not recognised. */
  readonly expects: string;
  /** Recognises a record by the names of its fields. */
  recognise(record: LogRecord): boolean;
  /**
   * Returns the exchange, the reason why there is none, or null for a record of something else (a span, an event).
   * Never throws.
   */
  read(record: LogRecord): LogEntry | UnreadReason | null;
}
