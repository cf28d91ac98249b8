import type { FoundContent } from '../found-content.ts';
import type { JsonPath, JsonRecord } from '../json-value.ts';
import type { PlainDelta } from './plain-delta.ts';

/** The differences between the two endpoints that answer in `choices`. */
export interface ChoiceDialect {
  /** `object` of an event. */
  readonly streamObject: string;
  /** `object` of a whole answer. */
  readonly wholeObject: string;
  /** Id for events if the server gave none. */
  readonly id: string;
  /** The fields of an entry of a whole answer, one of which holds the answer. */
  readonly answers: readonly string[];
  /** Reads one entry of `choices`. */
  read(entry: JsonRecord, choice: number, path: JsonPath, found: FoundContent): void;
  /** Returns the text of an event that only adds ordinary text to one answer; null for any other event. */
  plain(json: unknown): PlainDelta | null;
  /** Returns the fields of an entry that adds text. `isFirst` is true if nothing has been sent for this answer yet. */
  said(text: string, isFirst: boolean): JsonRecord;
  /** The fields of an entry that adds nothing. */
  readonly empty: JsonRecord;
  /** Returns the fields of a whole answer with this text. */
  whole(text: string): JsonRecord;
}
