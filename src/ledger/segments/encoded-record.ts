/** A record in the form in which it is written. */
export interface EncodedRecord {
  readonly frame: Buffer;
  readonly leaf: Buffer;
  readonly leafHash: Uint8Array;
  /** Time of the leaf, in milliseconds since 1970. */
  readonly time: number;
  /** `begun` for an intent, the index of the intent for a response, null for everything else. */
  readonly exchange: 'begun' | number | null;
}

/** The place of a record once it is on the disk. */
export interface AppendedRecord {
  readonly index: number;
  /** Hash of the leaf in the tree, 32 bytes. */
  readonly leafHash: Uint8Array;
  /** Time in the leaf, in milliseconds since 1970. */
  readonly time: number;
}
