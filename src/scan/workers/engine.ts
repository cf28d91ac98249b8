import type { Chunk } from '../../dataset/index.ts';
import type { Detector } from '../../detectors/index.ts';
import type { ChunkOutcome } from './chunk-outcome.ts';
import { ChunkReader } from './chunk-reader.ts';
import type { Conclusion } from './conclusion.ts';
import type { Marking } from './marking.ts';

/** Reads chunks, here or in workers. The order in which outcomes come back is free. */
export interface Engine {
  /** Chunks that may be on their way at the same time. */
  readonly capacity: number;
  read(chunk: Chunk): Promise<ChunkOutcome>;
  /** Merges the states of all readers, once all chunks are read, and ends the fold. */
  conclude(): Promise<Conclusion>;
  /** Instead of `conclude`: the merged states, in the order of the detectors. */
  states(): Promise<readonly unknown[]>;
  beginSecondPass(markings: readonly Marking[]): Promise<void>;
  /** All is read: threads may serve another scan. */
  release(): void;
  /** Ends all threads that are not released, whatever they are doing. */
  close(): Promise<void>;
}

/** One reader in this thread. */
export function inThisThread(detectors: readonly Detector[]): Engine {
  const reader = new ChunkReader(detectors);
  return {
    capacity: 1,
    read: async (chunk) => reader.read(chunk),
    conclude: async () => reader.conclude(),
    states: async () => reader.takeStates(),
    beginSecondPass: async (markings) => reader.beginSecondPass(markings),
    release: () => {},
    close: async () => {},
  };
}
