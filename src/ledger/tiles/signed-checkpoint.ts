import { join } from 'node:path';
import {
  type NoteKey,
  type NoteSigner,
  type OpenedCheckpoint,
  openCheckpoint,
  signCheckpoint,
} from '../../tlog/index.ts';
import type { LedgerDisk } from '../disk/ledger-disk.ts';
import { PRIVATE_MODE, PUBLIC_MODE, writeWholeFiles } from '../disk/whole-file.ts';
import { ed25519Verify } from '../keys/signer-key.ts';
import { damagedLedger, rolledBackLedger } from '../ledger-error.ts';

/**
 * The last signed checkpoint (in `signed`) and the published one (in `log/checkpoint`). A checkpoint is on the disk in
 * `signed` before it is published, and `signed` is replaced only if it still is what this writer last read or wrote.
 */
export class SignedCheckpoint {
  readonly #disk: LedgerDisk;
  readonly #folder: string;
  #text: Buffer | null;
  #published: boolean;

  private constructor(disk: LedgerDisk, folder: string, text: Buffer | null, published: boolean) {
    this.#disk = disk;
    this.#folder = folder;
    this.#text = text;
    this.#published = published;
  }

  /**
   * Reads both. Throws `damaged` if one is not the log's, or if the published one is ahead of `signed` or contradicts
   * it.
   */
  static async open(
    disk: LedgerDisk,
    folder: string,
    key: NoteKey,
  ): Promise<{ slot: SignedCheckpoint; signed: OpenedCheckpoint | null }> {
    const [text, publishedText] = await Promise.all([
      disk.readFile(signedPath(folder)),
      disk.readFile(publishedPath(folder)),
    ]);
    const signed = text === null ? null : opened(signedPath(folder), text, key);
    const published = publishedText === null ? null : opened(publishedPath(folder), publishedText, key);
    const isBehind = published !== null && published.size > (signed?.size ?? -1);
    const contradicts =
      published !== null && published.size === signed?.size && !Buffer.from(published.root).equals(signed.root);
    if (isBehind || contradicts) {
      throw rolledBackLedger(
        folder,
        `signed says ${signed?.size ?? 'nothing'}, log/checkpoint ${published.size}`,
        `signed は ${signed?.size ?? 'なし'}、log/checkpoint は ${published.size}`,
      );
    }
    const isPublished = text !== null && publishedText !== null && Buffer.from(text).equals(publishedText);
    const slot = new SignedCheckpoint(disk, folder, text === null ? null : Buffer.from(text), isPublished);
    return { slot, signed };
  }

  /** The published text; null before the first. */
  get published(): string | null {
    return this.#published && this.#text !== null ? this.#text.toString('utf8') : null;
  }

  /** Signs a tree and publishes it. Rejects if another writer has signed in between. */
  async sign(signer: NoteSigner, size: number, root: Uint8Array): Promise<void> {
    const next = Buffer.from(signCheckpoint({ origin: signer.key.name, size, root, extensions: [] }, [signer]));
    const there = await this.#disk.readFile(signedPath(this.#folder));
    const isSame = there === null ? this.#text === null : this.#text?.equals(there);
    if (!isSame) {
      throw damagedLedger(
        `${signedPath(this.#folder)} was changed by another writer`,
        `${signedPath(this.#folder)} が別の書き込み元により変更されました`,
      );
    }
    this.#published = false;
    await writeWholeFiles(this.#disk, [{ path: signedPath(this.#folder), bytes: next }], PRIVATE_MODE);
    this.#text = next;
    await this.publish();
  }

  /** Publishes the signed checkpoint if a crash prevented that. */
  async publish(): Promise<void> {
    if (this.#text === null || this.#published) return;
    const file = { path: publishedPath(this.#folder), bytes: this.#text };
    await writeWholeFiles(this.#disk, [file], PUBLIC_MODE);
    this.#published = true;
  }
}

export const signedPath = (folder: string): string => join(folder, 'signed');
export const publishedPath = (folder: string): string => join(folder, 'log', 'checkpoint');

function opened(path: string, text: Uint8Array, key: NoteKey): OpenedCheckpoint {
  try {
    return openCheckpoint(text, key, ed25519Verify);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw damagedLedger(`${path} is damaged: ${why}`, `${path} が壊れています（${why}）`, cause);
  }
}
