import type { Message, UnreadReason } from '../../../schema/index.ts';

export type LogRecord = Readonly<Record<string, unknown>>;

/** What a log says of one answer. Times in milliseconds since 1970. */
export interface LogEntry {
  /** Of the exchange, as the log names it; null where it does not. */
  readonly id: string | null;
  /** When it was asked for. */
  readonly at: number;
  readonly model: string;
  /** Who asked, as the log names them; null where it does not. Never kept. */
  readonly asker: string | null;
  /** A text or messages. */
  readonly prompt: unknown;
  /** A text, a message, a reply of a server; what `dataset.recordedResponse` reads. */
  readonly response: unknown;
  /** null where the log does not tell of requests that failed. */
  readonly failed: boolean | null;
  readonly firstTextAt: number | null;
  readonly endedAt: number | null;
  /** Of the answer. */
  readonly tokens: number | null;
}

/** One way in which tools write down what models answered. */
export interface LogFormat {
  readonly name: 'langfuse' | 'litellm' | 'openai' | 'plain';
  readonly title: Message;
  /** Fields that a record needs, for people whose log is not recognised. */
  readonly expects: string;
  /** By the names of the fields. */
  recognise(record: LogRecord): boolean;
  /** The exchange; the reason why there is none; null for a record of something else (a span, an event). Never throws. */
  read(record: LogRecord): LogEntry | UnreadReason | null;
}
