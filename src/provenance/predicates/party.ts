import { sha256At } from '../encoding/hex.ts';
import { nameAt, objectAt } from '../encoding/shape.ts';

/** A party in a chain of custody. */
export interface Party {
  readonly name: string;
  /** SHA-256 of the SPKI of the party's signing key, lower-case hex; null if not stated. */
  readonly key: string | null;
}

/** Reads a party: its name, or `{name, key}`. */
export function partyAt(value: unknown, place: string): Party {
  if (typeof value === 'string') return { name: nameAt(value, place), key: null };
  const party = objectAt(value, place);
  const key = (party.key ?? null) === null ? null : sha256At(party.key, `${place}.key`);
  return { name: nameAt(party.name, `${place}.name`), key };
}
