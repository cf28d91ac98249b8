import type { MessagePort } from 'node:worker_threads';
import type { Chunk } from '../../dataset/index.ts';
import type { ErrorCode } from '../../errors.ts';
import type { Message } from '../../schema/index.ts';
import type { ChunkOutcome } from './chunk-outcome.ts';
import type { Conclusion } from './conclusion.ts';
import type { Marking } from './marking.ts';

/** Requests from the main thread to a worker. Each is answered exactly once, in order. */
export type WorkerRequest =
  | { readonly kind: 'read'; readonly chunk: Chunk }
  /**
   * Sends the states of this reader directly to another one, bypassing the main thread: they may be tens of megabytes.
   */
  | { readonly kind: 'give-states'; readonly to: MessagePort }
  /** The states are waiting at this port. */
  | { readonly kind: 'add-states'; readonly from: MessagePort }
  | { readonly kind: 'conclude' }
  /** Another scan will follow: everything about this one is forgotten. */
  | { readonly kind: 'start-over' }
  | { readonly kind: 'begin-second-pass'; readonly markings: readonly Marking[] };

export type WorkerReply =
  | { readonly kind: 'outcome'; readonly outcome: ChunkOutcome }
  | { readonly kind: 'conclusion'; readonly conclusion: Conclusion }
  | { readonly kind: 'ready' }
  | {
      readonly kind: 'failed';
      readonly code: ErrorCode;
      readonly message: Message;
      readonly advice: Message | undefined;
      /** The stack trace of the error in the worker. */
      readonly trace: string;
    };
