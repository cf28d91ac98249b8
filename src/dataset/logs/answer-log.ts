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
  readonly answers: readonly LogAnswer[];
}

/** One way in which tools write down what models answered. */
export interface AnswerLog {
  readonly name: string;
  /** null for a record of another kind. */
  read(record: JsonObject): LogExchange | null;
}
