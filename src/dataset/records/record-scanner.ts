/** Takes a record that is complete: the offsets of its first byte and of the byte after its last one. */
export type OnRecord = (start: number, end: number) => void;

/**
 * Finds where records begin and end in bytes that come in blocks; all offsets count from the first byte of the first
 * block. Law: however the bytes are cut into blocks, the same records are found.
 */
export interface RecordScanner {
  /** Scans the next block, which begins at offset `base`. */
  scan(block: Uint8Array, base: number, found: OnRecord): void;
  /** Where the record that is not complete yet began; Infinity between records. */
  openSince(): number;
  /** The stream ended at offset `total`. Returns whether it ended inside something that should have been closed. */
  end(total: number, found: OnRecord): 'closed' | 'open-record' | 'open-container';
}
