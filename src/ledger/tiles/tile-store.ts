import { dirname, join } from 'node:path';
import { TILE_WIDTH, type TileId, tilePath } from '../../tlog/index.ts';
import type { LedgerDisk } from '../disk/ledger-disk.ts';
import { PUBLIC_MODE, writeWholeFiles } from '../disk/whole-file.ts';
import { damagedLedger } from '../ledger-error.ts';
import type { FilledTile } from './growing-log.ts';

/** Number of files written at a time; leaves the other threads to the segments. */
const AT_ONCE = 2;

/** The tiles and bundles below `log/`. Existing files are never overwritten. */
export class TileStore {
  readonly #disk: LedgerDisk;
  readonly #folder: string;
  /** Folders known to exist durably. */
  readonly #folders = new Set<string>();

  constructor(disk: LedgerDisk, folder: string) {
    this.#disk = disk;
    this.#folder = folder;
  }

  /** Writes tiles; all are on the disk when this resolves. Throws `damaged` if one exists with different bytes. */
  async write(tiles: readonly FilledTile[]): Promise<void> {
    const placed = tiles.map(({ id, bytes }) => ({ path: join(this.#folder, tilePath(id)), bytes }));
    for (const { path } of placed) await this.#makeFolders(dirname(path));
    const missing: typeof placed = [];
    for (const file of placed) if (!(await this.#isThere(file.path, file.bytes))) missing.push(file);
    await writeWholeFiles(this.#disk, missing, PUBLIC_MODE, AT_ONCE);
    // An existing file may have a name that is not on the disk yet.
    const there = placed.filter((file) => !missing.includes(file)).map(({ path }) => dirname(path));
    for (const folder of new Set(there)) await this.#disk.syncFolder(folder);
  }

  /**
   * Reports whether a file exists as expected. Reads it only if the size matches: a tile is rewritten only after a
   * crash.
   */
  async #isThere(path: string, bytes: Uint8Array): Promise<boolean> {
    const size = await this.#disk.size(path);
    if (size === null) return false;
    const there = size === bytes.length ? await this.#disk.readFile(path) : null;
    if (there === null || !Buffer.from(there).equals(bytes)) {
      throw damagedLedger(`${path} differs from the segments`, `${path} が記録と一致しません`);
    }
    return true;
  }

  async #makeFolders(folder: string): Promise<void> {
    if (this.#folders.has(folder) || folder === this.#folder) return;
    await this.#makeFolders(dirname(folder));
    await this.#disk.makeFolder(folder);
    await this.#disk.syncFolder(dirname(folder));
    this.#folders.add(folder);
  }

  /** Reads a tile. Throws `damaged` if it is missing. */
  async read(id: TileId): Promise<Uint8Array> {
    const bytes = await this.#disk.readFile(join(this.#folder, tilePath(id)));
    if (bytes === null) throw damagedLedger(`log/${tilePath(id)} is missing`, `log/${tilePath(id)} がありません`);
    return bytes;
  }

  /** Removes the partial tiles that a full one has made superfluous. */
  async removePartials(full: readonly TileId[]): Promise<void> {
    for (const id of full) {
      const folder = `${join(this.#folder, tilePath({ ...id, width: TILE_WIDTH }))}.p`;
      const names = await this.#disk.list(folder);
      for (const name of names) await this.#disk.unlink(join(folder, name));
      if (names.length > 0 || this.#folders.has(folder)) await this.#disk.removeFolder(folder);
      this.#folders.delete(folder);
    }
  }

  /** Removes full bundles with indexes from `from` to `to` (exclusive); hash tiles stay. */
  async removeBundles(from: number, to: number): Promise<void> {
    const touched = new Set<string>();
    for (let index = from; index < to; index += 1) {
      const path = join(this.#folder, tilePath({ level: 'entries', index, width: TILE_WIDTH }));
      if ((await this.#disk.size(path)) === null) continue;
      await this.#disk.unlink(path);
      touched.add(dirname(path));
    }
    for (const folder of touched) await this.#disk.syncFolder(folder);
  }
}
