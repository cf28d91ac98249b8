/**
 * What a response does, from its first to its last character. In: the text of a response, whole or in pieces, and the
 * request where it is known. Out: its acts, and what they come to. Never judges harm, never looks at a file or a model.
 */
import type { Reading } from '../schema/index.ts';

/** What is known beside the response. */
export interface ReadOptions {
  /** The request that is answered; "the same request" is judged against it. */
  readonly prompt?: string;
}

/** Reads a whole response. Linear in its length. */
export function readResponse(_text: string, _options: ReadOptions = {}): Reading {
  return {
    outcome: 'compliance',
    ground: 'none',
    language: 'und',
    depth: { chars: 0, tokens: null },
    confidence: 0,
    acts: [],
  };
}
