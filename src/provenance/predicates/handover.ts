import { sha256At } from '../encoding/hex.ts';
import { instantAt } from '../encoding/instant.ts';
import { objectAt, optionalTextAt } from '../encoding/shape.ts';
import { type Party, partyAt } from './party.ts';

const PLACE = 'predicate';

/** A hand-over of its subjects from one party to another, signed by the giver. */
export interface Handover {
  readonly from: Party;
  readonly to: Party;
  /** RFC 3339. */
  readonly at: string;
  /** SHA-256 of the previous hand-over's payload, lower-case hex; null for the first. */
  readonly previous: string | null;
  readonly note: string | null;
}

/** Reads the predicate of a hand-over; throws a `ProvenanceError` with the place. */
export function readHandover(predicate: unknown): Handover {
  const value = objectAt(predicate, PLACE);
  const { from, to, at, previous, note } = value;
  return {
    from: partyAt(from, `${PLACE}.from`),
    to: partyAt(to, `${PLACE}.to`),
    at: instantAt(at, `${PLACE}.at`),
    previous: (previous ?? null) === null ? null : sha256At(previous, `${PLACE}.previous`),
    note: optionalTextAt(note, `${PLACE}.note`),
  };
}

/** Returns the predicate to sign. */
export function handoverPredicate(handover: Handover): unknown {
  readHandover(handover);
  const { from, to, at, previous, note } = handover;
  return { from, to, at, previous, note };
}
