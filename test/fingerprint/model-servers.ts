import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { loadOrganisms } from '../../src/gates/organisms.ts';
import { labEndpoint } from '../../src/lab/index.ts';

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const piece of request) text += piece;
  return text;
}

/** Returns a server's answer to a JSON body: a status and JSON. */
export type Answer = (body: Record<string, unknown>, path: string) => Promise<readonly [number, unknown]>;

/** Starts a loopback server; returns its base URL and the requests it received. */
export async function serverOf(answer: Answer) {
  const asked: Record<string, unknown>[] = [];
  const server = createServer(async (request, response) => {
    const body = JSON.parse(await textOf(request)) as Record<string, unknown>;
    asked.push(body);
    const [status, reply] = await answer(body, request.url ?? '');
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(reply));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`, asked };
}

/**
 * Serves toy models as a server would. `serves` returns the model actually served, whatever name is requested; it may
 * change while the server runs.
 */
export async function toyServer(serves: () => string) {
  let seed = 0;
  const models = loadOrganisms(['aligned', 'noice']);
  const endpoint = labEndpoint(models, { now: () => 0, randomSeed: () => seed++, rest: () => setImmediate() });
  return serverOf(async (body) => {
    const request = new Request('http://lab/v1/chat/completions', {
      method: 'POST',
      body: JSON.stringify({ ...body, model: serves() }),
    });
    const response = await endpoint(request);
    return [response.status, { ...((await response.json()) as object), model: 'tuned' }];
  });
}
