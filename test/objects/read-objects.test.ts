import { createHash, randomBytes } from 'node:crypto';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { S3Objects } from '../../src/shipping/objects/s3-objects.ts';
import { FakeS3 } from './fake-s3.ts';

const MEBIBYTE = 2 ** 20;
const FAST = { waitsMs: [1, 1, 1, 1] };
const large = randomBytes(10 * MEBIBYTE + 7);
const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

async function storage(objects: Record<string, string | Uint8Array> = { 'bkt/large': large }) {
  const fake = await FakeS3.listen(objects);
  return { fake, objects: new S3Objects(fake.env, { patience: FAST }) };
}

async function whole(objects: S3Objects, place = 's3://bkt/large', part = 4 * MEBIBYTE): Promise<Uint8Array> {
  const object = await objects.open(place);
  const parts: Uint8Array[] = [];
  for (let at = 0; at < object.bytes; at += part) parts.push(await object.read(at, Math.min(at + part, object.bytes)));
  return Buffer.concat(parts);
}

test('any range of an object is its bytes', async () => {
  const { objects } = await storage();
  const object = await objects.open('s3://bkt/large');
  expect(object.bytes).toBe(large.length);
  const place = fc.nat(large.length);
  await fc.assert(
    fc.asyncProperty(place, place, async (one, other) => {
      const [from, to] = [Math.min(one, other), Math.max(one, other)];
      expect(hash(await object.read(from, to))).toBe(hash(large.subarray(from, to)));
    }),
    { numRuns: 30 },
  );
});

test('a small object is one request, however often its beginning is read', async () => {
  const { fake, objects } = await storage({ 'bkt/small': 'text' });
  const object = await objects.open('s3://bkt/small');
  for (let i = 0; i < 3; i += 1) expect(Buffer.from(await object.read(0, 4)).toString()).toBe('text');
  expect(fake.asked).toHaveLength(1);
});

test('an empty object has no bytes', async () => {
  const { objects } = await storage({ 'bkt/empty': '' });
  expect((await objects.open('s3://bkt/empty')).bytes).toBe(0);
  expect(await objects.find('s3://bkt/empty')).toMatchObject({ place: 's3://bkt/empty', bytes: 0 });
});

test('an empty object is empty where a server says no more than that there is no such range', async () => {
  const { fake, objects } = await storage({ 'bkt/empty': '' });
  fake.fault = () => ({ replaced: { 'content-range': '' } });
  expect((await objects.open('s3://bkt/empty')).bytes).toBe(0);
  expect(fake.told('GET')).toEqual(['empty bytes=0-4194303', 'empty']);
  fake.fault = () => ({ status: 416, code: 'InvalidRange' });
  await expect(objects.open('s3://bkt/empty')).rejects.toMatchObject({ code: 'upstream' });
});

test('every range asks for the version that was opened', async () => {
  const { fake, objects } = await storage();
  await whole(objects);
  const [first, ...others] = fake.asked;
  expect(first!.headers['if-match']).toBeUndefined();
  expect(others.map(({ headers }) => headers['if-match'])).toEqual(
    others.map(() => expect.stringMatching(/^"\w{32}"$/)),
  );
});

test.each(['reset', 'short', 'lost', { status: 503, code: 'SlowDown' }, { status: 500 }, { status: 429 }] as const)(
  'what may pass is asked again, and the bytes are whole: %j',
  async (fault) => {
    const { fake, objects } = await storage();
    fake.fault = ({ number }) => (number % 2 === 0 ? fault : null);
    expect(hash(await whole(objects))).toBe(hash(large));
  },
);

test('a body that ends early is asked on from where it ended', async () => {
  const { fake, objects } = await storage();
  fake.fault = ({ number }) => (number === 0 ? 'short' : null);
  await objects.open('s3://bkt/large');
  expect(fake.told('GET')).toEqual([
    `large bytes=0-${4 * MEBIBYTE - 1}`,
    `large bytes=${2 * MEBIBYTE}-${4 * MEBIBYTE - 1}`,
  ]);
});

test('a server that does not come back is given up, with the last trouble and how often it was asked', async () => {
  const { fake, objects } = await storage();
  fake.fault = () => ({ status: 503, code: 'SlowDown' });
  await expect(objects.open('s3://bkt/large')).rejects.toMatchObject({
    code: 'upstream',
    message: 's3://bkt/large: object storage failed 5 times, at last with: HTTP 503 SlowDown',
  });
  expect(fake.asked).toHaveLength(5);
});

test.each(['silent', 'stuck'] as const)(
  'a server that is too slow is asked again, and then given up: %s',
  async (fault) => {
    const fake = await FakeS3.listen({ 'bkt/large': large });
    const objects = new S3Objects(fake.env, { patience: { waitsMs: [1], totalMs: 50 } });
    fake.fault = () => fault;
    await expect(objects.open('s3://bkt/large')).rejects.toMatchObject({
      code: 'upstream',
      message: expect.stringContaining('no answer in time'),
    });
    expect(fake.asked).toHaveLength(2);
  },
);

test.each(['other bytes', large.subarray(1)])('an object that was replaced is damaged, not mixed', async (bytes) => {
  const { fake, objects } = await storage();
  fake.before = ({ number }) => {
    if (number === 1) fake.put('bkt/large', bytes);
  };
  await expect(whole(objects)).rejects.toMatchObject({
    code: 'damaged',
    message: 's3://bkt/large changed while it was being read',
  });
});

test('a server that ignores conditions is seen through by the tag of its answers', async () => {
  const { fake, objects } = await storage();
  fake.fault = ({ number }) => (number === 1 ? { replaced: { etag: '"another"' } } : null);
  await expect(whole(objects)).rejects.toMatchObject({ code: 'damaged' });
});

test('a weak tag is compared here, and never sent as a condition that cannot be met', async () => {
  const { fake, objects } = await storage();
  fake.fault = () => ({ replaced: { etag: 'W/"weak"' } });
  expect(hash(await whole(objects))).toBe(hash(large));
  expect(fake.asked.some(({ headers }) => headers['if-match'] !== undefined)).toBe(false);
});

test('an object that is stored with an encoding comes as it is stored', async () => {
  const { fake, objects } = await storage();
  fake.fault = () => ({ replaced: { 'content-encoding': 'gzip' } });
  expect(hash(await whole(objects))).toBe(hash(large));
});

test('a wrong secret is refused', async () => {
  const { fake } = await storage();
  const objects = new S3Objects({ ...fake.env, AWS_SECRET_ACCESS_KEY: 'another' });
  await expect(objects.open('s3://bkt/large')).rejects.toMatchObject({ code: 'unauthorised' });
});

test('an object that is gone while it is read is not found', async () => {
  const { fake, objects } = await storage();
  fake.before = ({ number }) => void (number === 1 && fake.objects.clear());
  await expect(whole(objects)).rejects.toMatchObject({ code: 'not-found' });
});

const RANGE = `bytes 0-${4 * MEBIBYTE - 1}/${large.length}`;
test.each([
  'bytes 1-4194304/10485767',
  'bytes 0-9999999/10485767',
  'bytes 0-4194303/*',
  'bytes 5-4/10485767',
  'nonsense',
])('an answer with another range is refused, not read: %s', async (range) => {
  const { fake, objects } = await storage();
  fake.fault = () => ({ replaced: { 'content-range': range } });
  await expect(objects.open('s3://bkt/large')).rejects.toMatchObject({ code: 'upstream' });
  fake.fault = () => ({ replaced: { 'content-range': RANGE } });
  await objects.open('s3://bkt/large');
});

test.each([
  [{ status: 403, code: 'AccessDenied' }, 'unauthorised', /may read, list/],
  [{ status: 403, code: 'InvalidAccessKeyId' }, 'unauthorised', /AWS_ACCESS_KEY_ID/],
  [{ status: 403, code: 'RequestTimeTooSkewed' }, 'unauthorised', /clock/],
  [{ status: 400, code: 'ExpiredToken' }, 'unauthorised', /AWS_SESSION_TOKEN/],
  [{ status: 403, code: 'InvalidObjectState' }, 'unreadable', /Restore/],
  [{ status: 404, code: 'NoSuchKey' }, 'not-found', /slash/],
  [{ status: 404, code: 'NoSuchBucket' }, 'not-found', /AWS_ENDPOINT_URL/],
  [
    { status: 301, code: 'PermanentRedirect', headers: { 'x-amz-bucket-region': 'ap-northeast-1' } },
    'usage',
    /AWS_REGION=ap-northeast-1/,
  ],
  [
    {
      status: 400,
      code: 'AuthorizationHeaderMalformed',
      text: '<Error><Code>AuthorizationHeaderMalformed</Code><Region>eu-west-3</Region></Error>',
    },
    'usage',
    /AWS_REGION=eu-west-3/,
  ],
  [{ status: 501 }, 'upstream', /AWS_ENDPOINT_URL/],
])('what will not pass is told at once, with what to do: %j', async (fault, code, advice) => {
  const { fake, objects } = await storage();
  fake.fault = () => fault;
  await expect(objects.open('s3://bkt/large')).rejects.toMatchObject({ code, advice: expect.stringMatching(advice) });
  expect(fake.asked).toHaveLength(1);
});

test('a refusal without a body is asked for once more, with one', async () => {
  const { fake, objects } = await storage();
  fake.fault = ({ method }) => (method === 'HEAD' ? { status: 400 } : { status: 400, code: 'ExpiredToken' });
  await expect(objects.find('s3://bkt/large')).rejects.toMatchObject({ code: 'unauthorised' });
});

test('a stop ends waiting, between requests and within one, with its reason', async () => {
  const { fake } = await storage();
  for (const fault of ['silent', 'stuck', { status: 503 }] as const) {
    const objects = new S3Objects(fake.env, { patience: { waitsMs: [3_600_000] } });
    const stop = new AbortController();
    fake.fault = () => {
      setImmediate(() => stop.abort(new Error('enough')));
      return fault;
    };
    await expect(objects.open('s3://bkt/large', stop.signal)).rejects.toThrow('enough');
  }
});

test.each([
  ['AWS_ENDPOINT_URL', 'http://name:hushhush@127.0.0.1:1'],
  ['AWS_ENDPOINT_URL', 'hushhush'],
  ['AWS_ENDPOINT_URL', 'ftp://hushhush'],
  ['AWS_ENDPOINT_URL_S3', 'http://127.0.0.1:1?hushhush'],
  ['AWS_SESSION_TOKEN', 'hush\nhush'],
  ['AWS_SECRET_ACCESS_KEY', 'hushhush\n'],
  ['AWS_ACCESS_KEY_ID', '鍵hushhush'],
  ['AWS_REGION', 'hush hush'],
  ['http_proxy', 'hushhush'],
  ['HTTPS_PROXY', 'name:hushhush@host'],
])('what cannot be meant by %s is refused by its name, and not shown', async (name, value) => {
  const { fake } = await storage();
  const opening = async () => new S3Objects({ ...fake.env, [name]: value }).open('s3://bkt/large');
  const failure = await opening().catch((error) => error);
  expect(failure).toMatchObject({ code: 'usage', message: expect.stringContaining(name) });
  expect(inspect(failure, { depth: 9 })).not.toMatch(/hush/);
  expect(fake.asked).toEqual([]);
});

test('without keys, and in places that are none, it says what to do and asks nothing', async () => {
  const { fake, objects } = await storage();
  const { AWS_ENDPOINT_URL } = fake.env;
  const without = new S3Objects({ AWS_ENDPOINT_URL });
  await expect(without.open('s3://bucket/key')).rejects.toMatchObject({ code: 'usage', message: 'S3 needs keys' });
  const ofRole = new S3Objects({ AWS_ENDPOINT_URL, AWS_PROFILE: 'team' });
  await expect(ofRole.open('s3://bucket/key')).rejects.toMatchObject({
    code: 'usage',
    advice: expect.stringMatching(/AWS_PROFILE.*export-credentials/),
  });
  for (const place of ['s3://', 's3://UPPER/key', 's3://b/key', 's3://bkt/', 's3://bkt/a/../b', 's3://bkt/\ud800']) {
    await expect(objects.open(place)).rejects.toMatchObject({ code: 'usage' });
  }
  expect(fake.asked).toEqual([]);
});
