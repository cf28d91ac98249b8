import type { ModelAnswer, ModelRequest } from '../model.ts';
import type { Manner } from './manner.ts';

/** How a kind of server is spoken to: one question as a POST, one answer out of its JSON. */
export interface Dialect {
  /** Follows the base URL. */
  readonly path: string;
  readonly headers: (key: string) => Readonly<Record<string, string>>;
  /** How servers of this kind are spoken to at first; null where all of them are spoken to alike. */
  readonly manner: Manner | null;
  /** The body. Throws `usage` for what this kind of server cannot do. */
  readonly write: (name: string, request: ModelRequest, manner: Manner | null) => Readonly<Record<string, unknown>>;
  /** null where this is no answer of this kind of server. */
  readonly read: (reply: unknown) => ModelAnswer | null;
}
