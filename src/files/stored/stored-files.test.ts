import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { beforeEach, expect, test } from 'vitest';
import type { ObjectStorage } from './object-storage.ts';
import { readStored, storageFor, writeStored } from './stored-files.ts';

const PART = 4 * 2 ** 20;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stored-files-'));
  const made = folder;
  return () => rmSync(made, { recursive: true });
});

/** Storage in memory that tells what was read, and may fail from an offset on. */
function memory(objects: Record<string, Uint8Array> = {}, failsAt = Number.POSITIVE_INFINITY) {
  const reads: [number, number][] = [];
  const signals: AbortSignal[] = [];
  const storage: ObjectStorage = {
    list: () => expect.unreachable(),
    find: () => expect.unreachable(),
    open: async (place) => ({
      bytes: objects[place]!.length,
      read: async (from, to, signal) => {
        reads.push([from, to]);
        signals.push(signal!);
        if (from >= failsAt) throw new Error('changed');
        return objects[place]!.slice(from, to);
      },
    }),
    write: async (place, chunks) => {
      objects[place] = await gathered(chunks);
    },
  };
  return { storage, objects, reads, signals };
}

async function gathered(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(Uint8Array.from(chunk));
  return Buffer.concat(all);
}

test('an object comes in parts of 4 MiB, in order, and the next one is asked for ahead', async () => {
  const bytes = new Uint8Array(2 * PART + 5).map((_, i) => i >> 12);
  const { storage, reads } = memory({ 's3://bkt/a': bytes });
  const parts = readStored('s3://bkt/a', { objects: storage });
  expect((await parts.next()).value).toHaveLength(PART);
  expect(reads).toEqual([
    [0, PART],
    [PART, 2 * PART],
  ]);
  expect(Buffer.concat([bytes.subarray(0, PART), await gathered(parts)]).equals(Buffer.from(bytes))).toBe(true);
  expect(reads.slice(2)).toEqual([[2 * PART, 2 * PART + 5]]);
});

test.each<[number, [number, number][]]>([
  [0, []],
  [1, [[0, 1]]],
  [PART, [[0, PART]]],
  [
    PART + 1,
    [
      [0, PART],
      [PART, PART + 1],
    ],
  ],
])('an object of %i bytes is read as %j', async (size, expected) => {
  const { storage, reads } = memory({ 's3://bkt/a': new Uint8Array(size) });
  expect(await gathered(readStored('s3://bkt/a', { objects: storage }))).toHaveLength(size);
  expect(reads).toEqual(expected);
});

test('whoever stops reading stops the part that was asked for ahead', async () => {
  const { storage, signals } = memory({ 's3://bkt/a': new Uint8Array(3 * PART) });
  for await (const _ of readStored('s3://bkt/a', { objects: storage })) break;
  expect(signals.map(({ aborted }) => aborted)).toEqual([true, true]);
});

test('a part that fails is told when its turn comes, after the parts before it', async () => {
  const { storage } = memory({ 's3://bkt/a': new Uint8Array(3 * PART) }, PART);
  const parts = readStored('s3://bkt/a', { objects: storage });
  expect((await parts.next()).value).toHaveLength(PART);
  // Meanwhile the failure must not count as unhandled, which would end the process.
  await new Promise((resolve) => setImmediate(resolve));
  await expect(parts.next()).rejects.toThrow('changed');
});

test('files and objects are written alike: texts in UTF-8, and gzip by their name', async () => {
  const { storage, objects } = memory();
  const chunks = ['記録\n', Uint8Array.of(1, 2), 'end'];
  const whole = Buffer.concat([Buffer.from('記録\n'), Buffer.of(1, 2), Buffer.from('end')]);
  for (const name of ['a', 'a.gz']) {
    await writeStored(join(folder, name), chunks);
    await writeStored(`s3://bkt/${name}`, chunks, { objects: storage });
  }
  expect(readFileSync(join(folder, 'a')).equals(whole)).toBe(true);
  expect(Buffer.from(objects['s3://bkt/a']!).equals(whole)).toBe(true);
  expect(gunzipSync(readFileSync(join(folder, 'a.gz'))).equals(whole)).toBe(true);
  expect(gunzipSync(objects['s3://bkt/a.gz']!).equals(whole)).toBe(true);
});

test('nothing is still a gzip file, and a large object has one member for each MiB', async () => {
  const { storage, objects } = memory();
  await writeStored('s3://bkt/empty.gz', [], { objects: storage });
  expect(gunzipSync(objects['s3://bkt/empty.gz']!)).toHaveLength(0);
  const chunk = new Uint8Array(2 ** 19);
  await writeStored('s3://bkt/a.gz', [chunk, chunk, chunk, chunk, chunk], { objects: storage });
  const bytes = Buffer.from(objects['s3://bkt/a.gz']!);
  expect(gunzipSync(bytes)).toHaveLength(5 * 2 ** 19);
  // RFC 1952: each member begins with 1f 8b 08.
  expect(bytes.toString('latin1').split('\x1f\x8b\x08').length - 1).toBe(3);
});

test('bytes that the caller uses again are written as they were', async () => {
  async function* reused() {
    const buffer = new Uint8Array(1);
    for (const letter of 'abc') {
      buffer[0] = letter.charCodeAt(0);
      yield buffer;
    }
  }
  const { storage, objects } = memory();
  await writeStored(join(folder, 'a'), reused());
  await writeStored('s3://bkt/a.gz', reused(), { objects: storage });
  expect(readFileSync(join(folder, 'a'), 'utf8')).toBe('abc');
  expect(gunzipSync(objects['s3://bkt/a.gz']!).toString()).toBe('abc');
});

test('a source that fails, or a stop, leaves what was there', async () => {
  writeFileSync(join(folder, 'a'), 'before');
  function* failing() {
    yield 'after';
    throw new Error('broken');
  }
  await expect(writeStored(join(folder, 'a'), failing())).rejects.toThrow('broken');
  const stop = new AbortController();
  function* stopping() {
    yield 'one';
    stop.abort(new Error('stopped'));
    yield 'two';
  }
  await expect(writeStored(join(folder, 'a'), stopping(), { signal: stop.signal })).rejects.toThrow('stopped');
  // A stop after the last chunk comes in time, too.
  await expect(writeStored(join(folder, 'a'), [], { signal: stop.signal })).rejects.toThrow('stopped');
  expect(readdirSync(folder)).toEqual(['a']);
  expect(readFileSync(join(folder, 'a'), 'utf8')).toBe('before');
});

test('a file is read in order; one that is not there is told, and a stop ends the reading', async () => {
  writeFileSync(join(folder, 'a'), 'x'.repeat(3 * 2 ** 20));
  expect(await gathered(readStored(join(folder, 'a')))).toHaveLength(3 * 2 ** 20);
  await expect(gathered(readStored(join(folder, 'b')))).rejects.toMatchObject({
    code: 'not-found',
    message: `${join(folder, 'b')} cannot be read: ENOENT`,
  });
  const signal = AbortSignal.abort(new Error('stopped'));
  await expect(gathered(readStored(join(folder, 'a'), { signal }))).rejects.toThrow('stopped');
});

test('a place in object storage without storage is told, and nothing is read or written', async () => {
  const failure = { code: 'usage', message: expect.stringContaining('s3://bkt/a is in object storage') };
  expect(() => storageFor('s3://bkt/a', undefined)).toThrow(expect.objectContaining(failure));
  await expect(gathered(readStored('s3://bkt/a'))).rejects.toMatchObject(failure);
  await expect(writeStored('s3://bkt/a', ['x'])).rejects.toMatchObject(failure);
});
