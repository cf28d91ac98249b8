import type { Chunk } from '../dataset/index.ts';
import type { Detector } from '../detectors/index.ts';
import type { ChunkOutcome } from './chunk-outcome.ts';
import { ChunkReader } from './chunk-reader.ts';
import type { Marking } from './marking.ts';

/** Reads chunks, here or in workers. The order in which outcomes come back is free. */
export interface Engine {
  /** Chunks that may be on their way at the same time. */
  readonly capacity: number;
  read(chunk: Chunk): Promise<ChunkOutcome>;
  /** The states of every reader, once all chunks are read; each in the order of the detectors. */
  takeStates(): Promise<unknown[][]>;
  beginSecondPass(markings: readonly Marking[]): Promise<void>;
  /** Ends all threads, whatever they are doing. */
  close(): Promise<void>;
}

/** One reader in this thread. */
export function inThisThread(detectors: readonly Detector[]): Engine {
  const reader = new ChunkReader(detectors);
  return {
    capacity: 1,
    read: async (chunk) => reader.read(chunk),
    takeStates: async () => [reader.takeStates()],
    beginSecondPass: async (markings) => reader.beginSecondPass(markings),
    close: async () => {},
  };
}
