import { expect, test } from 'vitest';
import { openBucket, type S3Access, s3AccessOf } from './s3-bucket.ts';

const KEYS = { AWS_ACCESS_KEY_ID: 'AKEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret-of-the-test' };
const ACCESS: S3Access = { accessKeyId: 'AKEXAMPLE', secretAccessKey: 'secret-of-the-test', region: 'eu-north-1' };

test('the access is read from the usual variables, and the region is us-east-1 unless set', () => {
  expect(s3AccessOf(KEYS)).toEqual({
    ...{ accessKeyId: 'AKEXAMPLE', secretAccessKey: 'secret-of-the-test' },
    ...{ region: 'us-east-1', sessionToken: undefined, endpoint: undefined },
  });
  expect(
    s3AccessOf({ ...KEYS, AWS_SESSION_TOKEN: 'token', AWS_REGION: 'eu-north-1', AWS_ENDPOINT_URL: 'http://h:9000' }),
  ).toMatchObject({ sessionToken: 'token', region: 'eu-north-1', endpoint: 'http://h:9000' });
});

test.each<[Record<string, string>, Partial<S3Access>]>([
  [{ AWS_REGION: 'a', AWS_DEFAULT_REGION: 'b' }, { region: 'a' }],
  [{ AWS_REGION: '', AWS_DEFAULT_REGION: 'b' }, { region: 'b' }],
  [{ AWS_ENDPOINT_URL_S3: 'http://a', AWS_ENDPOINT_URL: 'http://b' }, { endpoint: 'http://a' }],
  [
    { AWS_ENDPOINT_URL: '', AWS_SESSION_TOKEN: '' },
    { endpoint: undefined, sessionToken: undefined },
  ],
])('of %j the more special one counts, and an empty one is none', (env, access) => {
  expect(s3AccessOf({ ...KEYS, ...env })).toMatchObject(access);
});

const failureOf = (env: Record<string, string | undefined>) => {
  try {
    s3AccessOf(env);
  } catch (cause) {
    return cause as { code: string; message: string; advice?: string };
  }
  return expect.unreachable();
};

test.each<[Record<string, string | undefined>, RegExp]>([
  [{}, /Set AWS_ACCESS_KEY_ID/],
  [{ AWS_ACCESS_KEY_ID: 'AKEXAMPLE' }, /Set AWS_ACCESS_KEY_ID/],
  [{ ...KEYS, AWS_SECRET_ACCESS_KEY: '' }, /Set AWS_ACCESS_KEY_ID/],
  [{ AWS_PROFILE: 'work' }, /\(AWS_PROFILE\) are not looked up/],
  [{ AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://x' }, /\(AWS_CONTAINER_CREDENTIALS_FULL_URI\)/],
])('without keys, %j, it says what to do', (env, advice) => {
  expect(failureOf(env)).toMatchObject({
    code: 'usage',
    message: 'S3 needs keys',
    advice: expect.stringMatching(advice),
  });
});

test('a profile beside keys does no harm', () => {
  expect(s3AccessOf({ ...KEYS, AWS_PROFILE: 'work' }).accessKeyId).toBe('AKEXAMPLE');
});

test.each([
  ['AWS_ACCESS_KEY_ID', 'AKEX AMPLE'],
  ['AWS_SECRET_ACCESS_KEY', 'se-cret\n'],
  ['AWS_SESSION_TOKEN', 'トークン'],
  ['AWS_REGION', 'eu north'],
  ['AWS_DEFAULT_REGION', 'a/b'],
  ['AWS_REGION', 'x'.repeat(64)],
  ['AWS_ENDPOINT_URL', 'localhost:9000'],
  ['AWS_ENDPOINT_URL', 'ftp://host'],
  ['AWS_ENDPOINT_URL', 'http://user:se-cret@host'],
  ['AWS_ENDPOINT_URL_S3', 'http://host/?a=1'],
  ['AWS_ENDPOINT_URL_S3', 'http://host/#a'],
])('%s of %j is refused by its name, without its text', (name, value) => {
  const { code, message } = failureOf({ ...KEYS, [name]: value });
  expect(code).toBe('usage');
  expect(message).toMatch(new RegExp(`^${name} `));
  expect(message).not.toContain(value.trim());
});

test.each<[string, Partial<S3Access>, string]>([
  ['s3://bkt', {}, 'https://bkt.s3.eu-north-1.amazonaws.com/'],
  ['s3://bkt/', {}, 'https://bkt.s3.eu-north-1.amazonaws.com/'],
  ['s3://bkt/a/b', {}, 'https://bkt.s3.eu-north-1.amazonaws.com/a/b/'],
  ['s3://bkt//a//b/', {}, 'https://bkt.s3.eu-north-1.amazonaws.com/a/b/'],
  ['s3://bkt/a b/é?', {}, 'https://bkt.s3.eu-north-1.amazonaws.com/a%20b/%C3%A9%3F/'],
  // No certificate covers two labels before the host.
  ['s3://my.bkt/a', {}, 'https://s3.eu-north-1.amazonaws.com/my.bkt/a/'],
  ['s3://bkt/a', { endpoint: 'http://127.0.0.1:9000' }, 'http://127.0.0.1:9000/bkt/a/'],
  ['s3://bkt/a', { endpoint: 'http://127.0.0.1:9000/s3//' }, 'http://127.0.0.1:9000/s3/bkt/a/'],
  [`s3://${'b'.repeat(63)}`, { region: 'r' }, `https://${'b'.repeat(63)}.s3.r.amazonaws.com/`],
])('%s is at its URL: %j', async (place, changes, prefix) => {
  expect((await openBucket(place, () => ({ ...ACCESS, ...changes }))).prefix).toBe(prefix);
});

test.each([
  '',
  'bkt',
  's3:/bkt',
  's3://',
  's3://ab',
  `s3://${'b'.repeat(64)}`,
  's3://Bkt',
  's3://-bkt',
  's3://bkt-',
  'S3://bkt',
  's3://b_t',
])('%j is no place, and no key is asked for', async (place) => {
  const opened = openBucket(place, () => expect.unreachable());
  await expect(opened).rejects.toMatchObject({ code: 'usage', message: `${place} is not an S3 location` });
});

test('a request is signed for S3 in its region, with the token of temporary keys', async () => {
  const signedBy = async (changes: Partial<S3Access>) => {
    const { sign, prefix } = await openBucket('s3://bkt', () => ({ ...ACCESS, ...changes }));
    return sign(`${prefix}key`, { method: 'GET' });
  };
  const { headers, url } = await signedBy({});
  expect(url).toBe('https://bkt.s3.eu-north-1.amazonaws.com/key');
  expect(headers.get('authorization')).toMatch(
    /^AWS4-HMAC-SHA256 Credential=AKEXAMPLE\/\d{8}\/eu-north-1\/s3\/aws4_request, /,
  );
  expect(headers.get('x-amz-security-token')).toBeNull();
  expect((await signedBy({ sessionToken: 'token' })).headers.get('x-amz-security-token')).toBe('token');
});
