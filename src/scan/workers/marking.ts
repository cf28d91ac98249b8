import type { DatasetFinding } from '../../detectors/index.ts';

/** What a detector needs to mark the rows of a second pass. Plain data: it crosses a thread boundary. */
export interface Marking {
  /** Index into the list of detectors. */
  readonly detector: number;
  /** Merged over all readers. */
  readonly state: unknown;
  readonly findings: readonly DatasetFinding[];
}
