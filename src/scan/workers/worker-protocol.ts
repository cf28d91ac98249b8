import type { MessagePort } from 'node:worker_threads';
import type { Chunk } from '../../dataset/index.ts';
import type { ErrorCode } from '../../errors.ts';
import type { Message } from '../../schema/index.ts';
import type { ChunkOutcome } from './chunk-outcome.ts';
import type { Conclusion } from './conclusion.ts';
import type { Marking } from './marking.ts';

/** What the main thread asks of a worker. Every request is answered once, in order. */
export type WorkerRequest =
  | { readonly kind: 'read'; readonly chunk: Chunk }
  /** The states of this reader go to another one, not by way of the main thread: they may be tens of megabytes. */
  | { readonly kind: 'give-states'; readonly to: MessagePort }
  /** They lie at this port. */
  | { readonly kind: 'add-states'; readonly from: MessagePort }
  | { readonly kind: 'conclude' }
  /** Another scan will follow: everything of this one is forgotten. */
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
      /** The stack of what was thrown in the worker. */
      readonly trace: string;
    };
