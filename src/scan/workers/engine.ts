import type { Chunk } from '../../dataset/index.ts';
import type { Detector } from '../../detectors/index.ts';
import type { ChunkOutcome } from './chunk-outcome.ts';
import { ChunkReader } from './chunk-reader.ts';
import type { Conclusion } from './conclusion.ts';
import type { Marking } from './marking.ts';

/** Reads chunks, in this thread or in workers. Outcomes may come back in any order. */
export interface Engine {
  /** Number of chunks that may be in flight at the same time. */
  readonly capacity: number;
  read(chunk: Chunk): Promise<ChunkOutcome>;
  /** Merges the states of all readers and ends the fold. Call after all chunks are read. */
  conclude(): Promise<Conclusion>;
  /** Alternative to `conclude`: returns the merged states, in the order of the detectors. */
  states(): Promise<readonly unknown[]>;
  beginSecondPass(markings: readonly Marking[]): Promise<void>;
  /** Call when everything is read: threads may then serve another scan. */
  release(): void;
  /** Ends all threads that were not released, whatever they are doing. */
  close(): Promise<void>;
}

/** Creates an engine with one reader in this thread. */
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
