import type { HitCount, WatchSignalId, WatchStratum } from '../../schema/index.ts';
import type { PerUnit } from '../strata/unit-selection.ts';

/** The reference data of one signal in one stratum. */
export interface ReferenceCell extends HitCount {
  /** Values beyond this are hits; null for signals that are not numeric. */
  readonly threshold: number | null;
  /**
   * The same counts for each hour of the part of the day. Absent if all answers fall into one hour, and in older
   * references. For the commonest opening, each hour has its own.
   */
  readonly hours?: readonly HitCount[];
}

export interface ReferenceStratum extends WatchStratum {
  readonly answers: number;
  readonly cells: Readonly<Partial<Record<WatchSignalId, ReferenceCell>>>;
}

/** A frozen record of how answers were while all was well, with everything the watch compares against. JSON. */
export interface WatchReference {
  readonly schema: 'zenbun.watch-reference/1';
  /**
   * What must stay the same for the reference to hold (reader, judge, model digests, system prompt), in the notation of
   * whoever made it.
   */
  readonly identity: string;
  /** IANA name. */
  readonly timeZone: string;
  /** Length of the parts of the day whose answers are compared, in hours. Divides 24. */
  readonly hours: number;
  readonly perUnit: PerUnit;
  /** Times of its first and last answer, in milliseconds since 1970. */
  readonly from: number;
  readonly to: number;
  /** Number of answers that count. */
  readonly answers: number;
  readonly collapsed: number;
  readonly strata: readonly ReferenceStratum[];
  /** The commonest opening of each model and language. */
  readonly openings: readonly (Pick<WatchStratum, 'model' | 'language'> & { readonly opening: number })[];
}
