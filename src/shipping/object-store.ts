/** Bytes under a path, and what their version is called. */
export interface StoredObject {
  readonly bytes: Uint8Array;
  readonly version: string;
}

/**
 * Where objects are put under conditions that the server checks. Methods reject with a ZenbunError where the server cannot be reached or does not
 * answer as it should: they may be called again, since nothing is put twice.
 */
export interface ObjectStore {
  /** null where there is nothing. Of more than `mostBytes` only a little more is read. */
  get(path: string, mostBytes: number): Promise<StoredObject | null>;
  /** Puts what is not there yet; false where something is. */
  create(path: string, bytes: Uint8Array): Promise<boolean>;
  /** Puts in place of a version (null: of nothing). Returns the new version, or null where another one is there. */
  replace(path: string, bytes: Uint8Array, version: string | null): Promise<string | null>;
}
