import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { scriptedEnvironment } from '../fixtures/scripted-environment.ts';
import { type Scripted, scriptedServer } from '../fixtures/scripted-server.ts';
import { openModel } from '../open-model.ts';

const never = new AbortController().signal;
const QUESTION = { turns: [{ role: 'user', text: 'How do I kill a process?' }], sample: { maxTokens: 5 } } as const;
const YES: Scripted = { body: { choices: [{ message: { content: 'Yes.' }, finish_reason: 'stop' }] } };

/** Starts a loopback server that can be reached under any name, through a proxy. */
async function reachedByAnyName(line: Scripted) {
  const { host, arrived } = await scriptedServer(line);
  const proxy = createServer().listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  onTestFinished(() => void proxy.close());
  proxy.on('connect', (_, client) => {
    const server = connect(Number(host.split(':')[1]), '127.0.0.1', () => {
      client.write('HTTP/1.1 200 OK\r\n\r\n');
      server.pipe(client).pipe(server);
    });
    client.on('error', () => server.destroy());
    server.on('error', () => client.destroy());
  });
  return { arrived, proxy: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}` };
}

test.each([
  [
    'http://mine.openai.azure.com/openai/deployments/tuned?api-version=2024-10-21#tuned',
    '/openai/deployments/tuned/chat/completions?api-version=2024-10-21',
  ],
  [
    'http://mine.openai.azure.com/openai/deployments/tuned/?api-version=2024-10-21#tuned',
    '/openai/deployments/tuned/chat/completions?api-version=2024-10-21',
  ],
  ['http://mine.openai.azure.com/openai/v1/#tuned', '/openai/v1/chat/completions'],
])('%s is asked in the way of Azure', async (id, path) => {
  const { arrived, proxy } = await reachedByAnyName(YES);
  const env = { HTTP_PROXY: proxy, AZURE_OPENAI_API_KEY: 'azure', ZENBUN_API_KEY: 'own', OPENAI_API_KEY: 'openai' };
  const model = await openModel(id, scriptedEnvironment(env).environment);
  expect(await model.ask(QUESTION, never)).toMatchObject({ text: 'Yes.' });
  expect(model.id).toBe(id.replace(/\/(?=[?#])/, ''));
  expect(arrived).toMatchObject([{ path, headers: { 'api-key': 'azure', host: 'mine.openai.azure.com' } }]);
  expect(arrived[0]!.headers).not.toHaveProperty('authorization');
  expect(arrived[0]!.body).toMatchObject({ model: 'tuned', max_completion_tokens: 5 });
});

test('a gateway in front of Azure is sent the version, and the key as all others are', async () => {
  const { url, arrived } = await scriptedServer({ status: 429, headers: { 'retry-after-ms': '1' } }, YES);
  const env = { AZURE_OPENAI_API_KEY: 'azure', ZENBUN_API_KEY: 'own' };
  const model = await openModel(`${url}/d/?api-version=preview#m`, scriptedEnvironment(env).environment);
  expect(await model.ask(QUESTION, never)).toMatchObject({ text: 'Yes.' });
  expect(arrived.map(({ path }) => path)).toEqual(new Array(2).fill('/d/chat/completions?api-version=preview'));
  expect(arrived[1]!.headers).toMatchObject({ authorization: 'Bearer own' });
  expect(arrived[1]!.headers).not.toHaveProperty('api-key');
});

test('an answer that Azure filters is one, and no failure', async () => {
  const filtered = { error: { code: 'content_filter', message: 'The response was filtered', status: 400 } };
  const { proxy } = await reachedByAnyName({ status: 400, body: filtered });
  const { environment } = scriptedEnvironment({ HTTP_PROXY: proxy });
  const model = await openModel('http://mine.openai.azure.com/openai/v1#tuned', environment);
  expect(await model.ask(QUESTION, never)).toMatchObject({ text: '', finish: 'content-filter' });
});
