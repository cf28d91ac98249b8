import { EventEmitter } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';

/** Returns a request whose body is already complete. */
export function fakeRequest(method: string, url: string, headers: Record<string, string>, body: Uint8Array) {
  return Object.assign(Readable.from(body.length === 0 ? [] : [body]), {
    method,
    url,
    headers,
  }) as unknown as IncomingMessage;
}

/** Response of a server without a socket: a cheap substitute for `ServerResponse` that keeps what is written. */
export class FakeResponse extends EventEmitter {
  statusCode = 0;
  readonly headers: Record<string, unknown> = {};
  readonly pieces: Uint8Array[] = [];
  headersSent = false;
  destroyed = false;
  writableFinished = false;
  writableEnded = false;
  readonly writableLength = 0;
  readonly socket = null;
  /** Number of writes after which the client leaves. */
  readonly #leavesAfter: number;
  /** True if each write finds the client's window full. */
  readonly #isSlow: boolean;

  constructor(leavesAfter: number, isSlow: boolean) {
    super();
    this.#leavesAfter = leavesAfter;
    this.#isSlow = isSlow;
  }

  get bytes(): Buffer {
    return Buffer.concat(this.pieces);
  }

  /** True if every byte and the end were sent. */
  get isWhole(): boolean {
    return this.writableFinished;
  }

  as(): ServerResponse {
    return this as unknown as ServerResponse;
  }

  setHeader(name: string, value: unknown): void {
    if (this.headersSent) throw new Error('headers are sent already');
    this.headers[name.toLowerCase()] = value;
  }

  writeHead(status: number, headers: Record<string, unknown> = {}): void {
    if (this.headersSent) throw new Error('a head is written twice');
    this.headersSent = true;
    this.statusCode = status;
    for (const [name, value] of Object.entries(headers)) {
      if (/[^\t\x20-\x7e\x80-\xff]/.test(String(value))) throw new Error(`a header holds what none may: ${name}`);
      this.headers[name.toLowerCase()] = value;
    }
  }

  flushHeaders(): void {}

  write(piece: Uint8Array): boolean {
    if (this.writableEnded) throw new Error('a write after the end');
    if (this.destroyed) return false;
    this.pieces.push(piece);
    if (this.pieces.length > this.#leavesAfter) queueMicrotask(() => this.destroy());
    else if (this.#isSlow) setImmediate(() => this.emit('drain'));
    return !this.#isSlow;
  }

  end(last?: Uint8Array): void {
    if (this.writableEnded) throw new Error('an end after the end');
    this.writableEnded = true;
    if (this.destroyed) return;
    if (last !== undefined) this.pieces.push(last);
    this.writableFinished = true;
    queueMicrotask(() => this.emit('close'));
  }

  destroy(): void {
    if (this.destroyed) return;
    this.destroyed = true;
    this.emit('close');
  }
}
