import type { JsonObject } from '../formats/format.ts';

/** One answer as a tool keeps it. */
export interface LogAnswer {
  /** A text, parts of one, a message, or the reply of a server. */
  readonly said: unknown;
  /** Why it ended, in the tool's own word, where the answer itself does not say it. */
  readonly finish?: unknown;
  /** What went wrong; a text beside it is what came before. */
  readonly error?: unknown;
}

/** A question and what was answered, as often as it was asked. */
export interface LogExchange {
  readonly id?: unknown;
  readonly prompt?: unknown;
  /** Empty for a record of the same log that holds no answer, and needs none. */
  readonly answers: readonly LogAnswer[];
  /** Where the answer was found by the name of its field. */
  readonly fields?: AnswerFields;
}

/** The field that was taken for the answer. */
export interface AnswerFields {
  readonly field: string;
  /** Fields with other texts whose names say that they hold an answer, too. */
  readonly left: readonly string[];
  /** Those of them that are as likely meant. */
  readonly rivals: readonly string[];
}

/** One way in which tools write down what models answered. */
export interface AnswerLog {
  readonly name: string;
  /** null for a record of another kind. */
  read(record: JsonObject): LogExchange | null;
}
