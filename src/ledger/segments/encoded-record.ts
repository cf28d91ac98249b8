/** A record in the form in which it is written. */
export interface EncodedRecord {
  readonly frame: Buffer;
  readonly leaf: Buffer;
  readonly leafHash: Uint8Array;
  /** Of the leaf, in milliseconds since 1970. */
  readonly time: number;
  /** `begun` of an intent; of a response the index of its intent; null of everything else. */
  readonly exchange: 'begun' | number | null;
}

/** Where a record is, once it is on the disk. */
export interface AppendedRecord {
  readonly index: number;
  /** Hash of the leaf in the tree, 32 bytes. */
  readonly leafHash: Uint8Array;
  /** What the leaf says, in milliseconds since 1970. */
  readonly time: number;
}
