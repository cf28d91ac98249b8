import type { Recorder } from '../../gateway/index.ts';
import { type Ledger, openLedger } from '../../ledger/index.ts';
import type { LoggedRecord } from '../rollout/record-events.ts';
import { ledgerRecorder } from './ledger-recorder.ts';

/** The log of a gateway, open. */
export interface OpenLog {
  readonly recorder: Recorder;
  /** Records on the disk; null where there is no log. */
  size(): number | null;
  /** '' where there is no log. */
  readonly vkey: string;
  /** Resolves with the reason when a log that is required takes no more records. */
  readonly failed: Promise<Error>;
  flush(): Promise<string>;
  close(): Promise<void>;
}

export interface LogOptions {
  readonly folder: string;
  readonly origin: string;
  readonly isRequired: boolean;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  /** Told of every record when it is durable, in the order of the log. */
  readonly seen?: (record: LoggedRecord) => void;
}

/**
 * Opens the ledger of a gateway. One that is not required (`best-effort`) may be missing: then nothing is recorded, and the gateway says so with
 * every response. Throws as `openLedger` where it is required.
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
