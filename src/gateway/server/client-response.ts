import type { ServerResponse } from 'node:http';
import type { GatewayClock } from '../ports.ts';

/** A whole answer is written in pieces of this many bytes, so that a client that stops reading is noticed. */
const SLICE_BYTES = 64 * 1024;
const KEEP_ALIVE = Buffer.from(': keep-alive\n\n');

/** The client no longer reads: it left, or kept us waiting for too long. */
export class ClientGone extends Error {
  override readonly name = 'ClientGone';
}

/**
 * The response to one client. A write resolves when there is room for more, so that a slow client slows its server
 * down; a client that does not read for `maxStalledMs` is dropped. While a stream is silent, comments keep the
 * connection alive.
 */
export class ClientResponse {
  readonly #response: ServerResponse;
  readonly #clock: GatewayClock;
  readonly #bounds: { readonly keepAliveMs: number; readonly maxStalledMs: number };
  #keepAlive: (() => void) | null = null;
  #isStream = false;
  /** What the client has received of a stream so far. */
  #has: 'nothing' | 'comments' | 'events' = 'nothing';
  #writtenAt = 0;
  #lastWait: (() => void) | null = null;
  /** Time when the head was written, in milliseconds since 1970; null before. */
  startedAt: number | null = null;

  /** Calls `onGone` once if the client leaves before the response is complete. */
  constructor(
    response: ServerResponse,
    clock: GatewayClock,
    bounds: { readonly keepAliveMs: number; readonly maxStalledMs: number },
    onGone: () => void,
  ) {
    this.#response = response;
    this.#clock = clock;
    this.#bounds = bounds;
    response.on('close', () => {
      this.#keepAlive?.();
      this.#lastWait?.();
      if (!response.writableFinished) onGone();
    });
    // The client may have left while its request was being read.
    if (response.destroyed) onGone();
    // A write to a client that has left is no error; `close` reports that.
    response.on('error', () => undefined);
  }

  get isStarted(): boolean {
    return this.startedAt !== null;
  }

  /** Sends status and headers. With `isStream`, more will follow in pieces. */
  head(status: number, headers: Readonly<Record<string, string | number>>, isStream = false): void {
    this.startedAt = this.#clock.now();
    this.#isStream = isStream;
    this.#response.writeHead(status, headers);
    if (!isStream) return;
    this.#response.flushHeaders();
    this.#response.socket?.setNoDelay(true);
    this.#writtenAt = this.startedAt;
    this.#keepAliveIn(this.#bounds.keepAliveMs);
  }

  /** Sends pieces in one go. Rejects with ClientGone. */
  async write(pieces: readonly Uint8Array[]): Promise<void> {
    if (pieces.length === 0) return;
    if (this.#response.destroyed) throw new ClientGone('The client left.');
    if (this.#isStream) this.#writtenAt = this.#clock.now();
    const bytes = pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces);
    const isFirst = this.#has === 'comments';
    this.#has = 'events';
    const hasRoom = this.#response.write(isFirst ? withoutMark(bytes) : bytes);
    if (!hasRoom) await this.#room();
  }

  /** Sends everything that is left. Never rejects, since the client may leave. */
  async whole(bytes: Uint8Array): Promise<void> {
    let at = 0;
    try {
      for (; bytes.length - at > SLICE_BYTES; at += SLICE_BYTES)
        await this.write([bytes.subarray(at, at + SLICE_BYTES)]);
    } catch {
      return;
    }
    this.end(bytes.subarray(at));
  }

  /** Completes the response. A client that does not read the rest is dropped as well. */
  end(last?: Uint8Array): void {
    this.#keepAlive?.();
    this.#keepAlive = null;
    if (!this.#response.destroyed) this.#lastWait = this.#clock.after(this.#bounds.maxStalledMs, () => this.destroy());
    this.#response.end(last);
  }

  /** Breaks the connection, so that what was sent does not look complete. */
  destroy(): void {
    this.#response.destroy();
  }

  #room(): Promise<void> {
    return new Promise((resolve, reject) => {
      const settle = (gone: string | null) => {
        cancel();
        this.#response.off('drain', drained);
        this.#response.off('close', closed);
        if (gone === null) resolve();
        else reject(new ClientGone(gone));
      };
      const drained = () => settle(null);
      const closed = () => settle('The client left.');
      const cancel = this.#clock.after(this.#bounds.maxStalledMs, () => {
        settle('The client does not read.');
        this.destroy();
      });
      this.#response.once('drain', drained);
      this.#response.once('close', closed);
    });
  }

  /**
   * Schedules a keep-alive comment. Writes do not restart the timer, which would cost more; when it fires, it waits for
   * the rest of the silence.
   */
  #keepAliveIn(ms: number): void {
    this.#keepAlive = this.#clock.after(ms, () => {
      const { keepAliveMs } = this.#bounds;
      const silent = this.#clock.now() - this.#writtenAt;
      if (silent >= 0 && silent < keepAliveMs) return this.#keepAliveIn(keepAliveMs - silent);
      // A client that has not read the last comment yet needs no other.
      if (!this.#response.destroyed && this.#response.writableLength === 0) {
        if (this.#has === 'nothing') this.#has = 'comments';
        this.#response.write(KEEP_ALIVE);
      }
      this.#writtenAt = this.#clock.now();
      this.#keepAliveIn(keepAliveMs);
    });
  }
}

/**
 * Removes a byte order mark, which is valid only at the very beginning; after a comment it would be part of the first
 * line.
 */
function withoutMark(bytes: Uint8Array): Uint8Array {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}
