import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';

/** Address a gateway listens on, and how long it waits for clients. Times in milliseconds. */
export interface ListenOptions {
  readonly host: string;
  /** 0 picks any free port. */
  readonly port: number;
  readonly tls: { readonly cert: string; readonly key: string } | null;
  /** Time limit for receiving all headers. */
  readonly headersTimeoutMs: number;
  /** Time limit for receiving the whole request. */
  readonly requestTimeoutMs: number;
  readonly maxHeaderBytes: number;
}

export const DEFAULT_LISTENING = {
  headersTimeoutMs: 15_000,
  requestTimeoutMs: 60_000,
  maxHeaderBytes: 16 * 1024,
} as const;

/** A listening server. */
export interface Listening {
  /** For example `http://127.0.0.1:8787`. */
  readonly url: string;
  /**
   * Takes no further connections; resolves when all are closed. Closes idle ones at once; `closeNow` closes the others.
   */
  close(): Promise<void>;
  closeNow(): void;
}

/** Starts listening. Rejects as the operating system does (`EADDRINUSE`, …), or if the certificate cannot be read. */
export async function listen(handle: RequestListener, options: ListenOptions): Promise<Listening> {
  const { tls, host, port, headersTimeoutMs, requestTimeoutMs, maxHeaderBytes } = options;
  const settings = {
    headersTimeout: headersTimeoutMs,
    requestTimeout: requestTimeoutMs,
    maxHeaderSize: maxHeaderBytes,
    keepAliveTimeout: 60_000,
    noDelay: true,
  };
  const server: Server =
    tls === null
      ? createServer(settings, handle)
      : createTlsServer({ ...settings, cert: readFileSync(tls.cert), key: readFileSync(tls.key) }, handle);
  const listening = once(server, 'listening');
  server.listen(port, host);
  await listening;
  // A connection that could not be accepted (too many open files) is no reason to stop.
  server.on('error', () => undefined);
  const own = server.address() as AddressInfo;
  const name = own.family === 'IPv6' ? `[${own.address}]` : own.address;
  return {
    url: `${tls === null ? 'http' : 'https'}://${name}:${own.port}`,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeIdleConnections();
      await closed;
    },
    closeNow: () => server.closeAllConnections(),
  };
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1)$/i;

export const isLoopback = (host: string): boolean => LOOPBACK.test(host);
