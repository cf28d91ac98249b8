/** The bytes at a path, and their version. */
export interface StoredObject {
  readonly bytes: Uint8Array;
  readonly version: string;
}

/**
 * A store for objects whose conditional writes the server checks. Methods reject with a ZenbunError if the server
 * cannot be reached or answers wrongly. They may be called again, since nothing is put twice.
 */
export interface ObjectStore {
  /** Returns null if there is nothing. Of an object above `mostBytes`, reads only slightly more than that. */
  get(path: string, mostBytes: number): Promise<StoredObject | null>;
  /** Puts an object that does not exist yet; false if one does. */
  create(path: string, bytes: Uint8Array): Promise<boolean>;
  /** Replaces a version (null: creates). Returns the new version, or null if another version is there. */
  replace(path: string, bytes: Uint8Array, version: string | null): Promise<string | null>;
}
