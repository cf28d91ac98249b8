import type { ModelAnswer, ModelRequest } from '../model.ts';
import type { Manner } from './manner.ts';

/** How to talk to a kind of server: a question is one POST, and the answer is read from its JSON. */
export interface Dialect {
  /** Appended to the base URL. */
  readonly path: string;
  readonly headers: (key: string) => Readonly<Record<string, string>>;
  /** The initial manner for servers of this kind; null if they are all asked the same way. */
  readonly manner: Manner | null;
  /** Returns the request body. Throws `usage` for anything this kind of server cannot do. */
  readonly write: (name: string, request: ModelRequest, manner: Manner | null) => Readonly<Record<string, unknown>>;
  /** Reads an answer, or returns null if this is not an answer from this kind of server. */
  readonly read: (reply: unknown) => ModelAnswer | null;
  /**
   * Reads the answer from the text of an event stream, which some servers send to everybody. Returns null if it is none,
   * if it broke off, or if the server reported an error in it. Absent if no server of this kind does so.
   */
  readonly readStream?: (text: string) => ModelAnswer | null;
}
