import { type Ledger, type LedgerDisk, openLedger } from '../../src/ledger/index.ts';
import { seededRandom } from '../../src/stats/index.ts';

export const ORIGIN = 'example.com/ledger';
export const FOLDER = '/';
const NOW = 1_800_000_000_000;
/** Small enough for the scenario to fill several segments. */
const SEGMENT_BYTES = 3000;

/** An acknowledged record: its hash in hexadecimal, and its body. */
export interface HeardRecord {
  readonly leafHash: string;
  readonly subject: string | undefined;
  readonly text: string | undefined;
  /** Number of erasures of its subject requested before it was appended; they do not affect it. */
  readonly erasuresBefore: number;
}

/** Everything that a caller of the ledger was told, and everything it requested. */
export interface Heard {
  readonly acknowledged: Map<number, HeardRecord>;
  readonly checkpoints: string[];
  vkey: string | null;
  /** Requested and acknowledged erasures, by subject. */
  readonly erasing: Map<string, number>;
  readonly erased: Map<string, number>;
  prunedBefore: number;
  /** First failure, or null if nothing failed. */
  failure: unknown;
}

export const heardNothing = (): Heard => ({
  acknowledged: new Map(),
  checkpoints: [],
  vkey: null,
  erasing: new Map(),
  erased: new Map(),
  prunedBefore: 0,
  failure: null,
});

/** Opens a ledger with the same random bytes every time, so that two runs of the scenario write the same ledger. */
export function openOn(disk: LedgerDisk, folder = FOLDER, seed = 1): Promise<Ledger> {
  const next = seededRandom(seed);
  const randomBytes = (into: Uint8Array) => {
    for (let i = 0; i < into.length; i += 1) into[i] = Math.floor(256 * next());
  };
  return openLedger(folder, { origin: ORIGIN, now: () => NOW, segmentBytes: SEGMENT_BYTES, randomBytes, disk });
}

/** Appends, rotates, signs, erases and prunes, until the end or until something fails. Never rejects. */
export async function runScenario(disk: LedgerDisk, heard: Heard, folder = FOLDER): Promise<void> {
  try {
    const ledger = await openOn(disk, folder);
    heard.vkey = ledger.vkey;
    await append(ledger, heard, 3, 'ann', 700);
    await append(ledger, heard, 2, undefined, 0);
    heard.checkpoints.push(await ledger.flush());
    await append(ledger, heard, 4, 'bob', 600);
    await erase(ledger, heard, 'ann');
    await append(ledger, heard, 3, 'ann', 500);
    await exchange(ledger, heard);
    await append(ledger, heard, 2, 'cem', 900);
    heard.checkpoints.push(await ledger.flush());
    heard.prunedBefore = 6;
    await ledger.prune(6);
    await append(ledger, heard, 2, 'bob', 100);
    await exchange(ledger, heard);
    heard.checkpoints.push(await ledger.flush());
    await ledger.close();
  } catch (failure) {
    heard.failure = failure;
  }
}

async function append(
  ledger: Ledger,
  heard: Heard,
  count: number,
  subject: string | undefined,
  bytes: number,
): Promise<void> {
  const told = await Promise.allSettled(
    Array.from({ length: count }, async (_, i) => {
      const text = subject === undefined ? undefined : `text ${i} of ${subject} `.padEnd(bytes, '.');
      const body = text === undefined ? undefined : Buffer.from(text);
      const erasuresBefore = heard.erasing.get(subject ?? '') ?? 0;
      const { index, leafHash } = await ledger.append({ kind: 'note', fields: { number: i }, subject, body });
      heard.acknowledged.set(index, { leafHash: Buffer.from(leafHash).toString('hex'), subject, text, erasuresBefore });
    }),
  );
  const checkpoint = ledger.checkpoint();
  if (checkpoint !== null && heard.checkpoints.at(-1) !== checkpoint) heard.checkpoints.push(checkpoint);
  const failed = told.find((one) => one.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}

/**
 * Runs one exchange. If it is interrupted, the log is complete once it is opened again: an intent without its response
 * is then recorded as lost.
 */
async function exchange(ledger: Ledger, heard: Heard): Promise<void> {
  const text = 'a response'.padEnd(300, '.');
  const erasuresBefore = heard.erasing.get('bob') ?? 0;
  const { index } = await ledger.append({ kind: 'intent', fields: {} });
  const answered = await ledger.append({
    kind: 'response',
    fields: { intent: index },
    subject: 'bob',
    body: Buffer.from(text),
  });
  const leafHash = Buffer.from(answered.leafHash).toString('hex');
  heard.acknowledged.set(answered.index, { leafHash, subject: 'bob', text, erasuresBefore });
}

async function erase(ledger: Ledger, heard: Heard, subject: string): Promise<void> {
  heard.erasing.set(subject, (heard.erasing.get(subject) ?? 0) + 1);
  await ledger.erase(subject);
  heard.erased.set(subject, (heard.erased.get(subject) ?? 0) + 1);
}

/** Encodes it as text, to be passed between processes. */
export const heardText = (heard: Heard): string =>
  JSON.stringify({
    ...heard,
    acknowledged: [...heard.acknowledged],
    erasing: [...heard.erasing],
    erased: [...heard.erased],
    failure: heard.failure === null ? null : String(heard.failure),
  });

export function heardOf(text: string): Heard {
  const heard = JSON.parse(text);
  const { acknowledged, erasing, erased } = heard;
  return { ...heard, acknowledged: new Map(acknowledged), erasing: new Map(erasing), erased: new Map(erased) };
}
