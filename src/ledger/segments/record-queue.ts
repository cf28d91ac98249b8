import type { ZenbunError } from '../../errors.ts';
import type { AppendedRecord, EncodedRecord } from './encoded-record.ts';

/** A record that is not on the disk yet, and the callbacks of its waiting caller. */
export interface WaitingRecord {
  readonly record: EncodedRecord;
  readonly resolve: (place: AppendedRecord) => void;
  readonly reject: (failure: ZenbunError) => void;
}

/** Maximum size of a batch, in bytes, unless a single record exceeds it. */
const BATCH_BYTES = 4 * 2 ** 20;

/** Records in order of arrival. */
export class RecordQueue {
  #records: WaitingRecord[] = [];
  #bytes = 0;

  /** Total bytes of all frames. */
  get bytes(): number {
    return this.#bytes;
  }

  get isEmpty(): boolean {
    return this.#records.length === 0;
  }

  push(record: WaitingRecord): void {
    this.#records.push(record);
    this.#bytes += record.record.frame.length;
  }

  /** Takes records from the front, as many as fit in a batch. */
  takeBatch(): readonly WaitingRecord[] {
    if (this.#bytes <= BATCH_BYTES) return this.takeAll();
    let bytes = 0;
    let count = 0;
    while (count < this.#records.length) {
      const { length } = this.#records[count]!.record.frame;
      if (count > 0 && bytes + length > BATCH_BYTES) break;
      bytes += length;
      count += 1;
    }
    this.#bytes -= bytes;
    return this.#records.splice(0, count);
  }

  takeAll(): readonly WaitingRecord[] {
    const all = this.#records;
    this.#records = [];
    this.#bytes = 0;
    return all;
  }
}
