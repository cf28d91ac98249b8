/** An object as returned by a listing. */
export interface ListedObject {
  /** `s3://bucket/key` with the raw key. */
  readonly place: string;
  readonly bytes: number;
  /** Changes whenever the object is written with other bytes (its ETag); absent if the storage does not provide one. */
  readonly version?: string;
}

/** One version of an object. Reads never mix two versions. */
export interface ObjectFile {
  readonly bytes: number;
  /**
   * Returns all of the bytes [from, to); the array belongs to the caller. Throws `damaged` if the object has changed
   * since it was opened.
   */
  read(from: number, to: number, signal?: AbortSignal): Promise<Uint8Array>;
}

/**
 * Object storage. Places are `s3://bucket/key`. Transient failures are retried, so a failure is final: `not-found`,
 * `unauthorised`, `usage` (no keys, no such place), `upstream`; or the signal's reason if it fires.
 */
export interface ObjectStorage {
  /** Lists all objects whose places start with `prefix`, in no particular order. Throws `limit` above a million. */
  list(prefix: string, signal?: AbortSignal): AsyncIterable<ListedObject>;
  /** Finds the object at exactly this place; null if there is none. */
  find(place: string, signal?: AbortSignal): Promise<ListedObject | null>;
  open(place: string, signal?: AbortSignal): Promise<ObjectFile>;
  /** Writes all chunks as one object and replaces an existing one. The object is either complete or absent. */
  write(place: string, chunks: AsyncIterable<Uint8Array>, signal?: AbortSignal): Promise<void>;
}
