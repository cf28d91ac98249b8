import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { openBucket, type S3Access } from '../../src/shipping/index.ts';
import { freePort } from '../free-port.ts';

const COMMAND = process.env.MOTO_SERVER ?? '';

/** Reason why moto's server (PyPI moto[server]) is missing, or ''. */
export const missingMoto = COMMAND !== '' && existsSync(COMMAND) ? '' : 'MOTO_SERVER names no moto_server';

/** In-memory S3 on loopback, with conditional writes. */
export class MotoServer {
  readonly url: string;
  readonly #process: ChildProcess;

  private constructor(url: string, process: ChildProcess) {
    this.url = url;
    this.#process = process;
  }

  static async start(): Promise<MotoServer> {
    const port = await freePort();
    const child = spawn(COMMAND, ['-H', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' });
    const server = new MotoServer(`http://127.0.0.1:${port}`, child);
    while (!(await isUp(server.url))) await new Promise((resolve) => setTimeout(resolve, 50));
    return server;
  }

  /** Returns access to the server, or to a proxy in front of it. */
  access(endpoint = this.url): S3Access {
    return { ...KEYS, region: 'us-east-1', endpoint };
  }

  /** Returns the same access as environment variables. */
  env(endpoint = this.url): Record<string, string> {
    return {
      AWS_ACCESS_KEY_ID: KEYS.accessKeyId,
      AWS_SECRET_ACCESS_KEY: KEYS.secretAccessKey,
      AWS_REGION: 'us-east-1',
      AWS_ENDPOINT_URL: endpoint,
    };
  }

  async makeBucket(name: string): Promise<void> {
    const { send, prefix } = await openBucket(`s3://${name}`, () => this.access());
    const response = await send(prefix, { method: 'PUT' });
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
  }

  stop(): Promise<void> {
    const ended = new Promise<void>((resolve) => this.#process.once('exit', () => resolve()));
    this.#process.kill('SIGKILL');
    return ended;
  }
}

const KEYS = { accessKeyId: 'AKEXAMPLE', secretAccessKey: 'secret-of-the-test' };

const isUp = (url: string) =>
  fetch(`${url}/moto-api/`).then(
    async (response) => {
      await response.body?.cancel();
      return true;
    },
    () => false,
  );
