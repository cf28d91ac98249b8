import { join, resolve } from 'node:path';
import { ZenbunError } from '../../errors.ts';
import { type LedgerCheck, type LedgerDisk, realDisk, verifyLedger } from '../../ledger/index.ts';
import { encodeBase64, type FetchPath, type NoteKey, openCheckpoint } from '../../tlog/index.ts';
import { LeafCounts, type LogProgress } from './leaf-counts.ts';
import { withOwnKey, withRunning, withSilentWitnesses } from './nuanced-verdict.ts';
import { type LogSurroundings, openPublicLog, type PublicLog, readHead } from './public-log.ts';
import { logKeyOf, openSigned, type RefusedHead, witnessVkeyOf } from './signed-head.ts';
import { ed25519Verify } from './witness-key.ts';

/** How a log is checked. */
export interface LedgerCheckOptions extends LogSurroundings {
  /** The public key of the log, had from elsewhere; needed where there is no ledger's own folder. */
  readonly vkey?: string | undefined;
  /** A checkpoint of this log that was kept, with or without cosignatures. */
  readonly earlier?: string | undefined;
  /** Public keys of witnesses. */
  readonly witnesses?: readonly string[];
  readonly onProgress?: (progress: LogProgress) => void;
  /** Milliseconds since 1970: an exchange that began a moment ago may still be running. */
  readonly now: () => number;
}

/** A checkpoint that a witness has signed as well. */
interface CosignedSize {
  readonly witness: string;
  readonly size: number;
  /** When, in seconds since 1970, by the clock of the witness. */
  readonly seconds: number;
}

/** A check with what was counted on the way. */
export interface CountedLedgerCheck extends LedgerCheck {
  readonly kind: PublicLog['kind'];
  /** Root of the tree under the checkpoint, in base64; null where there is none that can be believed. */
  readonly root: string | null;
  /** Intents under the checkpoint, and those of them without a response. */
  readonly exchanges: number;
  readonly openIntents: number;
  /** The largest of each witness, among the published checkpoint and the earlier one. */
  readonly cosigned: readonly CosignedSize[];
}

/**
 * Checks a ledger or its public log wherever it is. Throws as `openPublicLog` and `readHead`, `usage` for keys that are needed or no keys,
 * `damaged` for an earlier checkpoint that is not of this log, `interrupted`.
 */
export async function checkLedger(place: string, options: LedgerCheckOptions): Promise<CountedLedgerCheck> {
  const log = await openPublicLog(place, options);
  const vkey = options.vkey ?? log.vkey ?? undefined;
  if (vkey === undefined) throw keyNeeded(place);
  const key = logKeyOf(vkey);
  const witnesses = (options.witnesses ?? []).map(witnessVkeyOf);
  const kept = options.earlier === undefined ? [] : [Buffer.from(options.earlier)];
  for (const bytes of kept) openSigned(bytes, key, EARLIER);
  const published = await readHead(log);
  const counts = new LeafCounts(options.onProgress);
  const check = await verifyLedger(place, {
    vkey,
    earlier: options.earlier,
    ...(log.kind === 'ledger'
      ? { disk: watchedDisk(resolve(place, 'log'), counts, options.signal) }
      : { fetch: stopping(counts.watch(log.fetch), options.signal) }),
  });
  if (options.signal?.aborted) throw stopped();
  const cosigned = witnesses.flatMap((witness) => largestOf([published, ...kept], key, witness) ?? []);
  const silent = witnesses.filter(({ name }) => !cosigned.some(({ witness }) => witness === name));
  return {
    ...check,
    integrity: options.vkey === undefined ? withOwnKey(check.integrity) : check.integrity,
    completeness: withSilentWitnesses(withRunning(check.completeness, counts, options.now()), silent),
    kind: log.kind,
    root: check.size === null || counts.checkpoint === null ? null : encodeBase64(counts.checkpoint.root),
    exchanges: counts.exchanges,
    openIntents: counts.openIntents,
    cosigned,
  };
}

/** The disk, with the files of the public log counted as they are read. */
function watchedDisk(folder: string, counts: LeafCounts, signal: AbortSignal | undefined): LedgerDisk {
  const prefix = join(folder, '/');
  return {
    ...realDisk,
    async readFile(path, from, bytes) {
      if (signal?.aborted) throw stopped();
      const content = await realDisk.readFile(path, from, bytes);
      if (content !== null && path.startsWith(prefix)) counts.see(path.slice(prefix.length), content);
      return content;
    },
  };
}

const stopping =
  (fetch: FetchPath, signal: AbortSignal | undefined): FetchPath =>
  async (path) => {
    if (signal?.aborted) throw stopped();
    return fetch(path);
  };

const EARLIER: RefusedHead = {
  what: { en: 'the earlier checkpoint is not of this log', ja: '以前のチェックポイントはこのログのものではありません' },
  advice: {
    en: 'Name one that zenbun ledger head or zenbun ledger witness has written for this log, and check --vkey.',
    ja: 'このログについて zenbun ledger head か zenbun ledger witness が書き出したものを指定し、--vkey を確認してください。',
  },
};

const stopped = () => new ZenbunError('interrupted', { en: 'Stopped.', ja: '中断しました' });

/** The largest of these checkpoints that both the log and a witness have signed. */
function largestOf(checkpoints: readonly Uint8Array[], log: NoteKey, witness: NoteKey): CosignedSize | null {
  const found = checkpoints.flatMap((bytes) => {
    try {
      const { size, note } = openCheckpoint(bytes, log, ed25519Verify, [witness]);
      const own = note.verified.find(({ key }) => key === witness);
      return own === undefined ? [] : [{ witness: witness.name, size, seconds: own.seconds ?? 0 }];
    } catch {
      // A checkpoint that is not the log's is told by the check itself.
      return [];
    }
  });
  return found.sort((a, b) => b.size - a.size)[0] ?? null;
}

const keyNeeded = (place: string) =>
  new ZenbunError(
    'usage',
    { en: `${place} cannot be checked without the log's public key`, ja: `${place} の検証にはログの公開鍵が必要です` },
    {
      advice: {
        en: 'Give it as --vkey KEY: zenbun serve prints it, and ledger.json in the ledger has it.',
        ja: '--vkey で指定してください。zenbun serve が表示し、証跡の ledger.json にもあります。',
      },
    },
  );
