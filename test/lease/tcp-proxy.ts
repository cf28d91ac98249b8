import { connect, createServer, type Server, type Socket } from 'node:net';

/**
 * Forwards connections to a loopback port until told to stand still: from then on, bytes from either side are held
 * back, and nobody is notified.
 */
export class TcpProxy {
  readonly #server: Server;
  readonly #pairs = new Set<readonly [Socket, Socket]>();
  #stands = false;

  private constructor(target: () => number) {
    this.#server = createServer((near) => {
      const far = connect(target(), '127.0.0.1');
      const pair = [near, far] as const;
      this.#pairs.add(pair);
      forward(near, far);
      forward(far, near);
      near.on('close', () => this.#pairs.delete(pair));
      if (this.#stands) still(pair);
    });
  }

  static async listen(target: () => number): Promise<TcpProxy> {
    const proxy = new TcpProxy(target);
    await new Promise<void>((resolve) => proxy.#server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get port(): number {
    const address = this.#server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  }

  standStill(): void {
    this.#stands = true;
    for (const pair of this.#pairs) still(pair);
  }

  goOn(): void {
    this.#stands = false;
    for (const pair of this.#pairs) for (const socket of pair) socket.resume();
  }

  async close(): Promise<void> {
    for (const pair of this.#pairs) for (const socket of pair) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

function forward(from: Socket, to: Socket): void {
  from.on('data', (bytes) => to.write(bytes));
  from.on('end', () => to.end());
  from.on('error', () => to.destroy());
  from.on('close', () => to.destroy());
}

function still(pair: readonly [Socket, Socket]): void {
  for (const socket of pair) socket.pause();
}
