import type { DetectorId, FindingSpan, Level, Message, RequestSurroundings } from '../schema/index.ts';
import type { ReadRow } from './read-row.ts';

/** Evidence found in one row. A row may carry several marks. */
export interface Mark {
  /** Joins the mark to the dataset finding with the same key; a mark without such a finding is dropped. */
  readonly key: string;
  /** 0-based index into the example's turns; -1 for the rejected side. */
  readonly turn: number;
  /** Offsets in UTF-16 code units into that turn's text. */
  readonly spans: readonly FindingSpan[];
}

/** A detector's conclusion about the set. `scan` adds detector, version, title, explanation and examples. */
export interface DatasetFinding {
  readonly key: string;
  readonly level: Level;
  readonly scope: 'rows' | 'dataset' | 'files';
  readonly count: number;
  readonly of: number;
  readonly interval: readonly [low: number, high: number];
  readonly confidence: number;
  readonly baseRate: number | null;
  readonly detail: Message;
  readonly advice: Message;
  readonly surroundings?: RequestSurroundings;
}

/**
 * A detector is a mergeable fold over rows.
 *
 * Laws (checked by `catalogue.test.ts` with fast-check): `merge` is associative and commutative up to `end`; the
 * findings and marks depend neither on the order in which rows are seen nor on how they are split over states. Bounded
 * samples are therefore chosen by the hash of a row's content (bottom-k), never by arrival, and ties are broken by
 * content.
 *
 * State is plain data (structured clone), bounded in size whatever the number of rows. `see` may change it in place.
 * `merge` may reuse either argument.
 */
export interface Detector<State = unknown> {
  readonly id: DetectorId;
  /** Must change whenever the same file could produce a different finding. */
  readonly version: string;
  readonly title: Message;
  readonly explanation: Message;
  start(): State;
  /** Returns the marks that this row earns on its own, or null for none. Called once for every readable row. */
  see(state: State, row: ReadRow): readonly Mark[] | null;
  merge(a: State, b: State): State;
  end(state: State): readonly DatasetFinding[];
  /**
   * Present if the affected rows are known only once the whole set is. It is called after all states are merged, and
   * only if `end` gave a finding that is not `info`. Returns the marker for a second pass over the rows.
   */
  secondPass?(state: State, findings: readonly DatasetFinding[]): (row: ReadRow) => readonly Mark[] | null;
}
