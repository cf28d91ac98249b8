import { sha256At } from '../encoding/hex.ts';
import { instantAt } from '../encoding/instant.ts';
import { objectAt, optionalTextAt } from '../encoding/shape.ts';
import { type Party, partyAt } from './party.ts';

/** A hand-over: its subjects went from one party to another. The one who gives signs it. */
export interface Handover {
  readonly from: Party;
  readonly to: Party;
  /** RFC 3339. */
  readonly at: string;
  /** SHA-256 of the payload of the hand-over before, lower-case hex; null: the first. */
  readonly previous: string | null;
  readonly note: string | null;
}

/** Reads the predicate of a hand-over; throws a `ProvenanceError` with the place. */
export function readHandover(predicate: unknown): Handover {
  const value = objectAt(predicate, 'predicate');
  return {
    from: partyAt(value.from, 'predicate.from'),
    to: partyAt(value.to, 'predicate.to'),
    at: instantAt(value.at, 'predicate.at'),
    previous: (value.previous ?? null) === null ? null : sha256At(value.previous, 'predicate.previous'),
    note: optionalTextAt(value.note, 'predicate.note'),
  };
}

/** The predicate to sign. */
export function handoverPredicate(handover: Handover): unknown {
  readHandover(handover);
  const { from, to, at, previous, note } = handover;
  return { from, to, at, previous, note };
}
