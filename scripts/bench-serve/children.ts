import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const place = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const CLI = place('../../dist/cli/main.js');
/** Maximum time for a server to come up, in milliseconds: LiteLLM's imports take a while. */
const START_MS = 120_000;

/** A server that answers chat completions. */
export interface Server {
  /** Base URL up to and including `/v1`. */
  readonly base: string;
  /** Server to which Portkey's gateway forwards requests; omitted for all others. */
  readonly portkey?: string;
}

export interface RunningServer extends Server {
  readonly pid: number;
  /** Ends it as an operator would, and waits until it has ended. */
  stop(): Promise<void>;
}

export const startUpstream = (): Promise<RunningServer> => startOwn('upstream.mjs', []);

/** Starts a process between client and server that does not look into the traffic. */
export const startPipe = (upstream: Server): Promise<RunningServer> => startOwn('pipe.mjs', [upstream.base]);

async function startOwn(script: string, args: readonly string[]): Promise<RunningServer> {
  const child = fork(place(script), args, { execArgv: [], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const [port] = (await once(child, 'message')) as [number];
  return { base: `http://127.0.0.1:${port}/v1`, pid: child.pid!, stop: async () => child.disconnect() };
}

/** The load generator: runs one task after another. */
export class Load {
  readonly #child = fork(place('load.mjs'), { execArgv: [], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });

  get pid(): number {
    return this.#child.pid!;
  }

  async run<Result>(
    kind: 'rate' | 'paced' | 'held',
    task: { readonly url: Server; readonly [name: string]: unknown },
  ): Promise<Result> {
    this.#child.send({ kind, ...task });
    const [{ result, error }] = (await once(this.#child, 'message')) as [{ result?: Result; error?: string }];
    if (error !== undefined) throw new Error(error);
    return result!;
  }

  stop(): void {
    this.#child.disconnect();
  }
}

/**
 * Starts `zenbun serve` with a ledger in the folder. `nodeOptions`: options for the process itself, such as
 * `--cpu-prof`; `more`: settings of `serve` added to those of the benchmark.
 */
export async function startZenbun(
  folder: string,
  upstream: Server,
  nodeOptions: readonly string[],
  more: { readonly models?: object; readonly rollouts?: object } = {},
): Promise<RunningServer> {
  const config = join(folder, 'zenbun.yaml');
  const models = {
    final: { model: 'bench', guard: 'final' },
    observe: { model: 'bench', guard: 'observe' },
  };
  const serve = {
    listen: '127.0.0.1:0',
    upstreams: { scripted: { url: upstream.base } },
    ledger: { folder: join(folder, 'ledger') },
    ...more,
    models: { ...models, ...more.models },
  };
  // JSON is valid YAML.
  writeFileSync(config, JSON.stringify({ serve }));
  const child = spawn(process.execPath, [...nodeOptions, CLI, 'serve', '-c', config, '--lang', 'en'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const text of child.stdout.setEncoding('utf8')) {
    const base = /^Serving: (\S+)/m.exec(text)?.[1];
    if (base !== undefined) return running(child, { base });
  }
  throw new Error('zenbun serve ended before it served.');
}

/** Starts another gateway on a port that was free a moment ago; it counts as up once it answers anything at all. */
export async function startOther(
  command: string,
  args: (port: number) => readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<RunningServer> {
  const port = await freePort();
  const child = spawn(command, args(port), { stdio: 'ignore', env: { ...process.env, ...env } });
  const base = `http://127.0.0.1:${port}/v1`;
  for (const since = Date.now(); Date.now() - since < START_MS; await sleep(250)) {
    if (child.exitCode !== null) throw new Error(`${command} ended with status ${child.exitCode}`);
    const isUp = await fetch(`${base}/models`).then(
      () => true,
      () => false,
    );
    if (isUp) return running(child, { base });
  }
  child.kill();
  throw new Error(`${command} did not come up`);
}

function running(child: ChildProcess, server: Server): RunningServer {
  return {
    ...server,
    pid: child.pid!,
    async stop() {
      if (child.exitCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGINT');
      await ended;
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}
