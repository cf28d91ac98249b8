import { fdatasync, open, writev } from 'node:fs';
import { promisify } from 'node:util';
import { type DiskFile, type LedgerDisk, openLedger, realDisk } from '../../src/ledger/index.ts';

/** Times in milliseconds. */
export interface AppendRates {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly perBatch: number;
  /** Processor time of all threads, in microseconds per record. */
  readonly processor: number;
}

/** Lengths of the buffers of one batch, in bytes. */
type BatchSizes = readonly number[];

const BODY = Buffer.alloc(2048, 'x');

/** Appends for some seconds with `writers` writers that each wait for their record. */
export async function ledgerRates(
  folder: string,
  writers: number,
  seconds: number,
): Promise<{ readonly rates: AppendRates; readonly batches: readonly BatchSizes[]; readonly records: number }> {
  const batches: BatchSizes[] = [];
  const ledger = await openLedger(folder, { origin: 'example.com/bench', now: Date.now });
  await ledger.close();
  const measured = await openLedger(folder, { origin: 'example.com/bench', now: Date.now, disk: watched(batches) });
  const times: number[] = [];
  const record = { kind: 'response', fields: { intent: 0, model: 'a-model-of-some-name' }, body: BODY, subject: 'one' };
  const used = process.cpuUsage();
  const began = performance.now();
  const end = began + 1000 * seconds;
  await Promise.all(
    Array.from({ length: writers }, async () => {
      while (performance.now() < end) {
        const asked = performance.now();
        await measured.append(record);
        times.push(performance.now() - asked);
      }
    }),
  );
  const took = performance.now() - began;
  await measured.close();
  // Includes all the work on the tiles.
  const processor = process.cpuUsage(used);
  return { rates: ratesOf(times, took, times.length, batches.length, processor), batches, records: times.length };
}

function watched(batches: BatchSizes[]): LedgerDisk {
  return {
    ...realDisk,
    open: async (path, how, mode) => {
      const file = await realDisk.open(path, how, mode);
      if (!path.endsWith('.wal')) return file;
      const write: DiskFile['write'] = (buffers, position) => {
        batches.push(buffers.map(({ length }) => length));
        return file.write(buffers, position);
      };
      return { ...file, write };
    },
  };
}

/** Measures only writing and syncing the same batches. */
export async function bareRates(path: string, batches: readonly BatchSizes[], records: number): Promise<AppendRates> {
  const fd = await promisify(open)(path, 'w');
  const write = promisify(writev);
  const sync = promisify(fdatasync);
  const bytes = Buffer.alloc(Math.max(...batches.flat()), 'x');
  const times: number[] = [];
  let position = 0;
  const used = process.cpuUsage();
  const began = performance.now();
  for (const batch of batches) {
    const asked = performance.now();
    const buffers = batch.map((length) => bytes.subarray(0, length));
    await write(fd, buffers, position);
    await sync(fd);
    position += batch.reduce((sum, length) => sum + length, 0);
    times.push(performance.now() - asked);
  }
  return ratesOf(times, performance.now() - began, records, batches.length, process.cpuUsage(used));
}

function ratesOf(
  times: number[],
  took: number,
  records: number,
  batches: number,
  { user, system }: NodeJS.CpuUsage,
): AppendRates {
  times.sort((a, b) => a - b);
  const quantile = (q: number) => times[Math.min(times.length - 1, Math.floor(q * times.length))] ?? 0;
  return {
    perSecond: (1000 * records) / took,
    p50: quantile(0.5),
    p99: quantile(0.99),
    perBatch: records / batches,
    processor: (user + system) / records,
  };
}
