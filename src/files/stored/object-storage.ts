/** An object as a listing names it. */
export interface ListedObject {
  /** `s3://bucket/key`, the key as it is. */
  readonly place: string;
  readonly bytes: number;
  /** Another one whenever the object is written with other bytes (its ETag); absent where storage does not say. */
  readonly version?: string;
}

/** One version of an object: it is never read across two of them. */
export interface ObjectFile {
  readonly bytes: number;
  /** The bytes [from, to), all of them; the array is the caller's. Throws `damaged` where the object is another one by now. */
  read(from: number, to: number, signal?: AbortSignal): Promise<Uint8Array>;
}

/**
 * Object storage. Places are `s3://bucket/key`. What may pass is asked again, so a failure is final: `not-found`, `unauthorised`, `usage` (no keys, no
 * such place), `upstream`; and the signal's reason where it fires.
 */
export interface ObjectStorage {
  /** All objects whose places begin so, in no order that counts. Throws `limit` above a million. */
  list(prefix: string, signal?: AbortSignal): AsyncIterable<ListedObject>;
  /** The object that has exactly this place; null where there is none. */
  find(place: string, signal?: AbortSignal): Promise<ListedObject | null>;
  open(place: string, signal?: AbortSignal): Promise<ObjectFile>;
  /** Puts all that comes as one object, in place of another: it is there whole or not at all. */
  write(place: string, chunks: AsyncIterable<Uint8Array>, signal?: AbortSignal): Promise<void>;
}
