import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, onTestFinished, test } from 'vitest';
import { verifyLedger } from '../../src/ledger/index.ts';
import { CLI, folderWith, zenbun } from './command.ts';

/** Starts a model server that answers every whole request with this text. */
async function modelServer(text: string): Promise<string> {
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const message = { role: 'assistant', content: text };
      response.end(
        JSON.stringify({
          id: '1',
          object: 'chat.completion',
          model: 'm',
          choices: [{ index: 0, message, finish_reason: 'stop' }],
        }),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
}

interface RunningServe {
  readonly child: ChildProcess;
  readonly url: string;
  /** Resolves with the next line of standard output that matches. */
  said(pattern: RegExp): Promise<string>;
  ended(): Promise<number | null>;
}

/** Starts the real command and waits until it serves. */
async function startServe(args: readonly string[], cwd: string): Promise<RunningServe> {
  const env = { PATH: process.env.PATH ?? '', LANG: 'C' };
  const child = spawn(process.execPath, [CLI, 'serve', '--listen', '0', ...args], { cwd, env });
  onTestFinished(() => void child.kill('SIGKILL'));
  const closed = once(child, 'close');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const said = async (pattern: RegExp): Promise<string> => {
    for (;;) {
      const { value, done } = await lines.next();
      if (done) throw new Error(`ended without saying ${pattern}`);
      if (pattern.test(value)) return value;
    }
  };
  const url = /http\S+/.exec(await said(/^Serving: /))![0];
  return { child, url, said, ended: async () => (await closed)[0] as number | null };
}

const ask = (url: string, model: string, headers: Record<string, string> = {}) =>
  fetch(`${url}/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ model, messages: [{ role: 'user', content: 'How do I fold a crane?' }] }),
  });

test('--demo shows a refusal that stays one and a log that holds', { timeout: 60_000 }, async () => {
  const ended = await zenbun(['serve', '--demo']);
  expect(ended).toMatchObject({ code: 0, err: '' });
  expect(ended.out).toMatch(/withheld[\s\S]*content_filter/);
  expect(ended.out).toContain('integrity: ok');
  expect(ended.out).toContain('completeness: ok');
  const japanese = await zenbun(['serve', '--demo', '--lang', 'ja']);
  expect(japanese).toMatchObject({ code: 0, err: '' });
  expect(japanese.out).toContain('問題なし');
});

test('serves, records, reads its settings again, and ends in an orderly way', { timeout: 60_000 }, async () => {
  const upstream = await modelServer('Fold the paper in half. Then fold it again, and open it like a kite.');
  const settings = (model: string) =>
    `serve:\n  upstreams:\n    one:\n      url: ${upstream}\n  models:\n    ${model}: {}\n  ledger:\n    folder: log\n    origin: test.example/log\n`;
  const folder = folderWith({ 'zenbun.yaml': settings('a') });
  const serve = await startServe([], folder);
  await serve.said(/^Press Ctrl\+C/);
  const first = await ask(serve.url, 'a');
  expect(first.headers.get('x-zenbun-guard')).toBe('final');
  expect(await first.json()).toMatchObject({ choices: [{ finish_reason: 'stop' }] });
  expect((await ask(serve.url, 'b')).status).toBe(404);

  writeFileSync(join(folder, 'zenbun.yaml'), settings('b'));
  serve.child.kill('SIGHUP');
  await serve.said(/read again/);
  expect((await ask(serve.url, 'b')).status).toBe(200);
  expect((await ask(serve.url, 'a')).status).toBe(404);

  writeFileSync(join(folder, 'zenbun.yaml'), 'serve:\n  models: 3\n');
  const complaint = once(serve.child.stderr!, 'data');
  serve.child.kill('SIGHUP');
  expect(String((await complaint)[0])).toContain('zenbun.yaml:2');
  expect((await ask(serve.url, 'b')).status).toBe(200);

  serve.child.kill('SIGTERM');
  expect(await serve.ended()).toBe(0);
  const { vkey } = JSON.parse(readFileSync(join(folder, 'log/ledger.json'), 'utf8'));
  const earlier = readFileSync(join(folder, 'log/log/checkpoint'), 'utf8');
  const check = await verifyLedger(join(folder, 'log'), { vkey, earlier });
  expect([check.integrity.verdict, check.completeness.verdict, check.leaves]).toEqual(['ok', 'ok', 7]);
});

test('a key that was made opens what it is for, and nothing without it', { timeout: 60_000 }, async () => {
  const made = await zenbun(['serve', 'key', 'web']);
  const key = /zk_\S+/.exec(made.out)![0];
  const keys = made.out.slice(made.out.indexOf('  keys:'));
  expect(keys).not.toContain(key);
  const upstream = await modelServer('Fold the paper.');
  const folder = folderWith({
    'zenbun.yaml': `serve:\n  upstreams: { one: { url: '${upstream}' } }\n  models: { a: {} }\n${keys}`,
  });
  const serve = await startServe([], folder);
  expect((await ask(serve.url, 'a')).status).toBe(401);
  expect((await ask(serve.url, 'a', { authorization: 'Bearer zk_other' })).status).toBe(401);
  expect((await ask(serve.url, 'a', { authorization: `Bearer ${key}` })).status).toBe(200);
  expect((await fetch(serve.url.replace('/v1', '/metrics'), { headers: { 'x-api-key': key } })).status).toBe(403);
  serve.child.kill('SIGTERM');
  expect(await serve.ended()).toBe(0);
});

describe('says what is wrong, and opens nothing', () => {
  test.each([
    [[], 'no model to serve'],
    [['--listen', '0.0.0.0:0', '--upstream', 'http://127.0.0.1:1/v1', '--model', 'a'], 'no keys are configured'],
    [['--listen', 'nowhere', '--upstream', 'http://127.0.0.1:1/v1', '--model', 'a'], 'is not an address and port'],
    [['--upstream', 'http://127.0.0.1:1/v1'], '--model NAME'],
    [['--upstream', 'nonsense', '--model', 'a'], 'is not an http(s) URL'],
    [['--guard', 'lenient', '--upstream', 'http://127.0.0.1:1/v1', '--model', 'a'], 'final, judged, observe'],
  ])('%j', async (args, said) => {
    const ended = await zenbun(['serve', ...args], { cwd: folderWith({}) });
    expect(ended).toMatchObject({ code: 2, out: '' });
    expect(ended.err).toContain(said);
  });

  test('a second gateway on the same ledger', { timeout: 60_000 }, async () => {
    const folder = folderWith({});
    const args = ['--upstream', 'http://127.0.0.1:1/v1', '--model', 'a'];
    await startServe(args, folder);
    const second = await zenbun(['serve', '--listen', '0', ...args], { cwd: folder });
    expect(second.code).toBe(2);
    expect(second.err).toMatch(/ledger/);
  });
});
