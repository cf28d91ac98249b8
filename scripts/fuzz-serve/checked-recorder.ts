import type { GatewayRecord, Recorder } from '../../src/gateway/index.ts';
import { leafText } from '../../src/ledger/segments/leaf.ts';

/** An in-memory log that accepts what the ledger accepts. */
export class CheckedRecorder implements Recorder {
  records: GatewayRecord[] = [];
  readonly waitingBytes = 0;
  readonly failure = null;
  /** Records that the ledger would have refused. */
  refused: string[] = [];
  /** Record from which the log fails; null: never. */
  failsAt: number | null = null;

  async record(record: GatewayRecord): Promise<{ readonly index: number }> {
    if (this.failsAt !== null && this.records.length >= this.failsAt) throw new Error('The disk is full.');
    try {
      leafText(record.kind, 1_700_000_000_000, record.fields, 2 ** 40);
    } catch (cause) {
      this.refused.push(String(cause));
      throw cause;
    }
    return { index: this.records.push(record) - 1 };
  }

  async publicFile(): Promise<null> {
    return null;
  }
}
