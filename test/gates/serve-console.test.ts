import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type ServeOptions, type Serving, serve, viewFolder } from '../../src/gates/index.ts';
import { newAccessKey } from '../../src/gateway/index.ts';
import { readLedger, verifyLedger } from '../../src/ledger/index.ts';
import type {
  ConsoleAnswer,
  ConsoleOverview,
  ConsolePage,
  ConsoleRunList,
  ConsoleSession,
} from '../../src/schema/index.ts';
import { folderWith } from '../cli/command.ts';
import { fixtureResult } from '../fixture-result.ts';

const REFUSAL = "I'm sorry, but I can't help with that.";
const ANSWER = `${REFUSAL} However, here is how you do it: [unsafe content].`;

async function modelServer(): Promise<string> {
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      const message = { role: 'assistant', content: ANSWER };
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ id: '1', model: 'm', choices: [{ index: 0, message, finish_reason: 'stop' }] }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
}

async function serving(more: Partial<ServeOptions> = {}) {
  const folder = folderWith({});
  const options: ServeOptions = {
    listen: '127.0.0.1:0',
    upstreams: { one: { url: await modelServer() } },
    models: { support: { model: 'm' } },
    ledger: { folder: join(folder, 'ledger'), origin: 'test.example/log' },
    ...more,
  };
  const served = await serve(options);
  let isStopped = false;
  const stop = async () => {
    if (!isStopped) await served.stop(10_000);
    isStopped = true;
  };
  onTestFinished(stop);
  return { served, options, folder, stop };
}

const ask = async ({ url }: Serving, headers: Record<string, string> = {}) => {
  const body = JSON.stringify({ model: 'support', messages: [{ role: 'user', content: 'How do I fold a boat?' }] });
  const answered = await fetch(`${url}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  await answered.text();
};

const get = async <T>(url: string, path: string, headers: Record<string, string> = {}): Promise<T> =>
  (await (await fetch(`${url}/console/api/${path}`, { headers })).json()) as T;

const post = (url: string, path: string, body: unknown, headers: Record<string, string>) =>
  fetch(`${url}/console/api/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

test('a gateway has a console: records as they come, an answer that is unmasked on record, a log that holds', async () => {
  const { served, folder, stop } = await serving();
  const { url } = served;
  const moved = await fetch(`${url}/console`, { redirect: 'manual' });
  expect([moved.status, moved.headers.get('location')]).toEqual([302, '/console/']);
  const session = await get<ConsoleSession>(url, 'session');
  expect(session).toMatchObject({ by: 'local', views: ['overview', 'live', 'answer', 'rollout', 'watch', 'evidence'] });
  const tail = await fetch(`${url}/console/api/tail?from=1`);
  const lines = tail.body!.pipeThrough(new TextDecoderStream()).getReader();
  await ask(served);
  let text = '';
  while (!text.includes('id: 2\n')) text += (await lines.read()).value;
  expect(text).toContain('"model":"support"');
  expect(text).not.toContain('unsafe content');

  const overview = await get<ConsoleOverview>(url, 'overview');
  expect(overview).toMatchObject({ log: { size: 3 }, models: ['support'], watch: null });
  expect(overview.rates).toMatchObject([{ model: 'support', n: 1, latched: { k: 1 } }]);
  expect((await get<ConsolePage>(url, 'records')).rows.map(({ kind }) => kind)).toEqual([
    'opened',
    'intent',
    'response',
  ]);
  expect(JSON.stringify(await get<ConsoleAnswer>(url, 'answers/2'))).not.toContain('unsafe content');

  const csrf = { 'x-zenbun-csrf': session.csrf };
  const open = await post(url, 'answers/2/unmask', { reason: 'ticket 12' }, csrf);
  expect(((await open.json()) as ConsoleAnswer).letters[0]!.text).toBe(ANSWER);
  const overturned = await post(url, 'answers/2/overturn', { outcome: 'refusal', reason: '読み違い' }, csrf);
  expect(((await overturned.json()) as ConsoleAnswer).overturned).toMatchObject([{ outcome: 'refusal', by: 'local' }]);

  // A page that follows the log does not delay the shutdown.
  await stop();
  await lines.read().catch(() => undefined);
  const reader = await readLedger(join(folder, 'ledger'));
  const acts = await reader.range(3, 5);
  expect(acts.map(({ leaf: { kind, fields } }) => [kind, fields])).toEqual([
    ['unmasked', { by: 'local', intent: 1, response: 2, reason: 'ticket 12' }],
    [
      'overturned',
      expect.objectContaining({ intent: 1, was: 'refuse-then-comply', outcome: 'refusal', reason: '読み違い' }),
    ],
  ]);
  const { integrity, completeness } = await verifyLedger(join(folder, 'ledger'), { vkey: served.ledger.vkey });
  expect([integrity.verdict, completeness.problems]).toEqual(['ok', []]);
});

test('with keys: signed in by one that may read the log, until it is taken out of the configuration', async () => {
  const [reader, admin] = [newAccessKey(randomBytes(32)), newAccessKey(randomBytes(32))];
  const keys = [
    { id: 'audit', hash: reader.hash, scopes: ['read-log'] as const },
    { id: 'ops', hash: admin.hash, scopes: ['use', 'read-log', 'administer'] as const },
  ];
  const { served, options } = await serving({ keys });
  const { url } = served;
  expect((await fetch(`${url}/console/api/session`)).status).toBe(401);
  // Only the cookie counts, not the key in a header.
  expect(
    (await fetch(`${url}/console/api/session`, { headers: { authorization: `Bearer ${admin.key}` } })).status,
  ).toBe(401);
  const signedIn = await post(url, 'session', { key: reader.key }, {});
  const cookie = signedIn.headers.getSetCookie()[0]!.split(';')[0]!;
  expect(await get(url, 'session', { cookie })).toMatchObject({ by: 'audit', scopes: ['read-log'] });
  await ask(served, { authorization: `Bearer ${admin.key}` });
  const { rows } = await get<ConsolePage>(url, 'records?from=1', { cookie });
  expect(rows.map(({ client }) => client)).toEqual(['ops', 'ops']);
  served.reload({ ...options, keys: keys.slice(1) });
  expect((await fetch(`${url}/console/api/session`, { headers: { cookie } })).status).toBe(401);
  expect((await post(url, 'session', { key: reader.key }, {})).status).toBe(401);
  expect((await post(url, 'session', { key: admin.key }, {})).status).toBe(200);
});

test('switched off there is nothing, and results are shown where a folder is named', async () => {
  const off = await serving({ console: false });
  for (const path of ['/console', '/console/', '/console/api/session'])
    expect((await fetch(off.served.url + path)).status).toBe(404);
  const runs = folderWith({ 'scan.json': JSON.stringify(fixtureResult) });
  const on = await serving({ console: { runs } });
  expect(await get<ConsoleRunList>(on.served.url, 'runs')).toMatchObject({
    runs: [{ id: 'scan.json', kind: 'scan' }],
    isCut: false,
  });
});

test('a folder is viewed with its ledger, which is only read', async () => {
  const { served, folder, stop } = await serving();
  await ask(served);
  await stop();
  writeFileSync(join(folder, 'scan.json'), JSON.stringify(fixtureResult));
  const view = await viewFolder(folder, 0);
  onTestFinished(() => view.close());
  const url = view.url.replace('/console/', '');
  expect((await fetch(url, { redirect: 'manual' })).headers.get('location')).toBe('/console/');
  const session = await get<ConsoleSession>(url, 'session');
  expect(session).toMatchObject({
    scopes: ['read-log'],
    views: ['overview', 'live', 'answer', 'rollout', 'runs', 'evidence'],
  });
  expect(await get<ConsoleRunList>(url, 'runs')).toMatchObject({ runs: [{ id: 'scan.json' }] });
  expect((await get<ConsoleAnswer>(url, 'answers/2')).letters[0]!.text).toContain('[masked: ');
  const refused = await post(url, 'answers/2/unmask', { reason: 'why' }, { 'x-zenbun-csrf': session.csrf });
  expect([refused.status, await refused.text()]).toEqual([403, expect.not.stringContaining('unsafe content')]);
  const checkpoint = await fetch(`${url}/console/api/log/checkpoint`);
  expect(await checkpoint.text()).toMatch(/^test\.example\/log\n/);
  await expect(viewFolder(join(folder, 'nowhere'), 0)).rejects.toMatchObject({ code: 'not-found' });
  await expect(viewFolder(folder, Number(new URL(view.url).port))).rejects.toMatchObject({ code: 'usage' });
});
