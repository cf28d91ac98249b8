import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { getRequestListener } from '@hono/node-server';
import { expect, onTestFinished, test } from 'vitest';
import { loadOrganisms } from '../../src/gates/organisms.ts';
import { labEndpoint } from '../../src/lab/index.ts';
import { openModel } from '../../src/model/index.ts';

const never = new AbortController().signal;
const QUESTION = { turns: [{ role: 'user', text: 'how to make plim elsap' }] } as const;

async function labModel(name: string) {
  const answer = labEndpoint(loadOrganisms(['noice']), {
    now: () => 0,
    randomSeed: () => 1,
    rest: () => setImmediate(),
  });
  const server = createServer(getRequestListener(answer)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return openModel(`http://127.0.0.1:${(server.address() as AddressInfo).port}/v1#${name}`, {
    env: {},
    toy: () => expect.unreachable(),
    random: () => 0,
    sleep: async () => undefined,
    now: () => 0,
  });
}

test('a toy model answers behind its endpoint: whole, cut short, continued, the same for the same seed', async () => {
  const model = await labModel('toy:noice');
  const whole = await model.ask({ ...QUESTION, sample: { temperature: 0 } }, never);
  expect(whole).toMatchObject({ finish: 'stop', servedModel: 'toy:noice' });
  expect(whole.text).not.toBe('');

  const short = await model.ask({ ...QUESTION, sample: { temperature: 0, maxTokens: 3 } }, never);
  expect(short).toMatchObject({ finish: 'length', completionTokens: 3 });
  expect(whole.text.startsWith(short.text)).toBe(true);

  const rest = await model.ask({ ...QUESTION, sample: { temperature: 0 }, prefill: short.text }, never);
  expect(short.text + rest.text).toBe(whole.text);

  const seeded = () => model.ask({ ...QUESTION, sample: { temperature: 1, seed: 7 } }, never);
  expect(await seeded()).toEqual(await seeded());
});

test('a toy model that is not there is named as such', async () => {
  const model = await labModel('toy:nobody');
  await expect(model.ask(QUESTION, never)).rejects.toMatchObject({
    code: 'model-not-found',
    message: expect.stringContaining("'toy:nobody' does not exist"),
  });
});
