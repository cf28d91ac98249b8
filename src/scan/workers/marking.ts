import type { DatasetFinding } from '../../detectors/index.ts';

/** The data a detector needs to mark rows in a second pass. Plain data, because it crosses a thread boundary. */
export interface Marking {
  /** Index into the list of detectors. */
  readonly detector: number;
  /** Merged over all readers. */
  readonly state: unknown;
  readonly findings: readonly DatasetFinding[];
}
