import { type Checkpoint, type NoteKey, openCheckpoint } from '../../tlog/index.ts';
import type { LedgerDisk } from '../disk/ledger-disk.ts';
import { ed25519Verify } from '../keys/signer-key.ts';
import { publishedPath, signedPath } from '../tiles/signed-checkpoint.ts';
import type { VerdictDraft } from './verdict.ts';

type Slot = Checkpoint | { readonly refused: string } | null;

/**
 * Compares `signed` with the published checkpoint. `signed` is written first, so the published one may briefly be
 * behind but never ahead. `signed` is read both before and after, so that a ledger at work is not blamed.
 */
export class SlotCheck {
  readonly #disk: LedgerDisk;
  readonly #folder: string;
  readonly #key: NoteKey;
  readonly #before: Slot;

  private constructor(disk: LedgerDisk, folder: string, key: NoteKey, before: Slot) {
    this.#disk = disk;
    this.#folder = folder;
    this.#key = key;
    this.#before = before;
  }

  static async begin(disk: LedgerDisk, folder: string, key: NoteKey): Promise<SlotCheck> {
    return new SlotCheck(disk, folder, key, await readSlot(disk, signedPath(folder), key));
  }

  /** `published` is the verified checkpoint, read after `begin`. */
  async end(
    published: Checkpoint | null,
    { integrity, completeness }: { readonly integrity: VerdictDraft; readonly completeness: VerdictDraft },
  ): Promise<void> {
    const path = 'signed';
    const after = await readSlot(this.#disk, signedPath(this.#folder), this.#key);
    if (after !== null && 'refused' in after) {
      const { refused } = after;
      integrity.problem('checkpoint', `signed is refused: ${refused}`, `signed が不正です（${refused}）`, { path });
      return;
    }
    if (published === null) return;
    if (after === null || after.size < published.size) {
      completeness.problem(
        'missing',
        `${published.size} were published, ${after?.size ?? 0} are in signed`,
        `公開済み ${published.size} 件に対し、signed は ${after?.size ?? 0} 件です`,
        { path },
      );
      return;
    }
    if (after.size === published.size && !Buffer.from(after.root).equals(published.root)) {
      integrity.problem('checkpoint', 'signed has another root', 'signed のルートハッシュが異なります', { path });
    }
    await this.#checkBehind(published, completeness);
  }

  async #checkBehind(published: Checkpoint, completeness: VerdictDraft): Promise<void> {
    const before = this.#before;
    if (before === null || 'refused' in before || published.size >= before.size) return;
    const now = await readSlot(this.#disk, publishedPath(this.#folder), this.#key);
    if (now !== null && 'size' in now && now.size >= before.size) return;
    completeness.problem(
      'cut',
      `${before.size} were signed, ${published.size} are published`,
      `署名済み ${before.size} 件に対し、公開は ${published.size} 件です`,
    );
  }
}

async function readSlot(disk: LedgerDisk, path: string, key: NoteKey): Promise<Slot> {
  const bytes = await disk.readFile(path);
  if (bytes === null) return null;
  try {
    return openCheckpoint(bytes, key, ed25519Verify);
  } catch (failure) {
    return { refused: failure instanceof Error ? failure.message : String(failure) };
  }
}
