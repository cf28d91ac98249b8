/** Receives a complete record: the offsets of its first byte and of the byte after its last one. */
export type OnRecord = (start: number, end: number) => void;

/**
 * Finds the boundaries of records in bytes that arrive in blocks. All offsets count from the first byte of the first
 * block. Invariant: the same records are found however the bytes are cut into blocks.
 */
export interface RecordScanner {
  /** Scans the next block, which begins at offset `base`. */
  scan(block: Uint8Array, base: number, found: OnRecord): void;
  /** Returns the start of the incomplete record; Infinity between records. */
  openSince(): number;
  /** Ends the stream at offset `total`. Reports whether it ended inside something that should have been closed. */
  end(total: number, found: OnRecord): 'closed' | 'open-record' | 'open-container';
}
