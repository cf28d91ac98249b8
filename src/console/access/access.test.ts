import { request as httpRequest } from 'node:http';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openTestConsole, type TestConsole } from '../fixtures/test-console.ts';
import type { ConsolePorts } from '../ports.ts';
import { MAX_OF_KEY, Sessions } from './sessions.ts';
import { SignInAttempts } from './sign-in-attempts.ts';

async function opened(more: Partial<ConsolePorts> = {}): Promise<TestConsole> {
  const console = await openTestConsole(more);
  onTestFinished(() => console.close());
  return console;
}

const codeOf = async (response: Response) => {
  const { error } = (await response.json()) as { error: { code: string; message: string; ja: string } };
  expect(error.message).not.toBe('');
  expect(error.ja).toMatch(/[ぁ-ん]/);
  return [response.status, error.code];
};

/** Sends a request with headers that fetch does not send. */
function raw(url: string, headers: Record<string, string>, method = 'GET'): Promise<number> {
  return new Promise((resolve, reject) => {
    httpRequest(url, { headers, method }, (response) => {
      response.resume();
      resolve(response.statusCode!);
    })
      .on('error', reject)
      .end();
  });
}

describe('signing in', () => {
  test('sends the key once; the cookie is for this path, and for no script', async () => {
    const console = await opened();
    const response = await console.post('session', { key: 'zk_admin' });
    const [cookie] = response.headers.getSetCookie();
    expect(cookie).toMatch(/^zenbun_console=[\w-]{43}; Max-Age=43200; Path=\/console; HttpOnly; SameSite=Strict$/);
    expect(await response.json()).toMatchObject({ by: 'admin', scopes: ['read-log', 'administer'] });
    const as = await console.signIn('zk_reader');
    expect(await (await console.api('session', { as })).json()).toMatchObject({
      by: 'reader',
      views: ['overview', 'live', 'answer', 'rollout', 'evidence'],
      isServing: false,
    });
  });

  test('under TLS the cookie is for TLS', async () => {
    const secure = await opened({ isSecure: true });
    expect((await secure.post('session', { key: 'zk_admin' })).headers.getSetCookie()[0]).toContain('; Secure');
    const console = await opened();
    const behind = await console.api('session', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-proto': 'https' },
      body: '{"key":"zk_admin"}',
    });
    expect(behind.headers.getSetCookie()[0]).toContain('; Secure');
  });

  test('not with another key, with one that may not read, or in another shape', async () => {
    const console = await opened();
    expect(await codeOf(await console.post('session', { key: 'zk_other' }))).toEqual([401, 'invalid_key']);
    expect(await codeOf(await console.post('session', { key: 'zk_client' }))).toEqual([403, 'key_not_permitted']);
    for (const body of ['', '{', '[]', '{"key":1}', '{"key":"zk_admin","more":1}', '{"key":""}'])
      expect(await codeOf(await console.post('session', body))).toEqual([400, 'invalid_request']);
    const form = { method: 'POST', headers: { 'content-type': 'text/plain' }, body: '{"key":"zk_admin"}' };
    expect(await codeOf(await console.api('session', form))).toEqual([415, 'unsupported_media_type']);
  });

  test('after ten failures another is told to wait, and a key that is known is let in', async () => {
    const console = await opened();
    for (let i = 0; i < 10; i += 1) expect((await console.post('session', { key: 'zk_other' })).status).toBe(401);
    const refused = await console.post('session', { key: 'zk_other' });
    expect(refused.headers.get('retry-after')).toBe('60');
    expect(await codeOf(refused)).toEqual([429, 'too_many_attempts']);
    expect((await console.post('session', { key: 'zk_admin' })).status).toBe(200);
    console.clock.move(60_000);
    expect((await console.post('session', { key: 'zk_other' })).status).toBe(401);
  });

  test('attempts count before their bodies are there, and those of no shape as well', async () => {
    const console = await opened();
    const many = Array.from({ length: 30 }, () => console.post('session', { key: 'zk_other' }));
    const refused = (await Promise.all(many)).map(({ status }) => status);
    expect(refused.filter((status) => status === 401)).toHaveLength(10);
    const shapeless = await opened();
    for (let i = 0; i < 10; i += 1) await shapeless.post('session', '{');
    expect((await shapeless.post('session', { key: 'zk_other' })).status).toBe(429);
    // Signing in again and again is no failure.
    const often = await opened();
    for (let i = 0; i < 12; i += 1) await often.post('session', { key: 'zk_reader' });
    expect((await often.post('session', { key: 'zk_other' })).status).toBe(401);
  });

  test('attempts that have begun count at once, each address alone, and ever new ones do not fill the memory', () => {
    let now = 0;
    const attempts = new SignInAttempts(() => now);
    const waits = (address: string) => attempts.begin(address).waitSeconds;
    const first = attempts.begin('one');
    for (let i = 0; i < 9; i += 1) expect(waits('one')).toBeNull();
    expect(waits('one')).toBe(60);
    first.succeeded();
    expect(waits('one')).toBeNull();
    expect(waits('one')).toBe(60);
    for (let i = 0; i < 1000; i += 1) expect(waits(`a${i}`)).toBeNull();
    expect(waits('one')).toBeNull();
    now = 61_000;
    for (let i = 0; i < 10; i += 1) expect(waits('a999')).toBeNull();
  });
});

describe('a session', () => {
  test('ends after twelve hours, when somebody signs out, and when its key is taken away or changed', async () => {
    const console = await opened();
    const [late, out, removed, changed] = [
      await console.signIn('zk_reader'),
      await console.signIn('zk_reader'),
      await console.signIn('zk_admin'),
      await console.signIn('zk_reader'),
    ];
    expect((await console.api('session', { method: 'DELETE', as: out })).status).toBe(204);
    expect(await codeOf(await console.api('records', { as: out }))).toEqual([401, 'not_signed_in']);
    console.keys.delete('zk_admin');
    expect((await console.api('records', { as: removed })).status).toBe(401);
    expect((await console.api('records', { as: late })).status).toBe(200);
    console.clock.move(12 * 60 * 60 * 1000 - 1);
    expect((await console.api('records', { as: late })).status).toBe(200);
    console.keys.set('zk_reader', { id: 'reader', scopes: ['read-log'], hash: 'another' });
    expect((await console.api('records', { as: changed })).status).toBe(401);
    console.keys.set('zk_reader', { id: 'reader', scopes: ['read-log'], hash: 'hash of reader' });
    console.clock.move(1);
    expect((await console.api('records', { as: late })).status).toBe(401);
  });

  test("is one: a request that brings two cookies is nobody's", async () => {
    const console = await opened();
    const [one, other] = [await console.signIn('zk_admin'), await console.signIn('zk_reader')];
    for (const cookie of [
      `${one.cookie}; ${other.cookie}`,
      `${other.cookie};a=b; ${one.cookie}`,
      `${one.cookie};${one.cookie}`,
    ])
      expect(await codeOf(await console.api('session', { headers: { cookie } }))).toEqual([401, 'not_signed_in']);
    const beside = `a=zenbun_console=1; zenbun_console2=x; ${one.cookie}`;
    expect((await console.api('session', { headers: { cookie: beside } })).status).toBe(200);
  });

  test('has the scopes that its key has now', async () => {
    const console = await opened();
    const as = await console.signIn('zk_admin');
    console.keys.set('zk_admin', { id: 'admin', scopes: ['use'], hash: 'hash of admin' });
    for (const path of ['records', 'history'])
      expect(await codeOf(await console.api(path, { as }))).toEqual([403, 'key_not_permitted']);
  });

  test('is one of twenty of its key at most: the oldest of that key goes, and no other', () => {
    let drawn = 0;
    const sessions = new Sessions({
      ...{ now: () => 0, current: (identity) => identity, everybody: () => null },
      random: () => {
        drawn += 1;
        return Buffer.from(String(drawn));
      },
    });
    const other = sessions.open({ id: 'b', scopes: [], hash: 'b' });
    const identity = { id: 'a', scopes: [], hash: 'a' };
    const tokens = Array.from({ length: MAX_OF_KEY + 1000 }, () => sessions.open(identity));
    expect(tokens.filter((token) => sessions.find(token) !== null)).toEqual(tokens.slice(1000));
    expect(sessions.find(other)).not.toBeNull();
  });
});

describe('what is refused', () => {
  test.each(['overview', 'records', 'search', 'tail', 'answers/0', 'log/checkpoint', 'runs', 'nothing', 'session'])(
    'everything without a session: %s',
    async (path) => {
      const response = await (await opened()).api(path);
      expect(await codeOf(response)).toEqual([401, 'not_signed_in']);
      expect(response.headers.get('cache-control')).toBe('no-store');
    },
  );

  test('a change without the token of the session, or with another', async () => {
    const console = await opened();
    const as = await console.signIn('zk_admin');
    for (const csrf of ['', 'x', 'é', as.csrf.slice(1), `${as.csrf}x`]) {
      const response = await console.post('answers/0/unmask', { reason: 'why' }, { ...as, csrf: encodeURI(csrf) });
      expect(await codeOf(response)).toEqual([403, 'invalid_csrf_token']);
    }
    expect((await console.api('session', { method: 'DELETE', as: { ...as, csrf: '' } })).status).toBe(403);
    expect(console.log.happened).toEqual([]);
  });

  test('pages of other sites, by what the browser says of them', async () => {
    const console = await opened();
    const as = await console.signIn('zk_admin');
    const { host } = new URL(console.url);
    const status = (headers: Record<string, string>, path = 'api/session') =>
      raw(`${console.url}/${path}`, { cookie: as.cookie, host, ...headers });
    expect(await status({ origin: `http://${host}` })).toBe(200);
    expect(await status({ origin: `https://${host}`, 'sec-fetch-site': 'same-origin' })).toBe(200);
    for (const origin of ['http://evil.example', 'null', `http://${host}.evil.example`, 'http://127.0.0.1:1', ''])
      expect(await status({ origin })).toBe(403);
    for (const site of ['cross-site', 'same-site']) expect(await status({ 'sec-fetch-site': site })).toBe(403);
    // A link from elsewhere opens the page.
    expect(await status({ 'sec-fetch-site': 'cross-site' }, '')).toBe(503);
  });

  test('without keys, any name that is not of this machine', async () => {
    const local = { id: 'local', scopes: ['read-log', 'administer'] as const, hash: '' };
    const console = await opened({ everybody: () => local });
    const status = (host: string) => raw(`${console.url}/api/session`, { host });
    for (const host of ['127.0.0.1:80', 'localhost', 'LOCALHOST:9', '[::1]:8', '127.9.9.9'])
      expect(await status(host)).toBe(200);
    for (const host of ['evil.example', 'localhost.evil.example', '127.0.0.1.nip.io', 'x@127.0.0.1', '10.0.0.1'])
      expect([400, 403]).toContain(await status(host));
    const { csrf } = (await (await console.api('session')).json()) as { csrf: string };
    expect((await console.post('answers/9/unmask', { reason: 'why' }, { cookie: '', csrf })).status).toBe(404);
    expect((await console.post('answers/9/unmask', { reason: 'why' }, { cookie: '', csrf: '' })).status).toBe(403);
  });

  test('a body that is too long, told or not', async () => {
    const console = await opened();
    const as = await console.signIn('zk_admin');
    const long = JSON.stringify({ reason: 'x'.repeat(70_000) });
    expect(await codeOf(await console.post('answers/0/unmask', long, as))).toEqual([413, 'request_too_large']);
    const streamed = await console.api('answers/0/unmask', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: new Blob([long]).stream(),
      duplex: 'half',
      as,
    } as RequestInit & { as: typeof as });
    expect(await codeOf(streamed)).toEqual([413, 'request_too_large']);
  });
});

test('everything has the headers of a page that runs nothing but its own', async () => {
  const console = await opened({
    file: async (path) => ({ bytes: Buffer.from(path), type: 'text/html; charset=utf-8' }),
  });
  for (const path of ['', 'live?from=3', 'assets/a.js', 'api/session', 'api/nothing', 'assets/../x']) {
    const { headers } = await fetch(`${console.url}/${path}`);
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    );
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-powered-by')).toBeNull();
  }
});
