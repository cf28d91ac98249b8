import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { CLI, folderWith, zenbun } from '../cli/command.ts';
import { vkeyOf } from '../cli/ledger-folders.ts';
import { describeWith } from '../optional.ts';
import { FaultyProxy } from './faulty-proxy.ts';
import { MotoServer, missingMoto } from './moto-server.ts';

describeWith('zenbun serve that ships its log', missingMoto, { timeout: 60_000 }, () => {
  let moto: MotoServer;
  let proxy: FaultyProxy;
  beforeAll(async () => {
    moto = await MotoServer.start();
    await moto.makeBucket('logs');
    proxy = await FaultyProxy.listen(moto.url);
  }, 60_000);
  afterAll(async () => {
    proxy?.close();
    await moto?.stop();
  });

  const config = (to: string) => `
serve:
  upstreams: { nowhere: { url: http://127.0.0.1:1/v1 } }
  models: { chat: {} }
  ledger:
    folder: ledger
    origin: example.com/log
    ship: { to: '${to}', endpoint: ${proxy.url}, region: us-east-1, keyId: env:SHIP_KEY_ID, key: env:SHIP_KEY }
`;

  /** Starts the command, and waits until it serves. */
  async function started(folder: string, name = 'zenbun.yaml') {
    const env = { PATH: process.env.PATH ?? '', LANG: 'C', SHIP_KEY_ID: 'AKEXAMPLE', SHIP_KEY: 'secret-of-the-test' };
    const child = spawn(process.execPath, [CLI, 'serve', '--listen', '0', '--config', name], { cwd: folder, env });
    onTestFinished(() => void child.kill('SIGKILL'));
    const closed = once(child, 'close');
    let error = '';
    child.stderr.on('data', (bytes) => {
      error += bytes;
    });
    const said: string[] = [];
    for await (const line of createInterface({ input: child.stdout })) {
      said.push(line);
      if (line.startsWith('Press')) break;
    }
    const url = /http\S+(?=\/v1)/.exec(said.join('\n'))![0];
    return { child, url, said, error: () => error, ended: async () => (await closed)[0] as number | null };
  }

  const interrupted = (child: ChildProcess, ended: () => Promise<number | null>) => {
    child.kill('SIGINT');
    return ended();
  };

  const ask = async (url: string) => {
    const body = JSON.stringify({ model: 'chat', messages: [{ role: 'user', content: 'How do I fold a crane?' }] });
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${url}/v1/chat/completions`, { method: 'POST', headers, body });
    await response.arrayBuffer();
  };

  test('killed in the middle, it goes on at its next start, and an outsider can check all of it', async () => {
    const folder = folderWith({ 'zenbun.yaml': config('s3://logs/today') });
    const first = await started(folder);
    expect(first.said).toContain('Shipped to: s3://logs/today');
    for (let i = 0; i < 10; i += 1) await Promise.all(Array.from({ length: 16 }, () => ask(first.url)));
    let puts = 0;
    proxy.before = async (request) => {
      if (!request.startsWith('PUT') || !request.includes('/tile/') || ++puts < 3) return;
      first.child.kill('SIGKILL');
      await new Promise(() => {});
    };
    expect(await interrupted(first.child, first.ended)).toBeNull();
    proxy.before = async () => undefined;

    const second = await started(folder);
    await ask(second.url);
    const metrics = await (await fetch(`${second.url}/metrics`)).text();
    expect(metrics).toMatch(/^zenbun_ledger_unshipped \d+$/m);
    expect(metrics).toMatch(/^zenbun_ledger_shipping_failed 0$/m);
    expect(await interrupted(second.child, second.ended)).toBe(0);
    expect(second.error()).toBe('');

    const args = ['ledger', 'verify', 's3://logs/today', '--vkey', vkeyOf(join(folder, 'ledger')), '--json', '-'];
    const { code, out } = await zenbun(args, { env: moto.env() });
    expect(code).toBe(0);
    const { integrity, counts } = JSON.parse(out);
    expect(integrity.verdict).toBe('ok');
    expect(counts.records).toBe(1 + 2 * 161);
  });

  test('a bucket that is not there is told, and nothing is refused because of it', async () => {
    const folder = folderWith({ 'zenbun.yaml': config('s3://logs/before'), 'other.yaml': config('s3://absent/x') });
    const before = await started(folder);
    await ask(before.url);
    expect(await interrupted(before.child, before.ended)).toBe(0);
    const { child, url, error, ended } = await started(folder, 'other.yaml');
    while (!error().includes('HTTP 404')) await new Promise((resolve) => setTimeout(resolve, 20));
    await ask(url);
    expect(await interrupted(child, ended)).toBe(0);
    expect(error()).not.toContain('secret-of-the-test');
  });

  test('half a key is refused before anything is opened', async () => {
    const half = config('s3://logs/x').replace(', key: env:SHIP_KEY', '');
    const folder = folderWith({ 'zenbun.yaml': half });
    const { code, err } = await zenbun(['serve', '--listen', '0'], { cwd: folder, env: { SHIP_KEY_ID: 'AKEXAMPLE' } });
    expect(code).toBe(2);
    expect(err).toContain('keyId and key belong together');
  });
});
