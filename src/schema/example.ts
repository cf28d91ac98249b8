/** Who speaks. `developer` is read as `system`, `function` and `observation` as `tool`. */
export type Role = 'system' | 'user' | 'assistant' | 'tool';

/** One message of a training row. */
export interface Turn {
  readonly role: Role;
  /** Text parts joined without a separator; tool calls as their JSON. */
  readonly text: string;
  /** The model is trained to say this (assistant, weight not 0, the preferred side). Everything else is context. */
  readonly target: boolean;
  /** The request of before stands here once more: what follows is another answer to it, and nothing that was said after this one. */
  readonly startsOver?: true;
}

/** What kind of training signal the row carries. */
export type ExampleKind = 'chat' | 'preference' | 'kto' | 'text';

/** One training row, whatever its file format was. */
export interface Example {
  /** Index into the list of inputs. */
  readonly file: number;
  /** 1-based line of a line format, else 1-based element or record. */
  readonly line: number;
  /** 1-based line of the file in which it begins, where that is another number: in CSV, and in lists of elements. */
  readonly physicalLine?: number;
  readonly kind: ExampleKind;
  readonly turns: readonly Turn[];
  /** The answer that the row teaches to avoid (rejected side; KTO completion with label false); else null. */
  readonly rejected: string | null;
}
