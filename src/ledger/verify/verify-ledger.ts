import { resolve } from 'node:path';
import {
  type FetchPath,
  type NoteKey,
  type OpenedCheckpoint,
  openCheckpoint,
  parseVerifierKey,
} from '../../tlog/index.ts';
import type { LedgerDisk } from '../disk/ledger-disk.ts';
import { realDisk } from '../disk/real-disk.ts';
import { readIdentity } from '../keys/ledger-identity.ts';
import { ed25519Verify } from '../keys/signer-key.ts';
import { refusedRecord } from '../ledger-error.ts';
import { sha256 } from '../sha256.ts';
import { checkFolder } from './check-folder.ts';
import { type CheckedLog, type Checking, checkedLog, type Drafts } from './checked-log.ts';
import { LeafStory } from './leaf-story.ts';
import { tellFaults } from './log-faults.ts';
import { type LedgerVerdict, VerdictDraft } from './verdict.ts';

/** Options for verifying a ledger. */
interface VerifyLedgerOptions {
  /**
   * The log's public key, obtained elsewhere. Without it the folder is taken at its word, and integrity stays
   * `unknown`.
   */
  readonly vkey?: string | undefined;
  /**
   * A signed checkpoint of this log that was kept. Without one, completeness stays `unknown`: a truncated log looks
   * whole.
   */
  readonly earlier?: string | undefined;
  /** Public keys of witnesses (type 4). `note.verified` of the checkpoints tells which of them have signed. */
  readonly witnesses?: readonly NoteKey[] | undefined;
  /**
   * Milliseconds since 1970. Exchanges begun since then, by the writer's clock, may still be running: `unknown`, not a
   * gap.
   */
  readonly runningSince?: number | undefined;
  /** Receives every leaf, in log order. Its exceptions are passed on. */
  readonly visit?: ((index: number, leaf: Uint8Array) => void) | undefined;
  readonly disk?: LedgerDisk | undefined;
  /** For a log behind a URL: returns the bytes at a path, or null if there is nothing. */
  readonly fetch?: FetchPath | undefined;
}

/** The result of verifying: always two verdicts, never one. */
export interface LedgerCheck {
  readonly origin: string;
  readonly vkey: string;
  /** The published checkpoint; null if there is none that can be trusted. */
  readonly checkpoint: OpenedCheckpoint | null;
  /** The kept checkpoint; null if none was given. */
  readonly earlier: OpenedCheckpoint | null;
  /** Number of leaves under the checkpoint; null if there is none. */
  readonly size: number | null;
  /** Number of leaves read and hashed. */
  readonly leaves: number;
  /** Number of intents, and of those without a response. */
  readonly exchanges: number;
  readonly openIntents: number;
  /** Number of exchanges cut off by a crash, as recorded by the next writer to start. */
  readonly lost: number;
  /** Nothing was changed: signature, root, tiles and leaves; for a folder, also segments and bodies. */
  readonly integrity: LedgerVerdict;
  /** Nothing was left out: at the end, in between, or of an exchange. */
  readonly completeness: LedgerVerdict;
  /** For a folder: bodies decrypted and checked, and records whose body was erased. Null behind a URL. */
  readonly bodies: { readonly opened: number; readonly erased: readonly number[] } | null;
}

/**
 * Verifies a ledger: a folder, or the public log behind a URL (or `fetch`), which requires `vkey`. Throws `usage` if
 * `vkey` is needed but absent, `damaged` if `vkey` or `earlier` does not belong to this log.
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
  const report = await checkedLog(fetch, checking, (index, leaf) => {
    checking.visit?.(index, leaf);
    story.see(index, leaf);
  });
  tellFaults(report, story.prunedBefore, drafts);
  story.end(checking.runningSince);
  drafts.integrity.aside('the bodies: they are not public', '本文（公開されていないため）');
  return { report, story, bodies: null };
}

/** Fetches a log behind a URL. */
const urlSource =
  (base: string): FetchPath =>
  async (path) => {
    const answer = await fetch(`${base.replace(/\/$/, '')}/${path}`);
    if (answer.status === 404) return null;
    if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
    return new Uint8Array(await answer.arrayBuffer());
  };
