import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Recorder } from '../../gateway/index.ts';
import type { Ledger } from '../../ledger/index.ts';
import { parseTilePath } from '../../tlog/index.ts';
import type { LoggedRecord } from '../rollout/record-events.ts';

/**
 * Records a gateway's log in a ledger. `folder`: that of the ledger, for its public files. `seen` is called with every
 * record, in the order of the log, once it is durable and before its appender continues.
 */
export function ledgerRecorder(ledger: Ledger, folder: string, seen: (record: LoggedRecord) => void): Recorder {
  return {
    async record({ kind, fields, body, subject }) {
      const { index, time } = await ledger.append({
        kind,
        fields,
        ...(body === null ? {} : { body }),
        ...(subject === null ? {} : { subject }),
      });
      seen({ index, time, kind, fields });
      return { index };
    },
    get failure() {
      return ledger.failure;
    },
    get waitingBytes() {
      return ledger.waitingBytes;
    },
    async publicFile(path) {
      if (path !== 'checkpoint' && parseTilePath(path) === null) return null;
      return readFile(join(folder, 'log', path)).catch(() => null);
    },
  };
}
