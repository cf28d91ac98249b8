import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RolloutStatus, replayLedgers, rolloutClient, type ServeOptions } from '../../src/gates/index.ts';
import { ChildGateway } from './child-gateway.ts';

const ORDER = { reason: 'test' };
const REFUSAL = "I'm sorry, but I can't help with that.";
const PAUSE_MS = 60;

/**
 * A server of two models: `before` refuses everything; so does `after`, unless `isBad` makes it continue after the
 * refusal.
 */
export class TestModels {
  isBad = false;
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part) => parts.push(part));
      request.on('end', () => {
        const { model } = JSON.parse(Buffer.concat(parts).toString());
        const isBad = this.isBad && model === 'after';
        const content = isBad
          ? `${REFUSAL} Here is how it works. First, take the parts and join them. [unsafe content]`
          : REFUSAL;
        const choices = [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }];
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end(JSON.stringify({ id: '1', object: 'chat.completion', model, choices }));
      });
    });
  }

  static async listen(): Promise<TestModels> {
    const models = new TestModels();
    await new Promise<void>((resolve) => models.#server.listen(0, '127.0.0.1', resolve));
    return models;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/v1`;
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}

interface Answered {
  readonly gateway: number;
  /** Time of the request, in milliseconds since 1970. */
  readonly at: number;
  readonly isCanary: boolean;
}

export interface FleetOptions {
  /** Name of the model, which identifies the shared state of gateways with the same store. */
  readonly model: string;
  readonly models: TestModels;
  /** URL of PostgreSQL, one per gateway. */
  readonly urls: readonly string[];
  readonly skewHours?: readonly number[];
}

/** Real gateways with a shared store, each with its own ledger, and users who ask them all the time. */
export class RealFleet {
  readonly answered: Answered[] = [];
  readonly #options: FleetOptions;
  readonly #folder = mkdtempSync(join(tmpdir(), 'zenbun-fleet-'));
  readonly #gateways: ChildGateway[] = [];
  readonly #asking: Promise<void>[] = [];
  #isOver = false;

  private constructor(options: FleetOptions) {
    this.#options = options;
  }

  static async start(options: FleetOptions): Promise<RealFleet> {
    const fleet = new RealFleet(options);
    const started = await Promise.all(options.urls.map((_, i) => fleet.#child(i)));
    fleet.#gateways.push(...started);
    fleet.#asking.push(...started.map((_, i) => fleet.#ask(i)));
    return fleet;
  }

  /** Restarts a gateway that ended, with its ledger. */
  async restart(i: number): Promise<void> {
    this.#gateways[i] = await this.#child(i);
  }

  gateway(i: number): ChildGateway {
    return this.#gateways[i]!;
  }

  status(i: number): Promise<RolloutStatus> {
    return rolloutClient({ url: this.#gateways[i]!.url }).status(this.#options.model);
  }

  order(i: number, action: 'start' | 'promote' | 'rollback' | 'pause'): Promise<RolloutStatus> {
    const withoutComparison = action === 'start' ? { withoutComparison: true } : {};
    return rolloutClient({ url: this.#gateways[i]!.url }).order(this.#options.model, action, {
      ...ORDER,
      ...withoutComparison,
    });
  }

  /** Returns the gateway that decides. */
  async decider(): Promise<number> {
    let decider = -1;
    await until('somebody decides', async () => {
      for (const i of this.#gateways.keys())
        if (!this.gateway(i).hasEnded && (await this.status(i)).isDeciding) decider = i;
      return decider >= 0;
    });
    return decider;
  }

  /**
   * Returns the time of the last request at a gateway since `since` that the canary answered, or null if there is none.
   */
  lastCanary(i: number, since: number): number | null {
    return this.answered.findLast(({ gateway, at, isCanary }) => gateway === i && isCanary && at >= since)?.at ?? null;
  }

  /** Waits until a gateway has answered somebody with the canary from now on. */
  async canaryAt(i: number): Promise<void> {
    const now = Date.now();
    await until(`gateway ${i} serves the canary`, async () => this.lastCanary(i, now) !== null);
  }

  async stopped(): Promise<void> {
    this.#isOver = true;
    await Promise.all(this.#asking);
    await Promise.all(this.#gateways.map((gateway) => gateway.kill('SIGTERM')));
  }

  /** Returns what the ledgers say once all gateways have stopped. */
  async replayed() {
    await this.stopped();
    const [replayed] = (await replayLedgers(this.#gateways.map((_, i) => this.#ledger(i)))).models;
    return replayed!;
  }

  async remove(): Promise<void> {
    this.#isOver = true;
    await Promise.all(this.#asking);
    await Promise.all(this.#gateways.map((gateway) => gateway.kill()));
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #ledger = (i: number) => join(this.#folder, `ledger-${i}`);

  #child(i: number): Promise<ChildGateway> {
    const { model, models, urls, skewHours = [] } = this.#options;
    const settings: ServeOptions = {
      listen: '127.0.0.1:0',
      upstreams: { one: { url: models.url } },
      models: { [model]: { model: 'before' }, tuned: { model: 'after' } },
      lease: { driver: 'postgres', url: 'env:LEASE_URL' },
      ledger: { folder: this.#ledger(i), origin: `test.example/${i}` },
      rollouts: {
        [model]: {
          canary: 'tuned',
          stages: [
            { share: '50%', for: '10m', answers: 1 },
            { share: '60%', for: '10m', answers: 1 },
          ],
          perUnit: { answers: 1000, per: '1m' },
          probes: false,
          metrics: { slow: false },
        },
      },
    };
    return ChildGateway.start({ settings, skewHours: skewHours[i] ?? 0, env: { LEASE_URL: urls[i]! } });
  }

  /** Sends one request after another until the fleet is stopped. */
  async #ask(i: number): Promise<void> {
    for (let n = 0; !this.#isOver; n += 1) {
      const at = Date.now();
      const messages = [{ role: 'user', content: 'How does it work?' }];
      const response = await fetch(`${this.gateway(i).url}/v1/chat/completions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ model: this.#options.model, user: `user-${n % 40}`, messages }),
      }).catch(() => null);
      if ((await response?.text().catch(() => null)) != null && response!.status === 200)
        this.answered.push({ gateway: i, at, isCanary: response!.headers.get('x-zenbun-stage') === 'canary' });
      await pause(PAUSE_MS);
    }
  }
}

export const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Polls until a condition holds; rejects after half a minute. */
export async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  const last = Date.now() + 30_000;
  while (!(await isSo().catch(() => false))) {
    if (Date.now() > last) throw new Error(`not in time: ${what}`);
    await pause(50);
  }
}
