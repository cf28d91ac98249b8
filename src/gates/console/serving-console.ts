import { randomBytes } from 'node:crypto';
import { type ConsolePorts, consoleHandler } from '../../console/index.ts';
import type { AccessKey, ControlPage, GatewayClock, GatewayPorts } from '../../gateway/index.ts';
import { readLedger } from '../../ledger/index.ts';
import type { OpenLog } from '../serve/open-log.ts';
import { consoleKeys } from './console-keys.ts';
import { folderRuns, MAX_BYTES_BESIDE_GATEWAY } from './folder-runs.ts';
import { ledgerConsoleLog } from './ledger-console-log.ts';
import { pageFiles } from './page-files.ts';

/** Resources that the console of a gateway is built on. */
export interface ConsoleBase {
  readonly log: Pick<OpenLog, 'recorder' | 'size'>;
  /** Folder of the ledger. */
  readonly folder: string;
  /** Folder of results; null if none are shown. */
  readonly runs: string | null;
  readonly control: ControlPage;
  /** The keys as configured at the moment. */
  readonly keys: () => readonly AccessKey[];
  readonly models: () => readonly string[];
  readonly isSecure: boolean;
  readonly clock: GatewayClock;
}

/** The console of a running gateway. */
export interface ServingConsole {
  readonly handle: NonNullable<GatewayPorts['console']>;
  /** Call this when a record is durable. */
  readonly see: () => void;
  /** Ends long-lived connections. */
  readonly close: () => void;
}

export async function servingConsole(base: ConsoleBase): Promise<ServingConsole> {
  const closing = new AbortController();
  const listeners = new Set<() => void>();
  const { clock, isSecure, control, models, runs } = base;
  const ports: ConsolePorts = {
    ...{ now: clock.now, after: clock.after, random: randomBytes, closing: closing.signal },
    ...consoleKeys(base.keys),
    ...{ isSecure, control, models },
    log: await logOf(base, (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    }),
    runs: runs === null ? null : folderRuns(runs, { maxBytes: MAX_BYTES_BESIDE_GATEWAY }),
    file: pageFiles(),
  };
  return {
    handle: consoleHandler(ports),
    see: () => {
      for (const listener of listeners) listener();
    },
    close: () => closing.abort(),
  };
}

/** Opens the log; null if the gateway serves without one. */
async function logOf(
  { log: { recorder, size }, folder, clock }: ConsoleBase,
  follow: (listener: () => void) => () => void,
): Promise<ConsolePorts['log']> {
  if (size() === null) return null;
  const writer = {
    size: () => size() ?? 0,
    follow,
    append: async (kind: string, fields: Readonly<Record<string, string | number | null>>) => {
      const { index } = await recorder.record({ kind: kind as 'unmasked', fields, body: null, subject: null });
      return index;
    },
  };
  return ledgerConsoleLog(await readLedger(folder), writer, clock.now);
}
