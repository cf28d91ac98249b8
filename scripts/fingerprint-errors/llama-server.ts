import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { openAskedModel } from '../../src/gates/fingerprint/open-asked-model.ts';
import type { Model } from '../../src/model/index.ts';

/** A running server on loopback. */
export interface Running {
  /** For example `http://127.0.0.1:8080`. */
  readonly url: string;
  stop(): Promise<void>;
}

export interface LlamaOptions {
  readonly threads?: number;
  readonly slots?: number;
  /** One of llama.cpp's built-in chat templates; by default the file's own. */
  readonly template?: string;
}

/** Starts llama.cpp's server on a model. `python` needs the package xllamacpp. */
export async function startLlama(python: string, file: string, options: LlamaOptions): Promise<Running> {
  const script = fileURLToPath(new URL('serve_model.py', import.meta.url));
  const given = Object.entries({ threads: 2, slots: 4, ...options }).map(([name, value]) => `${name}=${value}`);
  const child = spawn(python, [script, file, ...given], { stdio: ['pipe', 'pipe', 'ignore'] });
  const ended = once(child, 'exit');
  const { value } = await createInterface({ input: child.stdout })[Symbol.asyncIterator]().next();
  if (value === undefined) throw new Error(`no server on ${file}: ${python} needs the package xllamacpp`);
  return {
    url: String(value),
    stop: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/**
 * Starts a proxy over two servers that sends the second one a share of the requests, like a version that only some
 * users get.
 */
export async function startProxy(
  servers: readonly [Running, Running],
  share: number,
  random: () => number,
): Promise<Running> {
  const server = createServer(async (request, response) => {
    const to = servers[random() < share ? 1 : 0];
    const answer = await fetch(to.url + request.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: await bodyOf(request),
    });
    response.writeHead(answer.status, { 'content-type': 'application/json' });
    response.end(Buffer.from(await answer.arrayBuffer()));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return new Uint8Array(Buffer.concat(parts));
}

/** Opens a server as `zenbun fingerprint` does. */
export const modelAt = ({ url }: Running): Promise<Model> =>
  openAskedModel(`${url}/v1#model`, { env: {}, endpoint: 'chat', concurrency: 4, timeout: 600 });

/**
 * Simulates other users of a server until stopped: questions of all lengths, a few tokens each, so that batches vary.
 */
export function otherUsers({ url }: Running, users: number, random: () => number): () => Promise<void> {
  const leave = new AbortController();
  const ask = async () => {
    while (!leave.signal.aborted) {
      const content = `Tell me about ${'the weather in town and '.repeat(Math.floor(random() * 8))}number ${random()}.`;
      const body = { messages: [{ role: 'user', content }], max_tokens: 4, temperature: 1 };
      await fetch(`${url}/v1/chat/completions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
        signal: leave.signal,
      })
        .then((response) => response.arrayBuffer())
        .catch(() => undefined);
    }
  };
  const all = Promise.all(Array.from({ length: users }, ask));
  return async () => {
    leave.abort();
    await all;
  };
}
