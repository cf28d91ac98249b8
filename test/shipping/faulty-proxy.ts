import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * Fate of a request: a status of the proxy's own, `lost` (carried out, but its answer never arrives), `silent` (no
 * answer at all), `cut` (half of the answer, with an orderly end), or null for no fault.
 */
type Fault = number | 'lost' | 'silent' | 'cut' | null;

/** A proxy in front of an S3 server. */
export class FaultyProxy {
  /** Method and path of all requests, in order. */
  readonly requests: string[] = [];
  /** Returns the fault for each request. */
  fault: (request: string) => Fault = () => null;
  /** Awaited before a request is passed on. */
  before: (request: string) => Promise<void> = async () => undefined;
  readonly #server: Server;

  private constructor(target: string) {
    this.#server = createServer((request, response) => {
      this.#answer(target, request, response).catch(() => response.destroy());
    });
  }

  static async listen(target: string): Promise<FaultyProxy> {
    const proxy = new FaultyProxy(target);
    await new Promise<void>((resolve) => proxy.#server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  async #answer(target: string, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const body: Buffer[] = [];
    for await (const block of incoming) body.push(block);
    const name = `${incoming.method} ${incoming.url}`;
    this.requests.push(name);
    await this.before(name);
    const fault = this.fault(name);
    if (fault === 'silent') return;
    if (typeof fault === 'number') return void response.writeHead(fault).end();
    const headers = { ...incoming.headers } as Record<string, string>;
    for (const own of ['host', 'connection', 'content-length', 'transfer-encoding']) delete headers[own];
    const answer = await fetch(target + incoming.url, {
      method: incoming.method!,
      headers,
      ...(incoming.method === 'PUT' ? { body: Buffer.concat(body) } : {}),
    });
    const bytes = Buffer.from(await answer.arrayBuffer());
    if (fault === 'lost') return void response.destroy();
    response.statusCode = answer.status;
    const etag = answer.headers.get('etag');
    if (etag !== null) response.setHeader('etag', etag);
    response.end(fault === 'cut' ? bytes.subarray(0, bytes.length / 2) : bytes);
  }
}
