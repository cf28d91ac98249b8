import type { Chunk } from '../dataset/index.ts';
import type { ErrorCode } from '../errors.ts';
import type { ChunkOutcome } from './chunk-outcome.ts';
import type { Marking } from './marking.ts';

/** What the main thread asks of a worker. Every request is answered once, in order. */
export type Request =
  | { readonly kind: 'read'; readonly chunk: Chunk }
  | { readonly kind: 'take-states' }
  | { readonly kind: 'begin-second-pass'; readonly markings: readonly Marking[] };

export type Answer =
  | { readonly kind: 'outcome'; readonly outcome: ChunkOutcome }
  | { readonly kind: 'states'; readonly states: unknown[] }
  | { readonly kind: 'ready' }
  | {
      readonly kind: 'failed';
      readonly code: ErrorCode;
      readonly message: string;
      readonly advice: string | undefined;
      /** The stack of what was thrown in the worker. */
      readonly trace: string;
    };
