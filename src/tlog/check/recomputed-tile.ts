import { equalBytes } from '../byte-strings.ts';
import { TILE_WIDTH } from '../tiles/tile-path.ts';
import { HASH_BYTES } from '../tree/hashes.ts';

/** The recomputed hashes of one tile, some of which may be unknown. */
export class RecomputedTile {
  readonly index: number;
  width = 0;
  readonly #hashes = new Uint8Array(TILE_WIDTH * HASH_BYTES);
  readonly #unknown = new Set<number>();

  constructor(index: number) {
    this.index = index;
  }

  push(hash: Uint8Array | null): void {
    if (hash === null) this.#unknown.add(this.width);
    else this.#hashes.set(hash, this.width * HASH_BYTES);
    this.width++;
  }

  /** Returns all hashes, or null if one is unknown. */
  known(): Uint8Array | null {
    return this.#unknown.size > 0 ? null : this.#hashes.subarray(0, this.width * HASH_BYTES);
  }

  /** Returns the places at which stored hashes differ from known ones. */
  differences(stored: Uint8Array): number[] {
    if (this.#unknown.size === 0 && equalBytes(stored, this.#hashes.subarray(0, stored.length))) return [];
    const places: number[] = [];
    for (let place = 0; place < this.width; place++) {
      const [from, to] = [place * HASH_BYTES, (place + 1) * HASH_BYTES];
      if (this.#unknown.has(place)) continue;
      if (!equalBytes(stored.subarray(from, to), this.#hashes.subarray(from, to))) places.push(place);
    }
    return places;
  }
}
