import { randomBytes } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type ConsoleLog, consoleHandler } from '../../console/index.ts';
import { ZenbunError } from '../../errors.ts';
import { DEFAULT_LISTENING, listen } from '../../gateway/index.ts';
import { readLedger } from '../../ledger/index.ts';
import { refusedAddress } from '../serve/refused-address.ts';
import { consoleKeys } from './console-keys.ts';
import { folderRuns } from './folder-runs.ts';
import { ledgerConsoleLog } from './ledger-console-log.ts';
import { pageFiles } from './page-files.ts';

/** A console for a folder, on this machine only. */
export interface FolderView {
  /** `http://127.0.0.1:8789/console/` */
  readonly url: string;
  /** Folder of the ledger that is shown; null if there is none. */
  readonly ledger: string | null;
  close(): Promise<void>;
}

const HOST = '127.0.0.1';
const LEDGER = 'ledger';
/** Number of rows that the page requests first. */
const FIRST_ROWS = 100;

/**
 * Shows the results in a folder and below it, and the ledger if the folder is one or contains one named `ledger`.
 * Throws `not-found` if there is no such folder, `usage` if the port is not available, and as `readLedger` does. `port`
 * 0: any free one.
 */
export async function viewFolder(folder: string, port: number): Promise<FolderView> {
  if (!(await isFolder(folder))) throw noFolder(folder);
  const place = await ledgerIn(folder);
  const log = place === null ? null : ledgerConsoleLog(await readLedger(place), null, Date.now);
  if (log !== null) await readLast(log);
  const closing = new AbortController();
  const handle = consoleHandler({
    now: Date.now,
    after: (ms, callback) => {
      const timer = setTimeout(callback, ms);
      return () => clearTimeout(timer);
    },
    random: randomBytes,
    ...consoleKeys(() => []),
    // Nothing can be changed here, because nothing could be put on record; so no controls are offered.
    everybody: () => ({ id: 'local', scopes: ['read-log'], hash: '' }),
    isSecure: false,
    closing: closing.signal,
    log,
    control: null,
    runs: folderRuns(folder),
    models: () => [],
    file: pageFiles(),
  });
  const listening = await listen(
    (request, response) => {
      const path = request.url ?? '/';
      if (path.startsWith('/console/')) return void handle(request, response);
      response.writeHead(302, { location: '/console/' }).end();
    },
    { ...DEFAULT_LISTENING, host: HOST, port, tls: null },
  ).catch((cause) => {
    throw refusedAddress(cause, { host: HOST, port });
  });
  return {
    url: `${listening.url}/console/`,
    ledger: place,
    async close() {
      closing.abort();
      const closed = listening.close();
      listening.closeNow();
      await closed;
    },
  };
}

/**
 * Reads the page that will be requested first, so that the first view of a long log does not wait for its files to be
 * opened. Faults of the log are left to be reported to whoever requests it.
 */
async function readLast(log: ConsoleLog): Promise<void> {
  try {
    const size = await log.size();
    await log.range(Math.max(await log.first(), size - FIRST_ROWS), size);
  } catch {}
}

async function ledgerIn(folder: string): Promise<string | null> {
  const places = [folder, join(folder, LEDGER)];
  const isThere = await Promise.all(places.map((place) => stat(join(place, 'ledger.json')).then(Boolean, () => false)));
  return places.find((_, i) => isThere[i]) ?? null;
}

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );

const noFolder = (folder: string) =>
  new ZenbunError('not-found', { en: `there is no folder ${folder}`, ja: `フォルダー ${folder} がありません` });
