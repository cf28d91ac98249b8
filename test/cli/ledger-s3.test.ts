import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folderWith, zenbun } from './command.ts';
import { ledgerFolder, served, vkeyOf } from './ledger-folders.ts';

const KEYS = { AWS_ACCESS_KEY_ID: 'AKEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret-of-the-test', AWS_REGION: 'eu-north-1' };
const SIGNED =
  /^AWS4-HMAC-SHA256 Credential=AKEXAMPLE\/\d{8}\/eu-north-1\/s3\/aws4_request, SignedHeaders=[^,]*host[^,]*, Signature=[0-9a-f]{64}$/;

/** Serves a bucket on loopback that answers only signed requests. */
async function bucketWith(folder: string) {
  const root = folderWith({});
  cpSync(join(folder, 'log'), join(root, 'my-bucket', 'logs', 'today'), { recursive: true });
  const paths: string[] = [];
  const url = await served(
    () => root,
    ({ headers, url }) => {
      paths.push(url!);
      return SIGNED.test(headers.authorization ?? '') && headers['x-amz-date'] !== undefined ? null : 403;
    },
  );
  return { paths, env: { ...KEYS, AWS_ENDPOINT_URL: url } };
}

test('a log in a bucket is checked, each request signed', async () => {
  const folder = await ledgerFolder();
  const { env, paths } = await bucketWith(folder);
  const args = ['ledger', 'verify', 's3://my-bucket/logs/today/', '--vkey', vkeyOf(folder), '--json', '-'];
  const { code, out, err } = await zenbun(args, { env });
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(JSON.parse(out)).toMatchObject({ kind: 'remote', integrity: { verdict: 'ok' }, counts: { records: 7 } });
  expect(paths).toContain('/my-bucket/logs/today/checkpoint');
  expect(`${out}${err}`).not.toContain('secret-of-the-test');
});

test('a session has its token with it', async () => {
  const folder = await ledgerFolder();
  const root = folderWith({});
  cpSync(join(folder, 'log'), join(root, 'my-bucket'), { recursive: true });
  const url = await served(
    () => root,
    ({ headers }) => (headers['x-amz-security-token'] === 'of-the-session' ? null : 403),
  );
  const env = { ...KEYS, AWS_SESSION_TOKEN: 'of-the-session', AWS_ENDPOINT_URL: url };
  const { code, out } = await zenbun(['ledger', 'head', 's3://my-bucket'], { env });
  expect(code).toBe(0);
  expect(out).toMatch(/^example\.com\/log\n7\n/);
});

test('what is missing is named: a log, rights, keys', async () => {
  const { env } = await bucketWith(await ledgerFolder());
  const head = (place: string, own: Record<string, string>) => zenbun(['ledger', 'head', place], { env: own });
  expect(await head('s3://my-bucket/elsewhere', env)).toMatchObject({
    code: 2,
    err: expect.stringContaining('has no checkpoint'),
  });
  expect(await head('s3://my-bucket/logs/today', { ...env, AWS_ACCESS_KEY_ID: 'AKOTHER' })).toMatchObject({
    code: 2,
    err: expect.stringContaining('Check the AWS_ variables'),
  });
  expect(await head('s3://my-bucket/logs/today', { AWS_ENDPOINT_URL: env.AWS_ENDPOINT_URL })).toMatchObject({
    code: 2,
    err: expect.stringContaining('Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY'),
  });
});

test('without the package that signs, it says which to install', async () => {
  const hook = `export async function resolve(name, context, next) {
    if (name === 'aws4fetch') throw Object.assign(new Error('not installed'), { code: 'ERR_MODULE_NOT_FOUND' });
    return next(name, context);
  }`;
  const asModule = (code: string) => `data:text/javascript,${encodeURIComponent(code)}`;
  const register = `import { register } from 'node:module'; register(${JSON.stringify(asModule(hook))});`;
  const env = { ...KEYS, NODE_OPTIONS: `--import=${asModule(register)}` };
  for (const [lang, said] of [
    ['en', 'next: Install it beside zenbun: npm install aws4fetch@1.0.20'],
    ['ja', 'aws4fetch パッケージが必要です'],
  ] as const) {
    const { code, err } = await zenbun(['ledger', 'head', 's3://my-bucket/logs', '--lang', lang], { env });
    expect(code).toBe(2);
    expect(err).toContain(said);
  }
});
