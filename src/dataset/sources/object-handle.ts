import { type ObjectFile, type OwnSignal, ownSignal } from '../../files/index.ts';

/**
 * Number of bytes requested at a time, and also read ahead: starting a request costs as much time as transferring a
 * megabyte.
 */
const PART_BYTES = 4 * 2 ** 20;

interface ObjectPart {
  readonly from: number;
  readonly bytes: Promise<Uint8Array>;
}

/**
 * Reads an object like an open file. Sequential reads fetch parts, the next one ahead of time; any other read is
 * fetched separately. Holds at most two parts.
 */
export class ObjectHandle {
  readonly #object: ObjectFile;
  readonly #own: OwnSignal;
  /** The expected offset of the next sequential read; null before the first read. */
  #next: number | null = null;
  #part: ObjectPart | null = null;
  #ahead: ObjectPart | null = null;

  constructor(object: ObjectFile, signal: AbortSignal | undefined) {
    this.#object = object;
    this.#own = ownSignal(signal);
  }

  leave(): void {
    this.#own.forget();
    this.#own.abort();
    this.#part = null;
    this.#ahead = null;
  }

  async read(into: Uint8Array, offset: number, length: number, at: number): Promise<{ readonly bytesRead: number }> {
    const to = Math.min(at + length, this.#object.bytes);
    if (to <= at) return { bytesRead: 0 };
    const target = into.subarray(offset, offset + length);
    if (this.#next !== null && at !== this.#next) {
      target.set(await this.#object.read(at, to, this.#own.signal));
      return { bytesRead: to - at };
    }
    const bytesRead = await this.#readOn(target, at, to);
    this.#next = at + bytesRead;
    return { bytesRead };
  }

  /** Reads up to the end of a part. */
  async #readOn(target: Uint8Array, at: number, to: number): Promise<number> {
    if (this.#part === null || at >= this.#part.from + PART_BYTES) {
      this.#part = this.#ahead?.from === at ? this.#ahead : this.#fetch(at);
      this.#ahead = null;
    }
    const { from, bytes } = this.#part;
    const isBeginning = from === 0 && to <= PART_BYTES / 2;
    const next = from + PART_BYTES;
    // Most reads of the beginning only inspect it, so nothing is fetched ahead.
    if (this.#ahead === null && !isBeginning && next < this.#object.bytes) this.#ahead = this.#fetch(next);
    const part = await bytes;
    const piece = part.subarray(at - from, Math.min(to - from, part.length));
    target.set(piece);
    return piece.length;
  }

  #fetch(from: number): ObjectPart {
    const bytes = this.#object.read(from, Math.min(from + PART_BYTES, this.#object.bytes), this.#own.signal);
    // The consumer sees the failure when it awaits the promise; until then it must not count as unhandled.
    bytes.catch(() => undefined);
    return { from, bytes };
  }
}
