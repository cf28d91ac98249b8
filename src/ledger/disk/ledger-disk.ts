/** An open file of the ledger. Offsets and sizes are in bytes. Every method rejects with the system's error. */
export interface DiskFile {
  /** Writes all bytes. After a rejection, the content of that range is unknown. */
  write(buffers: readonly Uint8Array[], position: number): Promise<void>;
  /** Puts content and size on the disk. After a rejection, the state is unknown and the file must no longer be used. */
  datasync(): Promise<void>;
  truncate(bytes: number): Promise<void>;
  close(): Promise<void>;
}

/**
 * The file system operations the ledger needs; paths are absolute. A simulated disk can take the place of the real one.
 */
export interface LedgerDisk {
  /** Locks a folder for this process and returns the unlock function. Throws `usage` if another process holds it. */
  lock(path: string, named: string): () => void;
  /** Makes a folder in an existing parent; no-op if it already exists. Not durable until `syncFolder` of the parent. */
  makeFolder(path: string): Promise<void>;
  /** Returns the names in a folder, in any order; empty if there is no such folder. */
  list(path: string): Promise<readonly string[]>;
  /** Reads a file or a range of it (shorter at the end of the file); null if there is no such file. */
  readFile(path: string, from?: number, bytes?: number): Promise<Uint8Array | null>;
  /** Returns the size of a file, or null if there is no such file. */
  size(path: string): Promise<number | null>;
  /** Opens a file for writing. `create` truncates an existing file; `mode` applies to a new one. */
  open(path: string, how: 'create' | 'continue', mode: number): Promise<DiskFile>;
  rename(from: string, to: string): Promise<void>;
  /** Removes a file; no-op if there is no such file. */
  unlink(path: string): Promise<void>;
  /** Removes an empty folder; no-op if it does not exist or is not empty. */
  removeFolder(path: string): Promise<void>;
  /** Makes new, changed and removed names in the folder durable. */
  syncFolder(path: string): Promise<void>;
}
