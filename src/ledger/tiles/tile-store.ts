import { dirname, join } from 'node:path';
import { TILE_WIDTH, type TileId, tilePath } from '../../tlog/index.ts';
import type { LedgerDisk } from '../disk/ledger-disk.ts';
import { PUBLIC_MODE, writeWholeFiles } from '../disk/whole-file.ts';
import { damagedLedger } from '../ledger-error.ts';
import type { FilledTile } from './growing-log.ts';

/** Files written at a time: the rest of the threads is left to the segments. */
const AT_ONCE = 2;

/** The tiles and bundles below `log/`. What is there is never written over. */
export class TileStore {
  readonly #disk: LedgerDisk;
  readonly #folder: string;
  /** Folders that are there and on the disk. */
  readonly #folders = new Set<string>();

  constructor(disk: LedgerDisk, folder: string) {
    this.#disk = disk;
    this.#folder = folder;
  }

  /** All are on the disk when this resolves. Throws `damaged` where one is there with other bytes. */
  async write(tiles: readonly FilledTile[]): Promise<void> {
    const placed = tiles.map(({ id, bytes }) => ({ path: join(this.#folder, tilePath(id)), bytes }));
    for (const { path } of placed) await this.#makeFolders(dirname(path));
    const missing: typeof placed = [];
    for (const file of placed) if (!(await this.#isThere(file.path, file.bytes))) missing.push(file);
    await writeWholeFiles(this.#disk, missing, PUBLIC_MODE, AT_ONCE);
    // One that is there may have a name that is not on the disk.
    const there = placed.filter((file) => !missing.includes(file)).map(({ path }) => dirname(path));
    for (const folder of new Set(there)) await this.#disk.syncFolder(folder);
  }

  /** Whether a file is there as it should be. Read where the size is the same: a tile is written again only after a crash. */
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

  /** Throws `damaged` where it is not there. */
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

  /** Removes full bundles with an index of `from` to `to` (exclusive); the tiles of hashes stay. */
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
