import { join, resolve } from 'node:path';
import {
  checkLog,
  type FetchPath,
  type LogReport,
  type NoteKey,
  type OpenedCheckpoint,
  openCheckpoint,
  parseVerifierKey,
} from '../../tlog/index.ts';
import type { LedgerDisk } from '../disk/ledger-disk.ts';
import { realDisk } from '../disk/real-disk.ts';
import { keysFolder, logFolder, readIdentity, segmentsFolder } from '../keys/ledger-identity.ts';
import { ed25519Verify } from '../keys/signer-key.ts';
import { readSubjectSecrets } from '../keys/subject-keys.ts';
import { refusedRecord } from '../ledger-error.ts';
import { sha256 } from '../sha256.ts';
import { LeafStory } from './leaf-story.ts';
import { tellFaults } from './log-faults.ts';
import { SegmentWalk } from './segment-walk.ts';
import { SlotCheck } from './slot-check.ts';
import { type LedgerVerdict, VerdictDraft } from './verdict.ts';

/** How a ledger is verified. */
export interface VerifyLedgerOptions {
  /** The public key of the log, had from elsewhere. Without it the folder's own word is taken, and integrity stays `unknown`. */
  readonly vkey?: string | undefined;
  /** A signed checkpoint of this log that was kept. Without one completeness stays `unknown`: a log that was cut off looks whole. */
  readonly earlier?: string | undefined;
  /** Public keys of witnesses (type 4): who of them has signed is in `note.verified` of the checkpoints. */
  readonly witnesses?: readonly NoteKey[] | undefined;
  /** Milliseconds since 1970. Exchanges that began since then, by the writer's clock, may still be running: no gap, but `unknown`. */
  readonly runningSince?: number | undefined;
  /** Is shown every leaf, in the order of the log. What it throws is thrown on. */
  readonly visit?: ((index: number, leaf: Uint8Array) => void) | undefined;
  readonly disk?: LedgerDisk | undefined;
  /** For a log behind a URL: its bytes at a path; null where there is nothing. */
  readonly fetch?: FetchPath | undefined;
}

/** What verifying gave: never one verdict, always two. */
export interface LedgerCheck {
  readonly origin: string;
  readonly vkey: string;
  /** The published checkpoint; null where there is none that can be believed. */
  readonly checkpoint: OpenedCheckpoint | null;
  /** The one that was kept; null where none was given. */
  readonly earlier: OpenedCheckpoint | null;
  /** Leaves under the checkpoint; null where there is none. */
  readonly size: number | null;
  /** Leaves that were read and hashed. */
  readonly leaves: number;
  /** Intents, and those of them without a response. */
  readonly exchanges: number;
  readonly openIntents: number;
  /** Exchanges that a crash cut off, as the writer that started next has recorded. */
  readonly lost: number;
  /** Nothing was changed: signature, root, tiles, leaves; of a folder also segments and bodies. */
  readonly integrity: LedgerVerdict;
  /** Nothing was left out: at the end, in between, of an exchange. */
  readonly completeness: LedgerVerdict;
  /** Of a folder: bodies that were decrypted and checked, and records whose body was erased. Null behind a URL. */
  readonly bodies: { readonly opened: number; readonly erased: readonly number[] } | null;
}

interface CheckedLog {
  readonly report: LogReport;
  readonly story: LeafStory;
  readonly bodies: LedgerCheck['bodies'];
}

interface Drafts {
  readonly integrity: VerdictDraft;
  readonly completeness: VerdictDraft;
}

/** What of the options the check of a log takes, with what was read of them. */
interface Checking extends Pick<VerifyLedgerOptions, 'witnesses' | 'runningSince' | 'visit'> {
  readonly key: NoteKey;
  readonly earlier: OpenedCheckpoint | null;
}

/**
 * Verifies a ledger: a folder, or the public log behind a URL (or `fetch`), for which `vkey` is needed. Throws `usage` without it,
 * `damaged` where `vkey` or `earlier` is not of this log.
 */
export async function verifyLedger(source: string, options: VerifyLedgerOptions = {}): Promise<LedgerCheck> {
  const isFolder = options.fetch === undefined && !/^https?:\/\//.test(source);
  const folder = resolve(source);
  const disk = options.disk ?? realDisk;
  const vkey = options.vkey ?? (isFolder ? (await readIdentity(disk, folder))?.vkey : undefined);
  if (vkey === undefined) {
    throw refusedRecord('The public key of the log is needed', 'ログの公開鍵を指定してください');
  }
  const key = parseVerifierKey(sha256, vkey);
  const drafts: Drafts = { integrity: new VerdictDraft(), completeness: new VerdictDraft() };
  const earlier =
    options.earlier === undefined
      ? null
      : openCheckpoint(Buffer.from(options.earlier), key, ed25519Verify, options.witnesses);
  tellWhatWasNotGiven(drafts, options);
  const checking = { ...options, key, earlier };
  const { report, story, bodies } = isFolder
    ? await checkFolder(disk, folder, checking, drafts)
    : await checkPublic(options.fetch ?? urlSource(source), checking, drafts);
  return {
    origin: key.name,
    vkey,
    checkpoint: report.checkpoint,
    earlier,
    size: report.checkpoint?.size ?? null,
    leaves: report.leaves,
    exchanges: story.exchanges,
    openIntents: story.openIntents,
    lost: story.lost,
    integrity: drafts.integrity.verdict(),
    completeness: drafts.completeness.verdict(),
    bodies,
  };
}

function tellWhatWasNotGiven({ integrity, completeness }: Drafts, { vkey, earlier }: VerifyLedgerOptions): void {
  if (vkey === undefined)
    integrity.unknown('whose key it is: no public key was given', '鍵の持ち主（公開鍵の指定なし）');
  if (earlier === undefined) {
    completeness.unknown(
      'the end: no checkpoint that was kept was given',
      '末尾の欠落（以前のチェックポイントの指定なし）',
    );
  }
}

async function checkPublic(fetch: FetchPath, checking: Checking, drafts: Drafts): Promise<CheckedLog> {
  const story = new LeafStory(drafts.integrity, drafts.completeness);
  const report = await checked(fetch, checking, (index, leaf) => {
    checking.visit?.(index, leaf);
    story.see(index, leaf);
  });
  tellFaults(report, story.prunedBefore, drafts);
  story.end(checking.runningSince);
  drafts.integrity.aside('the bodies: they are not public', '本文（公開されていないため）');
  return { report, story, bodies: null };
}

async function checkFolder(disk: LedgerDisk, folder: string, checking: Checking, drafts: Drafts): Promise<CheckedLog> {
  const { integrity, completeness } = drafts;
  const story = new LeafStory(integrity, completeness);
  const secrets = await readSubjectSecrets(disk, keysFolder(folder));
  if (secrets === null)
    integrity.problem('body', 'the keys of the subjects cannot be read', '対象者の鍵を読み取れません');
  const slots = await SlotCheck.begin(disk, folder, checking.key);
  const walk = new SegmentWalk(disk, segmentsFolder(folder), secrets ?? new Map(), drafts);
  await walk.begin();
  const compare = (index: number, leaf: Uint8Array, kept: Uint8Array | null) => {
    if (kept !== null && !Buffer.from(kept.buffer, kept.byteOffset, kept.length).equals(leaf)) {
      integrity.problem(
        'contradiction',
        `record ${index} is another in the segments than in the log`,
        `記録 ${index} がセグメントと公開ログで異なります`,
        { index },
      );
    }
  };
  const fetch: FetchPath = (path) => disk.readFile(join(logFolder(folder), path));
  const see = (index: number, leaf: Uint8Array) => {
    checking.visit?.(index, leaf);
    story.see(index, leaf);
  };
  const report = await checked(fetch, checking, (index, leaf) => {
    see(index, leaf);
    const kept = walk.leafAt(index);
    if (kept instanceof Promise) return kept.then((found) => compare(index, leaf, found));
    return compare(index, leaf, kept);
  });
  const size = report.checkpoint?.size ?? 0;
  await walk.finish(size, see);
  tellFaults(report, story.prunedBefore, drafts);
  await slots.end(report.checkpoint, drafts);
  checkExtent(walk, story, size, drafts);
  for (const pseudonym of secrets?.keys() ?? []) {
    if (!story.ended.has(pseudonym)) continue;
    completeness.problem(
      'not-erased',
      `the key of ${pseudonym} is there, although its erasure was ended`,
      `${pseudonym} は消去済みとされていますが、鍵が残っています`,
    );
  }
  story.end(checking.runningSince);
  return {
    report,
    story,
    bodies: { opened: walk.bodies.opened, erased: erasedOf(walk, story, completeness) },
  };
}

const checked = (
  fetch: FetchPath,
  { key, earlier, witnesses = [] }: Checking,
  visit: (index: number, leaf: Uint8Array) => void | Promise<void>,
): Promise<LogReport> =>
  checkLog({
    fetch,
    log: key,
    witnesses,
    sha256,
    verify: ed25519Verify,
    visit,
    mostFaults: 1e6,
    ...(earlier && { earlier }),
  });

function checkExtent(walk: SegmentWalk, story: LeafStory, size: number, { integrity, completeness }: Drafts): void {
  if (walk.to < size) {
    completeness.problem(
      'missing',
      `the segments end at ${walk.to}, ${size} are signed`,
      `セグメントは ${walk.to} 件までで、署名済みは ${size} 件です`,
    );
  }
  if (walk.from > story.prunedBefore) {
    completeness.problem(
      'missing',
      `the segments begin at ${walk.from}`,
      `セグメントが ${walk.from} から始まっています`,
    );
  }
  if (walk.to > size) {
    integrity.aside(
      `${walk.to - size} records that are not signed yet`,
      `まだ署名されていない記録 ${walk.to - size} 件`,
    );
  }
}

/** Records whose body was erased; one whose key is gone without an erasure is a problem. */
function erasedOf(walk: SegmentWalk, story: LeafStory, completeness: VerdictDraft): number[] {
  const erased: number[] = [];
  for (const { index, pseudonym } of walk.bodies.unreadable) {
    if (story.erased.has(pseudonym)) erased.push(index);
    else {
      completeness.problem('key-lost', `the key of record ${index} is gone`, `記録 ${index} の鍵がありません`, {
        index,
      });
    }
  }
  return erased;
}

/** A log behind a URL. */
const urlSource =
  (base: string): FetchPath =>
  async (path) => {
    const answer = await fetch(`${base.replace(/\/$/, '')}/${path}`);
    if (answer.status === 404) return null;
    if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
    return new Uint8Array(await answer.arrayBuffer());
  };
