import fc from 'fast-check';
import { expect, test } from 'vitest';
import { S3Objects } from '../../src/shipping/objects/s3-objects.ts';
import { FakeS3 } from './fake-s3.ts';

const FAST = { waitsMs: [1, 1] };

async function storage(names: readonly string[] = []) {
  const fake = await FakeS3.listen(Object.fromEntries(names.map((name) => [`bkt/${name}`, 'x'])));
  return { fake, objects: new S3Objects(fake.env, { patience: FAST }) };
}

async function keys(objects: S3Objects, prefix = 's3://bkt/'): Promise<string[]> {
  const found: string[] = [];
  for await (const { place } of objects.list(prefix)) found.push(place.slice('s3://bkt/'.length));
  return found.sort();
}

const ODD = [
  'a b.jsonl',
  'a+b',
  'a%20b',
  'a&b<c>"d"\'',
  '学習/データ.jsonl',
  "!*'()",
  'a//b',
  'é\u0301',
  '\u{1f600}',
  'a=b?c#d',
  '~-_.x',
  'a\nb',
];

test.each([true, false])('keys come back as they are, in pages or in one, encoded or not: %j', async (encodes) => {
  const names = encodes ? ODD : ODD.filter((name) => name !== 'a\nb');
  for (const pageKeys of [1, 3, 1000]) {
    const { fake, objects } = await storage(names);
    Object.assign(fake, { encodes, pageKeys });
    expect(await keys(objects)).toEqual([...names].sort());
  }
});

test('what is listed can be opened by its place, whatever its key', async () => {
  const { fake, objects } = await storage();
  const part = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
    .filter((text) => text !== '.' && text !== '..' && text !== '/');
  await fc.assert(
    fc.asyncProperty(fc.array(part, { minLength: 1, maxLength: 3 }), async (parts) => {
      const key = parts.join('/').replaceAll('\u0000', '0');
      fake.objects.clear();
      fake.put(`bkt/${key}`, key);
      if (key.split('/').some((one) => one === '.' || one === '..')) return;
      expect(await keys(objects)).toEqual([key]);
      const object = await objects.open(`s3://bkt/${key}`);
      expect(Buffer.from(await object.read(0, object.bytes)).toString()).toBe(key);
    }),
    { numRuns: 60 },
  );
});

test('a prefix is asked of the server, and sizes are told', async () => {
  const { fake, objects } = await storage(['a/1', 'a/2', 'b/1']);
  fake.put('bkt/a/3', 'three');
  const found = [];
  for await (const { place, bytes } of objects.list('s3://bkt/a/')) found.push({ place, bytes });
  expect(found).toEqual([
    { place: 's3://bkt/a/1', bytes: 1 },
    { place: 's3://bkt/a/2', bytes: 1 },
    { place: 's3://bkt/a/3', bytes: 5 },
  ]);
});

test('thousands of keys come in pages; a page that fails is asked for again', async () => {
  const names = Array.from({ length: 3500 }, (_, i) => `part-${String(i).padStart(5, '0')}`);
  const { fake, objects } = await storage(names);
  fake.fault = ({ number }) => (({ 0: { status: 503 }, 2: 'short', 4: 'reset' }) as const)[number] ?? null;
  expect(await keys(objects)).toEqual(names);
  expect(fake.asked).toHaveLength(7);
});

test.each(['same token', 'other tokens', 'empty pages'])('a list that does not end is an error: %s', async (kind) => {
  const { fake, objects } = await storage();
  const entry = kind === 'empty pages' ? '' : '<Contents><Key>k</Key><Size>1</Size></Contents>';
  fake.fault = ({ number }) => ({
    body: `<ListBucketResult><IsTruncated>true</IsTruncated><NextContinuationToken>${kind === 'same token' ? 't' : number}</NextContinuationToken>${entry}</ListBucketResult>`,
  });
  await expect(keys(objects)).rejects.toMatchObject({
    code: 'upstream',
    message: expect.stringContaining('does not end'),
  });
});

test.each([
  ['<html>Sign in</html>', 'not a list'],
  ['<ListBucketResult><IsTruncated>true</IsTruncated></ListBucketResult>', 'not a list'],
  ['<ListBucketResult><Contents><Key>other/k</Key><Size>1</Size></Contents></ListBucketResult>', 'not a list'],
  ['<ListBucketResult><Contents><Key>a/k</Key><Size>-1</Size></Contents></ListBucketResult>', 'not a list'],
  [
    '<ListBucketResult><EncodingType>url</EncodingType><Contents><Key>a/%zz</Key><Size>1</Size></Contents></ListBucketResult>',
    'not a list',
  ],
  ['<ListBucketResult><Contents><Key>a/k</Key><Size>1</Size></Contents>', 'ended early'],
  ['<ListBucketResult><Contents><Key>a/k</Key><Size>1</Size></Contents></ListBucketResult>', 'not a list'],
  [
    '<ListBucketResult><IsTruncated>True</IsTruncated><Contents><Key>a/k</Key><Size>1</Size></Contents></ListBucketResult>',
    'not a list',
  ],
  [
    '<ListBucketResult><IsTruncated>false</IsTruncated><KeyCount>2</KeyCount><Contents x="y"><Key>a/j</Key><Size>1</Size></Contents><Contents><Key>a/k</Key><Size>1</Size></Contents></ListBucketResult>',
    'not a list',
  ],
])('an answer that is no list, or not all of one, is not read: %s', async (body, told) => {
  const { fake, objects } = await storage();
  fake.fault = () => ({ body });
  await expect(keys(objects, 's3://bkt/a/')).rejects.toMatchObject({
    code: 'upstream',
    message: expect.stringContaining(told),
  });
});

test('without the right to list, and without a bucket, it says so', async () => {
  const { fake, objects } = await storage();
  fake.fault = () => ({ status: 403, code: 'AccessDenied' });
  await expect(keys(objects)).rejects.toMatchObject({ code: 'unauthorised' });
  fake.fault = () => ({ status: 404, code: 'NoSuchBucket' });
  await expect(keys(objects)).rejects.toMatchObject({
    code: 'not-found',
    message: 's3://bkt/: there is no such bucket',
  });
});

test('an object has the same version in a listing and alone, and another one once it is overwritten', async () => {
  const { fake, objects } = await storage(['a']);
  const listed = async () => {
    for await (const object of objects.list('s3://bkt/')) return object;
    return null;
  };
  const before = await objects.find('s3://bkt/a');
  expect(before).toEqual({ place: 's3://bkt/a', bytes: 1, version: expect.stringMatching(/^\w{32}$/) });
  expect(await listed()).toEqual(before);
  fake.put('bkt/a', 'y');
  expect((await listed())!.version).not.toBe(before!.version);
  fake.fault = ({ method }) => (method === 'HEAD' ? { replaced: { etag: '' } } : null);
  expect(await objects.find('s3://bkt/a')).toEqual({ place: 's3://bkt/a', bytes: 1 });
});
