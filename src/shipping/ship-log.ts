import { ZenbunError } from '../errors.ts';
import type { Message } from '../schema/index.ts';
import {
  consistencyProof,
  type FetchPath,
  type LogTrust,
  newBundles,
  newTiles,
  type OpenedCheckpoint,
  openCheckpoint,
  TILE_WIDTH,
  type TileId,
  TlogError,
  tileHashReader,
  tilePath,
  verifyConsistency,
} from '../tlog/index.ts';
import { BucketConflict } from './bucket-conflict.ts';
import type { ObjectStore } from './object-store.ts';
import { Persistence } from './persistence.ts';

/** Number of tiles in transit at a time; each has at most 16 MiB. */
const AT_ONCE = 4;
const EVERY_MS = 10_000;
/** Even a checkpoint with many cosignatures is smaller. */
const MOST_HEAD_BYTES = 1_000_000;

export interface ShipLogOptions extends LogTrust {
  /** The log's public files; must also serve a partial tile when only the full one is left. */
  readonly fetch: FetchPath;
  /** Index of the first record that was not pruned. */
  readonly from: () => Promise<number>;
  readonly store: ObjectStore;
  /** Milliseconds between checkpoints; default: 10,000. */
  readonly everyMs?: number;
  /** Milliseconds before each further attempt; the last value repeats. Default: from 1 to 60 seconds. */
  readonly waitsMs?: readonly number[] | undefined;
  /** Called when progress stops (once until it resumes), and when shipping has ended for good (`damaged`). */
  readonly onTrouble?: ((trouble: ZenbunError) => void) | undefined;
}

interface ShippingStatus {
  /** Number of records under the checkpoint in the bucket; null while unknown. */
  readonly shippedSize: number | null;
  /** Number of signed records that are not there yet. */
  readonly behind: number;
  /** The reason shipping has ended; null while it continues. */
  readonly failure: ZenbunError | null;
  /** The reason for the current lack of progress; null if there is progress. */
  readonly lastError: ZenbunError | null;
}

/** Ships one log. */
export interface LogShipper {
  /** Returns the status; reads the log's checkpoint. */
  status(): Promise<ShippingStatus>;
  /**
   * Ships what has been signed so far, with one more attempt if the server failed, and ends; after `mostMs` it only
   * completes the request in progress.
   */
  stop(mostMs: number): Promise<void>;
}

/**
 * Ships the tiles, bundles and checkpoints of a log as they are signed: first everything a checkpoint needs, then the
 * checkpoint. Resumes from the bucket's checkpoint, which must be of the same log and an earlier state of it.
 */
export function shipLog(options: ShipLogOptions): LogShipper {
  return new RunningShipper(options);
}

/** A checkpoint in the bucket. */
interface ShippedHead {
  readonly size: number;
  readonly version: string | null;
}

interface LocalHead extends OpenedCheckpoint {
  readonly bytes: Uint8Array;
}

class RunningShipper implements LogShipper {
  readonly #options: ShipLogOptions;
  readonly #persistence: Persistence;
  readonly #run: Promise<void>;
  #shipped: ShippedHead | null = null;
  #shippedSize: number | null = null;
  #failure: ZenbunError | null = null;

  constructor(options: ShipLogOptions) {
    this.#options = options;
    this.#persistence = new Persistence(options);
    this.#run = this.#ship().catch((cause) => {
      if (!(cause instanceof BucketConflict)) return;
      this.#failure = cause;
      options.onTrouble?.(cause);
    });
  }

  async status(): Promise<ShippingStatus> {
    const size = await this.#localHead().then(
      (head) => head?.size ?? 0,
      () => 0,
    );
    return {
      shippedSize: this.#shippedSize,
      behind: Math.max(0, size - (this.#shippedSize ?? 0)),
      failure: this.#failure,
      lastError: this.#persistence.lastError,
    };
  }

  async stop(mostMs: number): Promise<void> {
    await this.#persistence.end(mostMs, this.#run);
  }

  async #ship(): Promise<void> {
    for (;;) {
      const isLast = this.#persistence.isEnding;
      const isDone = await this.#step();
      if (isDone) this.#persistence.succeeded();
      if (isLast) return;
      await this.#persistence.pause(isDone ? (this.#options.everyMs ?? EVERY_MS) : this.#persistence.firstWaitMs);
    }
  }

  /** Ships up to the last checkpoint. False if another shipper was active in the meantime. */
  async #step(): Promise<boolean> {
    // Read the bucket before our own checkpoint: then what was shipped from here cannot be ahead of what is here.
    const shipped = this.#shipped ?? (await this.#persistence.insist(() => this.#resumed()));
    this.#shipped = shipped;
    this.#shippedSize = shipped.size;
    const head = await this.#persistence.insist(() => this.#localHead());
    if (head === null || head.size <= shipped.size) return true;
    await this.#shipTiles(shipped.size, head.size);
    const put = () => this.#options.store.replace('checkpoint', head.bytes, shipped.version);
    const version = await this.#persistence.insist(put);
    // If the version is unknown, it is looked up next time.
    this.#shipped = version ? { size: head.size, version } : null;
    if (version !== null) this.#shippedSize = head.size;
    return version !== null;
  }

  /** Reads the checkpoint in the bucket, which must be an earlier state of this log. */
  async #resumed(): Promise<ShippedHead> {
    const there = await this.#options.store.get('checkpoint', MOST_HEAD_BYTES);
    if (there === null) return { size: 0, version: null };
    const shipped = this.#opened(there.bytes, OTHER_LOG);
    const head = await this.#localHead();
    if (head === null || head.size < shipped.size) throw new BucketConflict(AHEAD);
    if (!(await this.#isBeginning(shipped, head))) throw new BucketConflict(OTHER_HISTORY);
    return { size: shipped.size, version: there.version };
  }

  async #isBeginning(old: OpenedCheckpoint, head: OpenedCheckpoint): Promise<boolean> {
    const { sha256, fetch } = this.#options;
    const proof = await consistencyProof(sha256, tileHashReader(sha256, head, fetch), old.size, head.size);
    const [oldTree, newTree] = [
      { oldSize: old.size, oldRoot: old.root },
      { newSize: head.size, newRoot: head.root },
    ];
    return verifyConsistency(sha256, { ...oldTree, ...newTree, proof });
  }

  async #localHead(): Promise<LocalHead | null> {
    const bytes = await this.#options.fetch('checkpoint');
    return bytes === null ? null : { bytes, ...this.#opened(bytes, OTHER_FOLDER) };
  }

  #opened(bytes: Uint8Array, problem: Message): OpenedCheckpoint {
    try {
      return openCheckpoint(bytes, this.#options.log, this.#options.verify);
    } catch (cause) {
      // A truncated answer is not a valid note at all.
      if (!(cause instanceof TlogError) || cause.refusal === 'malformed') throw cause;
      throw new BucketConflict(problem, cause);
    }
  }

  async #shipTiles(oldSize: number, newSize: number): Promise<void> {
    const tiles = newParts(oldSize, newSize);
    let isOver = false;
    const work = async () => {
      for (const tile of tiles) {
        if (isOver) return;
        await this.#shipTile(tile);
      }
    };
    const workers = Array.from({ length: AT_ONCE }, () =>
      work().catch((cause) => {
        isOver = true;
        throw cause;
      }),
    );
    const ends = await Promise.allSettled(workers);
    for (const end of ends) if (end.status === 'rejected') throw end.reason;
  }

  async #shipTile(tile: TileId): Promise<void> {
    const path = tilePath(tile);
    const bytes = await this.#persistence.insist(() => this.#localTile(tile, path));
    if (bytes !== null) await this.#persistence.insist(() => this.#putOnce(path, bytes));
  }

  /** Returns null for a bundle that was pruned before it could be shipped. */
  async #localTile({ level, index, width }: TileId, path: string): Promise<Uint8Array | null> {
    const bytes = await this.#options.fetch(path);
    if (bytes !== null) return bytes;
    if (level === 'entries' && index * TILE_WIDTH + width <= (await this.#options.from())) return null;
    throw new ZenbunError('not-found', { en: `log/${path} is missing`, ja: `log/${path} がありません` });
  }

  async #putOnce(path: string, bytes: Uint8Array): Promise<void> {
    const { store } = this.#options;
    if (await store.create(path, bytes)) return;
    const there = (await store.get(path, bytes.length))?.bytes;
    if (there !== undefined && Buffer.from(there).equals(bytes)) return;
    const isCut = there === undefined || Buffer.from(bytes.subarray(0, there.length)).equals(there);
    // An answer may be truncated; an existing object has all its bytes.
    if (isCut)
      throw new ZenbunError('upstream', { en: `${path} came back cut off`, ja: `${path} が途中で切れています` });
    throw new BucketConflict({
      en: `The bucket holds other bytes under ${path}`,
      ja: `バケットの ${path} の内容がログと異なります`,
    });
  }
}

function* newParts(oldSize: number, newSize: number): Generator<TileId> {
  yield* newBundles(oldSize, newSize);
  yield* newTiles(oldSize, newSize);
}

const OTHER_LOG: Message = {
  en: 'The bucket holds a checkpoint that this log has not signed',
  ja: 'バケットのチェックポイントは、このログが署名したものではありません',
};
const OTHER_FOLDER: Message = {
  en: 'The checkpoint of the log is not signed with its key',
  ja: 'ログのチェックポイントが、ログの鍵で署名されていません',
};
const AHEAD: Message = {
  en: 'The bucket holds more of this log than its folder: the folder was restored or cut',
  ja: 'バケットのログがフォルダーより先に進んでいます。フォルダーが復元されたか、切り詰められています',
};
const OTHER_HISTORY: Message = {
  en: 'The bucket holds another history of this log',
  ja: 'バケットに、このログの異なる履歴があります',
};
