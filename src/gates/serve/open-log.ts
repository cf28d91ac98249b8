import type { Recorder } from '../../gateway/index.ts';
import { type Ledger, openLedger } from '../../ledger/index.ts';
import type { LoggedRecord } from '../rollout/record-events.ts';
import { ledgerRecorder } from './ledger-recorder.ts';

/** The open log of a gateway. */
export interface OpenLog {
  readonly recorder: Recorder;
  /** Number of records on disk; null if there is no log. */
  size(): number | null;
  /** '' if there is no log. */
  readonly vkey: string;
  /** Resolves with the reason when a required log accepts no more records. */
  readonly failed: Promise<Error>;
  flush(): Promise<string>;
  close(): Promise<void>;
}

export interface LogOptions {
  readonly folder: string;
  readonly origin: string;
  readonly isRequired: boolean;
  /** Clock in milliseconds since 1970. */
  readonly now?: () => number;
  /** Called with every record once it is durable, in the order of the log. */
  readonly seen?: (record: LoggedRecord) => void;
}

/**
 * Opens the ledger of a gateway. One that is not required (`best-effort`) may be missing: then nothing is recorded, and
 * the gateway says so with every response. If it is required, throws as `openLedger` does.
 */
export async function openLog({
  folder,
  origin,
  isRequired,
  now = Date.now,
  seen = () => undefined,
}: LogOptions): Promise<OpenLog> {
  const opened = await openLedger(folder, { origin, now }).catch((cause: Error) => {
    if (isRequired) throw cause;
    return cause;
  });
  if (opened instanceof Error) return noLog(opened);
  const ledger: Ledger = opened;
  return {
    recorder: ledgerRecorder(ledger, folder, seen),
    size: () => ledger.size,
    vkey: ledger.vkey,
    failed: isRequired ? ledger.failed : NEVER,
    flush: () => ledger.flush(),
    close: () => ledger.close(),
  };
}

const NEVER = new Promise<never>(() => undefined);

const noLog = (failure: Error): OpenLog => ({
  recorder: {
    failure,
    waitingBytes: 0,
    record: () => Promise.reject(failure),
    publicFile: async () => null,
  },
  size: () => null,
  vkey: '',
  failed: NEVER,
  flush: () => Promise.reject(failure),
  close: async () => undefined,
});
