import { ZenbunError } from '../../errors.ts';
import { type LedgerCheck, verifyLedger } from '../../ledger/index.ts';
import {
  encodeBase64,
  type NoteKey,
  type OpenedCheckpoint,
  parseCheckpoint,
  parseNote,
  TILE_WIDTH,
  TlogError,
} from '../../tlog/index.ts';
import { withOwnKey, withSilentWitnesses } from './nuanced-verdict.ts';
import { type LogSurroundings, openPublicLog, type PublicLog, readHead } from './public-log.ts';
import { logKeyOf, openSigned, type RefusedHead, witnessVkeyOf } from './signed-head.ts';

/** Progress of reading a log. `size` 0: unknown. */
export interface LogProgress {
  readonly leaves: number;
  readonly size: number;
}

/** Options for checking a log. */
export interface LedgerCheckOptions extends LogSurroundings {
  /** The public key of the log, obtained elsewhere; needed unless the place is a ledger's own folder. */
  readonly vkey?: string | undefined;
  /** A checkpoint of this log that was kept earlier, with or without cosignatures. */
  readonly earlier?: string | undefined;
  /** Public keys of witnesses. */
  readonly witnesses?: readonly string[];
  readonly onProgress?: (progress: LogProgress) => void;
  /** Clock in milliseconds since 1970: an exchange that began a moment ago may still be running. */
  readonly now: () => number;
}

/** A checkpoint that a witness has signed as well. */
interface CosignedSize {
  readonly witness: string;
  readonly size: number;
  /** Time of the signature in seconds since 1970, by the clock of the witness. */
  readonly seconds: number;
}

/** The outcome of a check, with the counts made along the way. */
export interface CountedLedgerCheck extends LedgerCheck {
  readonly kind: PublicLog['kind'];
  /** Root of the tree under the checkpoint, in base64; null if there is no trustworthy checkpoint. */
  readonly root: string | null;
  /** The largest size that each witness has signed, among the published checkpoint and the earlier one. */
  readonly cosigned: readonly CosignedSize[];
}

/**
 * Checks a ledger or its public log at any place. Throws as `openPublicLog` and `readHead` do, `usage` for missing or
 * malformed keys, `damaged` for an earlier checkpoint that is not of this log, and `interrupted`.
 */
export async function checkLedger(place: string, options: LedgerCheckOptions): Promise<CountedLedgerCheck> {
  const log = await openPublicLog(place, options);
  const vkey = options.vkey ?? log.vkey ?? undefined;
  if (vkey === undefined) throw keyNeeded(place);
  const key = logKeyOf(vkey);
  const witnesses = (options.witnesses ?? []).map(witnessVkeyOf);
  const { earlier, now, signal } = options;
  if (earlier !== undefined) openSigned(Buffer.from(earlier), key, EARLIER, witnesses);
  const size = sizeIn(await readHead(log));
  const check = await verifyLedger(place, {
    vkey,
    earlier,
    witnesses,
    runningSince: now() - RUNNING_MS,
    visit(index) {
      if (signal?.aborted) throw stopped();
      if ((index + 1) % TILE_WIDTH === 0 || index + 1 === size) options.onProgress?.({ leaves: index + 1, size });
    },
    ...(log.kind === 'ledger' ? {} : { fetch: log.fetch }),
  });
  if (signal?.aborted) throw stopped();
  const cosigned = witnesses.flatMap((witness) => largestOf([check.checkpoint, check.earlier], witness) ?? []);
  const silent = witnesses.filter(({ name }) => !cosigned.some(({ witness }) => witness === name));
  return {
    ...check,
    integrity: options.vkey === undefined ? withOwnKey(check.integrity) : check.integrity,
    completeness: withSilentWitnesses(check.completeness, silent),
    kind: log.kind,
    root: check.checkpoint === null ? null : encodeBase64(check.checkpoint.root),
    cosigned,
  };
}

/** Time after which an exchange is no longer expected to be running, in milliseconds. */
const RUNNING_MS = 15 * 60_000;

/** Returns the size that an unverified checkpoint states, for progress only; 0 if it cannot be parsed. */
function sizeIn(checkpoint: Uint8Array): number {
  try {
    return parseCheckpoint(parseNote(checkpoint).text).size;
  } catch (cause) {
    if (!(cause instanceof TlogError)) throw cause;
    return 0;
  }
}

const EARLIER: RefusedHead = {
  what: { en: 'the earlier checkpoint is not of this log', ja: '以前のチェックポイントはこのログのものではありません' },
  advice: {
    en: 'Name one that zenbun ledger head or zenbun ledger witness has written for this log, and check --vkey.',
    ja: 'このログについて zenbun ledger head か zenbun ledger witness が書き出したものを指定し、--vkey を確認してください。',
  },
};

const stopped = () => new ZenbunError('interrupted', { en: 'Stopped.', ja: '中断しました' });

/** Returns the largest of these checkpoints that a witness has signed. */
function largestOf(checkpoints: readonly (OpenedCheckpoint | null)[], witness: NoteKey): CosignedSize | null {
  const found = checkpoints.flatMap((checkpoint) => {
    const own = checkpoint?.note.verified.find(({ key }) => key === witness);
    return own === undefined ? [] : [{ witness: witness.name, size: checkpoint!.size, seconds: own.seconds ?? 0 }];
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
