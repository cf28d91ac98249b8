import type { JsonObject } from '../formats/format.ts';

/** One answer as stored by a tool. */
export interface LogAnswer {
  /** A text, parts of one, a message, or a server's reply. */
  readonly said: unknown;
  /** Why the answer ended, in the tool's own term, if the answer itself does not say. */
  readonly finish?: unknown;
  /** The error, if any; a text next to it was produced before the error. */
  readonly error?: unknown;
  /** Places of the reply with more of the answer that the tool names as not read. */
  readonly unread?: unknown;
}

/** A question and its answers, one for each time it was asked. */
export interface LogExchange {
  readonly id?: unknown;
  readonly prompt?: unknown;
  /** Empty for a record of the same log that holds no answer and needs none. */
  readonly answers: readonly LogAnswer[];
  /** Set if the answer was found by its field name. */
  readonly fields?: AnswerFields;
}

/** The field that was taken as the answer. */
export interface AnswerFields {
  readonly field: string;
  /** Other fields with different texts whose names also promise an answer. */
  readonly left: readonly string[];
  /** Those fields in `left` that are just as likely to be the answer. */
  readonly rivals: readonly string[];
}

/** One way in which tools record the answers of models. */
export interface AnswerLog {
  readonly name: string;
  /** Reads a record, or returns null if it is of another kind. */
  read(record: JsonObject): LogExchange | null;
}
