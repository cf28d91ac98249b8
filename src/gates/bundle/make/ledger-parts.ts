import {
  type BundledLedger,
  bundlesOf,
  jsonBytes,
  leavesPath,
  redactedLeaves,
  tilesFor,
  wholeBundles,
} from '../../../bundle/index.ts';
import { ZenbunError } from '../../../errors.ts';
import { sha256 } from '../../../ledger/index.ts';
import type { LedgerSummary } from '../../../schema/index.ts';
import { decodeBundle, encodeBase64, type TileId, tilePath } from '../../../tlog/index.ts';
import { type LogSurroundings, openPublicLog, type PublicLog, readHead } from '../../ledger/public-log.ts';
import { logKeyOf, openSigned } from '../../ledger/signed-head.ts';
import type { PartList } from './made-part.ts';

/** Range of leaves of a log that go into a bundle. */
export interface LedgerRange {
  /** First leaf; 0 by default. */
  readonly from?: number | undefined;
  /** End of the range, exclusive; by default, everything that the checkpoint covers. */
  readonly to?: number | undefined;
}

/** A log opened for a bundle, pinned to one checkpoint that everything else belongs to. */
export interface BundledLog {
  readonly log: PublicLog;
  readonly checkpoint: Uint8Array;
  readonly vkey: string;
  readonly size: number;
  readonly root: string;
  readonly origin: string;
}

/**
 * Opens a log and checks the signature of its checkpoint. Throws as `openPublicLog` and `readHead` do, `usage` if there
 * is no key, and `damaged`.
 */
export async function openLog(place: string, vkeys: readonly string[], around: LogSurroundings): Promise<BundledLog> {
  const log = await openPublicLog(place, around);
  const checkpoint = await readHead(log);
  const origin = Buffer.from(checkpoint).toString('utf8').split('\n')[0] ?? '';
  const given = vkeys.map(logKeyOf).findIndex(({ name }) => name === origin);
  const vkey = given < 0 ? log.vkey : vkeys[given]!.trim();
  if (vkey === null) throw keyNeeded(place);
  const opened = openSigned(checkpoint, logKeyOf(vkey), HEAD);
  return { log, checkpoint, vkey, size: opened.size, root: encodeBase64(opened.root), origin: opened.origin };
}

const HEAD = {
  what: { en: 'the checkpoint is not of this log', ja: 'このログのチェックポイントではありません' },
  advice: {
    en: 'Check --ledger-key, then run zenbun ledger verify.',
    ja: '--ledger-key を確認し、zenbun ledger verify を実行してください。',
  },
};

/**
 * Adds the checkpoint, the tiles and the leaves of a range to the parts. Leaves are included as the log publishes them
 * or, if the bundle is redacted, line by line without their texts. Bodies are never included. Throws `usage` for a
 * range that is not in the log, and `damaged` if a tile is missing.
 */
export async function addLedger(
  parts: PartList,
  folder: string,
  { log, checkpoint, vkey, size, root, origin }: BundledLog,
  range: LedgerRange,
): Promise<BundledLedger> {
  const asked = { from: range.from ?? 0, to: range.to ?? size };
  if (asked.from > asked.to || asked.to > size || (asked.from === asked.to && size > 0)) throw noRange(asked, size);
  const { from, to } = wholeBundles(asked, size);
  const fetch = async (path: string): Promise<Uint8Array> => {
    const bytes = await log.fetch(path);
    if (bytes === null) throw noTile(log.place, path);
    return bytes;
  };
  parts.add(`${folder}/checkpoint`, checkpoint);
  for (const path of tilesFor({ from, to }, size)) parts.add(`${folder}/${path}`, await fetch(path));
  for (const bundle of bundlesOf({ from, to }, size)) {
    const bytes = await fetch(tilePath(bundle));
    if (!parts.isRedacted) parts.add(`${folder}/${tilePath(bundle)}`, bytes);
    else parts.add(`${folder}/${leavesPath(bundle)}`, redactedLeaves(leavesOf(bundle, bytes), sha256), bytes);
  }
  return { folder, origin, vkey, size, root, from, to, entries: parts.isRedacted ? 'redacted' : 'leaves' };
}

const leavesOf = ({ width }: TileId, bytes: Uint8Array) => decodeBundle(bytes, width);

/** Adds the summary of the records of a whole log. */
export const addSummary = (parts: PartList, folder: string, summary: LedgerSummary): void =>
  parts.addJson(`${folder}/summary.json`, jsonBytes(summary), summary);

const noRange = ({ from, to }: { from: number; to: number }, size: number) =>
  new ZenbunError(
    'usage',
    { en: `the log has no records ${from} to ${to}`, ja: `ログに ${from} から ${to} までの記録はありません` },
    {
      advice:
        size === 0
          ? { en: 'No record is under a checkpoint yet.', ja: '署名済みの記録はまだありません。' }
          : {
              en: `Its checkpoint covers records 0 to ${size - 1}: --from 0 --to ${size}.`,
              ja: `チェックポイントの対象は記録 0 から ${size - 1} までです（--from 0 --to ${size}）。`,
            },
    },
  );

const noTile = (place: string, path: string) =>
  new ZenbunError(
    'damaged',
    { en: `${place} lacks ${path}`, ja: `${place} に ${path} がありません` },
    {
      advice: {
        en: 'Run zenbun ledger verify. Of a log that was pruned, only what is left can be bundled: --from N.',
        ja: 'zenbun ledger verify を実行してください。削除済みの範囲は含められません（--from で指定）。',
      },
    },
  );

const keyNeeded = (place: string) =>
  new ZenbunError(
    'usage',
    {
      en: `${place} cannot be bundled without the log's public key`,
      ja: `${place} を含めるにはログの公開鍵が必要です`,
    },
    {
      advice: {
        en: 'Give it as --ledger-key KEY: zenbun serve prints it, and ledger.json in the ledger has it.',
        ja: '--ledger-key で指定してください。zenbun serve が表示し、証跡の ledger.json にもあります。',
      },
    },
  );
