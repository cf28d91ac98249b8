import type { HitCount, WatchSignalId, WatchStratum } from '../../schema/index.ts';
import type { PerUnit } from '../strata/unit-selection.ts';

/** What the reference says of one signal in one stratum. */
export interface ReferenceCell extends HitCount {
  /** Beyond it is a hit; null for signals that are no numbers. */
  readonly threshold: number | null;
  /** The same by the hours of its part of the day; absent where the answers are of one hour, and in references of before. Of the commonest opening each hour has its own. */
  readonly hours?: readonly HitCount[];
}

export interface ReferenceStratum extends WatchStratum {
  readonly answers: number;
  readonly cells: Readonly<Partial<Record<WatchSignalId, ReferenceCell>>>;
}

/** How answers were while all was well: frozen, and everything that the watch compares with. JSON. */
export interface WatchReference {
  readonly schema: 'zenbun.watch-reference/1';
  /** What must stay the same for it to hold: reader, judge, digests of models, system prompt, as whoever made it writes it. */
  readonly identity: string;
  /** IANA name. */
  readonly timeZone: string;
  /** How long the parts of a day are whose answers are compared. Divides 24. */
  readonly hours: number;
  readonly perUnit: PerUnit;
  /** Milliseconds since 1970 of its first and last answer. */
  readonly from: number;
  readonly to: number;
  /** Those that count. */
  readonly answers: number;
  readonly collapsed: number;
  readonly strata: readonly ReferenceStratum[];
  /** The commonest opening of each model and language. */
  readonly openings: readonly (Pick<WatchStratum, 'model' | 'language'> & { readonly opening: number })[];
}
