/** An open file of the ledger. Offsets and sizes in bytes. Every method rejects with the system's error. */
export interface DiskFile {
  /** Writes all bytes, or rejects: how much is then there is unknown. */
  write(buffers: readonly Uint8Array[], position: number): Promise<void>;
  /** Content and size are on the disk. What follows a rejection is unknown: the file must not be used any more. */
  datasync(): Promise<void>;
  truncate(bytes: number): Promise<void>;
  close(): Promise<void>;
}

/** What the ledger needs of a file system; paths are absolute. A simulated disk can stand in its place. */
export interface LedgerDisk {
  /** Takes a folder for this process alone; returns what gives it back. Throws `usage` where another has it. */
  lock(path: string, named: string): () => void;
  /** Makes a folder whose parent is there; nothing where it is there. Not durable before `syncFolder` of the parent. */
  makeFolder(path: string): Promise<void>;
  /** Names in a folder, in any order; none where there is no such folder. */
  list(path: string): Promise<readonly string[]>;
  /** The bytes of a file, or of a stretch of it (shorter at its end); null where there is no such file. */
  readFile(path: string, from?: number, bytes?: number): Promise<Uint8Array | null>;
  /** The size of a file; null where there is no such file. */
  size(path: string): Promise<number | null>;
  /** For writing. `create` empties what is there; `mode` is of a new file. */
  open(path: string, how: 'create' | 'continue', mode: number): Promise<DiskFile>;
  rename(from: string, to: string): Promise<void>;
  /** Nothing where there is no such file. */
  unlink(path: string): Promise<void>;
  /** Removes an empty folder; nothing where there is none, or where it is not empty. */
  removeFolder(path: string): Promise<void>;
  /** Names in the folder (new, changed, removed) are on the disk. */
  syncFolder(path: string): Promise<void>;
}
