import { randomInt } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { Upstream } from '../../../gateway/index.ts';
import { labEndpoint } from '../../../lab/index.ts';
import { loadOrganisms } from '../../organisms.ts';

/** Returns an upstream of toy models that run in this process. */
export function toyUpstream(names: readonly string[]): Upstream {
  const answer = labEndpoint(loadOrganisms(names), {
    now: () => Math.floor(Date.now() / 1000),
    randomSeed: () => randomInt(2 ** 32),
    rest: () => setImmediate(),
  });
  return async ({ path, method, body }, signal) => {
    const headers = { 'content-type': 'application/json' };
    const init = { method, headers, signal, ...(body === null ? {} : { body: body as Uint8Array<ArrayBuffer> }) };
    const response = await answer(new Request(`http://toys.localhost${path}`, init));
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: response.body ?? emptyBody(),
    };
  };
}

async function* emptyBody(): AsyncGenerator<Uint8Array> {}
