/** The speaker of a turn. `developer` is read as `system`, `function` and `observation` as `tool`. */
export type Role = 'system' | 'user' | 'assistant' | 'tool';

/** One message of a training row. */
export interface Turn {
  readonly role: Role;
  /** Text parts joined without a separator; tool calls as their JSON. */
  readonly text: string;
  /**
   * True if the model is trained to say this (assistant, weight not 0, the preferred side). Everything else is context.
   */
  readonly target: boolean;
  /**
   * The previous request is repeated here: what follows is another answer to it, not a continuation of the answer
   * before.
   */
  readonly startsOver?: true;
}

/** The kind of training signal that the row carries. */
export type ExampleKind = 'chat' | 'preference' | 'kto' | 'text';

/** One training row, whatever its file format was. */
export interface Example {
  /** Index into the list of inputs. */
  readonly file: number;
  /** 1-based line in line-based formats, otherwise 1-based element or record. */
  readonly line: number;
  /** 1-based line of the file on which it begins, if that number differs: in CSV, and in lists of elements. */
  readonly physicalLine?: number;
  readonly kind: ExampleKind;
  readonly turns: readonly Turn[];
  /** The answer that the row teaches to avoid (rejected side; KTO completion with label false); otherwise null. */
  readonly rejected: string | null;
}
