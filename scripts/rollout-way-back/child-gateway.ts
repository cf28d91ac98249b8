import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { ServeOptions } from '../../src/gates/index.ts';

const CHILD = fileURLToPath(new URL('gateway-child.ts', import.meta.url));
const STARTS_MS = 60_000;

export interface ChildOptions {
  readonly settings: ServeOptions;
  /** Hours by which its clock is wrong. */
  readonly skewHours?: number;
  readonly env?: Readonly<Record<string, string>>;
}

/** A gateway that runs in its own process. */
export class ChildGateway {
  readonly url: string;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, url: string) {
    this.#child = child;
    this.url = url;
  }

  static async start({ settings, skewHours = 0, env = {} }: ChildOptions): Promise<ChildGateway> {
    const args = ['--import', 'tsx', CHILD, JSON.stringify(settings), String(skewHours)];
    const child = spawn(process.execPath, args, {
      env: { ...process.env, ...env },
      stdio: ['pipe', 'pipe', process.env.SHOW_CHILDREN === '1' ? 'inherit' : 'ignore'],
    });
    const late = setTimeout(() => child.kill('SIGKILL'), STARTS_MS);
    for await (const line of createInterface({ input: child.stdout! })) {
      if (!line.startsWith('serving ')) continue;
      clearTimeout(late);
      return new ChildGateway(child, line.slice('serving '.length));
    }
    throw new Error('the gateway did not start');
  }

  get pid(): number {
    return this.#child.pid!;
  }

  get hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  /** Injects a fault that lasts from now on. */
  suffer(fault: 'no-space' | 'die-in-swap'): void {
    this.#child.stdin!.write(`${fault}\n`);
  }

  async ended(): Promise<void> {
    if (!this.hasEnded) await once(this.#child, 'exit');
  }

  async kill(signal: 'SIGKILL' | 'SIGTERM' = 'SIGKILL'): Promise<void> {
    this.#child.kill(signal);
    await this.ended();
  }
}
