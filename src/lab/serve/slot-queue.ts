import { ApiError } from './api-error.ts';
import type { SlotDecoder } from './served-model.ts';

/** Shares a decoder's slots. Callers that find none free wait and are served in order of arrival. */
export class SlotQueue {
  readonly #decoder: Pick<SlotDecoder, 'open' | 'close'>;
  readonly #mostWaiting: number;
  readonly #waiting = new Set<(slot: number) => void>();

  constructor(decoder: Pick<SlotDecoder, 'open' | 'close'>, mostWaiting: number) {
    this.#decoder = decoder;
    this.#mostWaiting = mostWaiting;
  }

  /**
   * Returns an empty slot, to be returned with `give`. Rejects with the signal's reason if that comes first, and with
   * an ApiError (503) if too many are already waiting.
   */
  async take(signal: AbortSignal): Promise<number> {
    signal.throwIfAborted();
    const slot = this.#waiting.size === 0 ? this.#decoder.open() : null;
    if (slot !== null) return slot;
    if (this.#waiting.size >= this.#mostWaiting)
      throw new ApiError(503, `Too many requests are waiting (${this.#waiting.size}).`, { code: 'overloaded' });
    return new Promise((resolve, reject) => {
      const leave = () => {
        if (this.#waiting.delete(enter)) reject(signal.reason);
      };
      const enter = (free: number) => {
        signal.removeEventListener('abort', leave);
        resolve(free);
      };
      this.#waiting.add(enter);
      signal.addEventListener('abort', leave, { once: true });
    });
  }

  /** Exchanges a used slot for an empty one; no waiting caller gets in between. */
  renew(slot: number): number {
    this.#decoder.close(slot);
    return this.#decoder.open()!;
  }

  /** Frees a slot and hands it to the caller that has waited longest. */
  give(slot: number): void {
    this.#decoder.close(slot);
    const [enter] = this.#waiting;
    if (enter === undefined) return;
    this.#waiting.delete(enter);
    enter(this.#decoder.open()!);
  }
}
