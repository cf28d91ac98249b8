import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { openTestConsole, type TestConsole } from '../fixtures/test-console.ts';

async function opened(): Promise<TestConsole> {
  const console = await openTestConsole();
  onTestFinished(() => console.close());
  return console;
}

test('HEAD is answered nowhere in the API, and takes no place of those who follow', async () => {
  const console = await opened();
  const as = await console.signIn('zk_reader');
  for (const path of ['records', 'session', 'nothing'])
    expect((await console.api(path, { method: 'HEAD', as })).status).toBe(405);
  for (let i = 0; i < 201; i += 1) await console.api('tail', { method: 'HEAD', as });
  const leaving = new AbortController();
  expect((await console.api('tail', { as, signal: leaving.signal })).status).toBe(200);
  leaving.abort();
});

test('whoever leaves gives the place back', async () => {
  const console = await opened();
  const as = await console.signIn('zk_reader');
  for (let i = 0; i < 210; i += 1) {
    const leaving = new AbortController();
    const response = await console.api('tail', { as, signal: leaving.signal });
    expect(response.status).toBe(200);
    leaving.abort();
    while (console.log.listeners.size > 0) await new Promise((resolve) => setImmediate(resolve));
  }
});

test('ends when the key of its session may not read any more', async () => {
  const console = await opened();
  const as = await console.signIn('zk_reader');
  const tail = await console.api('tail?from=0', { as });
  console.keys.set('zk_reader', { id: 'reader', scopes: ['use'], hash: 'hash of reader' });
  console.log.add('note');
  expect(await tail.text()).not.toContain('id: 0');
});

test('one session follows five times; others still can', async () => {
  const console = await opened();
  const [as, other] = [await console.signIn('zk_reader'), await console.signIn('zk_reader')];
  for (let i = 0; i < 5; i += 1) expect((await console.api('tail', { as })).status).toBe(200);
  expect((await console.api('tail', { as })).status).toBe(503);
  expect((await console.api('tail', { as: other })).status).toBe(200);
});

test('the line of a reader that makes no room is cut', { timeout: 20_000 }, async () => {
  const console = await opened();
  const as = await console.signIn('zk_reader');
  const { port, host } = new URL(console.url);
  const socket = connect(Number(port), '127.0.0.1').on('error', () => undefined);
  const closed = once(socket, 'close');
  socket.pause();
  socket.write(`GET /console/api/tail?from=0 HTTP/1.1\r\nhost: ${host}\r\ncookie: ${as.cookie}\r\n\r\n`);
  const long = 'x'.repeat(100_000);
  for (let i = 0; i < 1000; i += 1) console.log.add('intent', { client: long });
  while (console.log.listeners.size === 0) await new Promise((resolve) => setImmediate(resolve));
  while (console.log.listeners.size > 0) {
    for (let i = 0; i < 100; i += 1) await new Promise((resolve) => setImmediate(resolve));
    console.clock.move(30_000);
  }
  socket.resume();
  await closed;
});
