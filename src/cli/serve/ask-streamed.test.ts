import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { askStreamed } from './ask-streamed.ts';

/** Starts a server on loopback for this test; returns its base URL. */
async function serverThat(answers: RequestListener): Promise<string> {
  const server = createServer(answers);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
}

const event = (choice: object) => `data: ${JSON.stringify({ choices: [{ index: 0, delta: {}, ...choice }] })}\n\n`;
const said = (content: string) => event({ delta: { content } });
const ask = (url: string, more?: Readonly<Record<string, unknown>>) =>
  askStreamed(url, 'm', 'Hello', new AbortController().signal, more);

test('pieces are joined, wherever the bytes are cut, and the end and the record are told', async () => {
  const bytes = Buffer.from([said('日本'), said('語'), event({ finish_reason: 'stop' }), 'data: [DONE]\n\n'].join(''));
  const url = await serverThat((_, response) => {
    response.writeHead(200, {
      'content-type': 'text/event-stream',
      'x-zenbun-record': '7',
      'x-zenbun-stage': 'canary',
    });
    for (const byte of bytes) response.write(Buffer.of(byte));
    response.end();
  });
  expect(await ask(url)).toEqual({ text: '日本語', finish: 'stop', record: '7', stage: 'canary' });
});

test('what a server does not say is none', async () => {
  const url = await serverThat((_, response) => void response.writeHead(200).end(said('a')));
  expect(await ask(url)).toEqual({ text: 'a', finish: 'none', record: null, stage: null });
});

test('the request is that of a streaming client, with what is added', async () => {
  let seen = '';
  const url = await serverThat(async (request, response) => {
    for await (const bytes of request) seen += String(bytes);
    response.writeHead(request.url === '/v1/chat/completions' ? 200 : 404).end(said('a'));
  });
  await ask(url, { user: 'u' });
  expect(JSON.parse(seen)).toEqual({
    model: 'm',
    stream: true,
    temperature: 0,
    seed: 1,
    messages: [{ role: 'user', content: 'Hello' }],
    user: 'u',
  });
});

test.each([404, 500, 204])('status %d is no answer', async (status) => {
  const url = await serverThat((_, response) => void response.writeHead(status).end());
  await expect(ask(url)).rejects.toMatchObject({
    code: 'upstream',
    message: `${url} answered with status ${status}`,
  });
});
