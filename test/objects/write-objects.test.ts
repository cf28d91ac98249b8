import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readStored, writeStored } from '../../src/files/index.ts';
import { S3Objects } from '../../src/shipping/objects/s3-objects.ts';
import { folderWith } from '../cli/command.ts';
import { FakeS3 } from './fake-s3.ts';

const PLACE = 's3://bkt/out/part 1.jsonl';
const NAME = 'bkt/out/part 1.jsonl';

async function storage(partBytes = 100) {
  const fake = await FakeS3.listen();
  return { fake, objects: new S3Objects(fake.env, { patience: { waitsMs: [1, 1, 1] }, partBytes }) };
}

const inPieces = async function* (bytes: Uint8Array, piece: number) {
  for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece);
};

test('whatever is written is there as it is, in one request or in parts, and comes back', async () => {
  const { fake, objects } = await storage();
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ maxLength: 450, size: 'max' }),
      fc.integer({ min: 1, max: 450 }),
      async (bytes, piece) => {
        await writeStored(PLACE, inPieces(bytes, piece), { objects });
        expect(fake.objects.get(NAME)).toEqual(Buffer.from(bytes));
        if (bytes.length > 100) expect(fake.partsOf(NAME)).toBe(Math.ceil(bytes.length / 100));
        const back: Uint8Array[] = [];
        for await (const block of readStored(PLACE, { objects })) back.push(block);
        expect(Buffer.concat(back)).toEqual(Buffer.from(bytes));
        fake.objects.clear();
      },
    ),
    { numRuns: 40 },
  );
  expect(fake.uploads.size).toBe(0);
});

test('a large object comes back in order, read ahead', async () => {
  const { fake, objects } = await storage();
  const bytes = randomBytes(9 * 2 ** 20 + 1);
  fake.put(NAME, bytes);
  const back: Uint8Array[] = [];
  for await (const block of readStored(PLACE, { objects })) back.push(block);
  expect(Buffer.concat(back).equals(bytes)).toBe(true);
  expect(fake.asked).toHaveLength(3);
});

test.each(['lost', 'reset', { status: 503, code: 'SlowDown' }] as const)(
  'every request may fail for a while: %j',
  async (fault) => {
    for (const length of [50, 350]) {
      const { fake, objects } = await storage();
      fake.fault = ({ number }) => (number % 2 === 0 ? fault : null);
      const bytes = randomBytes(length);
      await writeStored(PLACE, [bytes], { objects });
      expect(fake.objects.get(NAME)).toEqual(bytes);
    }
  },
);

test('parts that could not be joined at first are joined later: the head of the answer says nothing', async () => {
  const { fake, objects } = await storage();
  let failures = 1;
  fake.fault = ({ method, query }) =>
    method === 'POST' && query.has('uploadId') && failures-- > 0 ? { status: 200, code: 'InternalError' } : null;
  await writeStored(PLACE, [randomBytes(350)], { objects });
  expect(fake.partsOf(NAME)).toBe(4);
});

test('parts that were joined while the answer was lost are found there, and no request is left that holds the process', async () => {
  const { fake, objects } = await storage();
  const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
  const before = timers();
  let lost = 1;
  fake.fault = ({ method, query }) => (method === 'POST' && query.has('uploadId') && lost-- > 0 ? 'lost' : null);
  await writeStored(PLACE, [randomBytes(350)], { objects });
  expect(fake.partsOf(NAME)).toBe(4);
  expect(timers()).toBeLessThanOrEqual(before);
});

test('a stop does not wait for a server that does not answer to the upload being taken back', async () => {
  const fake = await FakeS3.listen();
  const objects = new S3Objects(fake.env, { patience: { waitsMs: [1, 1, 1], abortMs: 20 }, partBytes: 100 });
  const stop = new AbortController();
  fake.before = ({ method }) => void (method === 'PUT' && stop.abort(new Error('enough')));
  fake.fault = ({ method }) => (method === 'PUT' || method === 'DELETE' ? 'silent' : null);
  await expect(writeStored(PLACE, [randomBytes(350)], { objects, signal: stop.signal })).rejects.toThrow('enough');
  expect(fake.asked.filter(({ method }) => method === 'DELETE')).toHaveLength(1);
});

test('an upload that fails is aborted and leaves nothing; what was there stays', async () => {
  const { fake, objects } = await storage();
  fake.put(NAME, 'before');
  fake.fault = ({ query }) => (query.get('partNumber') === '3' ? { status: 403, code: 'AccessDenied' } : null);
  await expect(writeStored(PLACE, [randomBytes(350)], { objects })).rejects.toMatchObject({ code: 'unauthorised' });
  expect([fake.uploads.size, String(fake.objects.get(NAME))]).toEqual([0, 'before']);
});

test('a source that breaks, or a stop, leaves nothing', async () => {
  const { fake, objects } = await storage();
  const broken = async function* () {
    yield randomBytes(250);
    throw new Error('the source broke');
  };
  await expect(writeStored(PLACE, broken(), { objects })).rejects.toThrow('the source broke');
  const stop = new AbortController();
  fake.before = ({ query }) => void (query.get('partNumber') === '2' && stop.abort(new Error('enough')));
  await expect(writeStored(PLACE, [randomBytes(350)], { objects, signal: stop.signal })).rejects.toThrow('enough');
  expect([fake.uploads.size, fake.objects.size]).toEqual([0, 0]);
});

test('what is named .gz is gzip, as a file is', async () => {
  const { fake, objects } = await storage(2 ** 20);
  const text = 'zenbun '.repeat(500_000);
  for (const written of [text, '']) {
    await writeStored('s3://bkt/a.jsonl.gz', [written], { objects });
    expect(gunzipSync(fake.objects.get('bkt/a.jsonl.gz')!).toString()).toBe(written);
  }
});

test('files are written and read by the same names', async () => {
  const folder = folderWith({ kept: 'before' });
  await writeStored(join(folder, 'a'), ['one ', Buffer.from('two')]);
  const back: Uint8Array[] = [];
  for await (const block of readStored(join(folder, 'a'))) back.push(block);
  expect(Buffer.concat(back).toString()).toBe('one two');
  const broken = async function* () {
    yield 'half';
    throw new Error('the source broke');
  };
  await expect(writeStored(join(folder, 'kept'), broken())).rejects.toThrow('the source broke');
  await expect(writeStored(join(folder, 'none', 'a'), ['x'])).rejects.toMatchObject({ code: 'usage' });
  expect(readdirSync(folder).sort()).toEqual(['a', 'kept']);
  expect(readFileSync(join(folder, 'kept'), 'utf8')).toBe('before');
});

test('bytes that the caller uses again are taken as they were', async () => {
  const folder = folderWith({});
  const block = new Uint8Array(3);
  const reused = function* () {
    for (const letter of 'abc') {
      block.fill(letter.charCodeAt(0));
      yield block;
    }
  };
  await writeStored(join(folder, 'a'), reused());
  expect(readFileSync(join(folder, 'a'), 'utf8')).toBe('aaabbbccc');
  const { fake, objects } = await storage();
  await writeStored(PLACE, reused(), { objects });
  expect(String(fake.objects.get(NAME))).toBe('aaabbbccc');
});

test('what is not there, and a place without storage, is told', async () => {
  const { objects } = await storage();
  const first = (place: string, options: Parameters<typeof readStored>[1] = {}) => readStored(place, options).next();
  await expect(first('s3://bkt/none', { objects })).rejects.toMatchObject({ code: 'not-found' });
  await expect(first(join(folderWith({}), 'none'))).rejects.toMatchObject({ code: 'not-found' });
  await expect(first('s3://bkt/none')).rejects.toMatchObject({ code: 'usage' });
  await expect(writeStored('s3://bkt/none', ['x'])).rejects.toMatchObject({ code: 'usage' });
});
