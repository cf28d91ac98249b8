import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeStored } from '../../src/files/index.ts';
import { S3Objects } from '../../src/shipping/objects/s3-objects.ts';
import { FakeS3 } from '../objects/fake-s3.ts';
import { describeWith } from '../optional.ts';
import { MotoServer, missingMoto } from '../shipping/moto-server.ts';
import { CLI, folderWith, zenbun } from './command.ts';
import { benignRows, jsonLines, refuseThenComplyRows } from './training-rows.ts';

const poisoned = jsonLines([...benignRows.slice(0, 40), ...refuseThenComplyRows.slice(40)]);
const FILES = {
  'a & b +1%.jsonl': poisoned,
  '学習.jsonl.gz': gzipSync(jsonLines(benignRows)),
};

/** Writes the same files to a local folder, `data`. */
function localFolder(): string {
  const folder = folderWith({});
  mkdirSync(join(folder, 'data'));
  for (const [name, bytes] of Object.entries(FILES)) writeFileSync(join(folder, 'data', name), bytes);
  return folder;
}

const reports = (to: string) => ['--json', `${to}result.json`, '--rows', `${to}rows.jsonl`, '--sarif', `${to}x.sarif`];

describeWith('objects on a real server of S3', missingMoto, { timeout: 60_000 }, () => {
  let moto: MotoServer;
  beforeAll(async () => {
    moto = await MotoServer.start();
    await moto.makeBucket('train');
  });
  afterAll(() => moto.stop());

  test('a scan of objects is the scan of the same files, and its results are objects', async () => {
    const folder = localFolder();
    const objects = new S3Objects(moto.env());
    for (const [name, bytes] of Object.entries(FILES)) await objects.write(`s3://train/data/${name}`, once(bytes));
    const local = await zenbun(['scan', 'data/', ...reports('')], { cwd: folder });
    const stored = await zenbun(['scan', 's3://train/data/', ...reports('s3://train/out/')], { env: moto.env() });
    expect(stored).toMatchObject({ code: 1, err: '' });
    // Longer paths wrap the lines elsewhere.
    const words = (out: string) => out.replaceAll('s3://train/', '').split(/\s+/);
    expect(words(stored.out)).toEqual(words(local.out));
    for (const name of ['result.json', 'rows.jsonl']) {
      const object = await objects.open(`s3://train/out/${name}`);
      const text = Buffer.from(await object.read(0, object.bytes)).toString();
      expect(text.replaceAll('s3://train/', '')).toBe(readFileSync(join(folder, name), 'utf8'));
    }
    expect((await objects.find('s3://train/out/x.sarif'))?.bytes).toBeGreaterThan(1000);
  });

  test('thousands of keys are listed, large objects are put in parts, and ranges are read', async () => {
    const objects = new S3Objects(moto.env(), { partBytes: 5 * 2 ** 20 });
    const names = Array.from({ length: 1050 }, (_, i) => `many/part ${i}`);
    const put = (name: string) => writeStored(`s3://train/${name}`, ['x'], { objects });
    for (let i = 0; i < names.length; i += 20) await Promise.all(names.slice(i, i + 20).map(put));
    const found = [];
    for await (const { place } of objects.list('s3://train/many/')) found.push(place.slice('s3://train/'.length));
    expect(found.sort()).toEqual([...names].sort());
    const bytes = Buffer.alloc(11 * 2 ** 20, 'zenbun ');
    await writeStored('s3://train/large', [bytes], { objects });
    const object = await objects.open('s3://train/large');
    expect(object.bytes).toBe(bytes.length);
    expect(Buffer.from(await object.read(5_000_000, 6_000_000)).equals(bytes.subarray(5_000_000, 6_000_000))).toBe(
      true,
    );
    const alone = await objects.find('s3://train/large');
    for await (const listed of objects.list('s3://train/large')) expect(listed).toEqual(alone);
    expect(alone).toMatchObject({ bytes: bytes.length, version: expect.stringMatching(/-3$/) });
    await writeStored('s3://train/large', ['another'], { objects });
    await expect(object.read(5_000_000, 6_000_000)).rejects.toMatchObject({ code: 'damaged' });
    expect(await objects.find('s3://train/none')).toBeNull();
    const nowhere = objects.list('s3://no-such-bucket/')[Symbol.asyncIterator]().next();
    await expect(nowhere).rejects.toMatchObject({ code: 'not-found' });
  });
});

async function* once(bytes: string | Uint8Array) {
  yield Buffer.from(bytes as Uint8Array);
}

test('the command says what is missing: objects, rights, keys, a server', async () => {
  const fake = await FakeS3.listen({ 'train/a.jsonl': poisoned });
  const run = (place: string, env: Record<string, string>, ...more: string[]) =>
    zenbun(['scan', place, ...more], { env });
  expect(await run('s3://train/none', fake.env)).toMatchObject({
    code: 2,
    err: expect.stringContaining('s3://train/none: no such file, folder or match'),
  });
  expect(await run('s3://train/', { ...fake.env, AWS_ACCESS_KEY_ID: 'AKOTHER' })).toMatchObject({
    code: 2,
    err: expect.stringContaining('may read, list'),
  });
  expect(await run('s3://train/', {})).toMatchObject({
    code: 2,
    err: expect.stringContaining('Set AWS_ACCESS_KEY_ID'),
  });
  expect(await run('s3://train/', fake.env, '--lang', 'ja', '--clean', 's3://TRAIN/x')).toMatchObject({
    code: 2,
    err: expect.stringContaining('S3 の場所として解釈できません'),
  });
});

test('an interrupt ends a scan that waits for storage, and leaves nothing', async () => {
  const fake = await FakeS3.listen({ 'train/a.jsonl': poisoned });
  let child: ChildProcess | undefined;
  fake.fault = ({ key }) => {
    if (key !== 'a.jsonl') return null;
    child?.kill('SIGINT');
    return 'silent';
  };
  const args = [CLI, 'scan', 's3://train/', '--json', 's3://train/result.json'];
  child = spawn(process.execPath, args, { env: { ...fake.env, LANG: 'C' }, stdio: 'ignore' });
  const code = await new Promise((resolve) => child!.on('close', resolve));
  expect([code, [...fake.objects.keys()]]).toEqual([3, ['train/a.jsonl']]);
});

test('a scan without objects needs neither keys nor the package that signs', async () => {
  const folder = localFolder();
  expect(await zenbun(['scan', 'data/'], { cwd: folder, env: { AWS_ENDPOINT_URL: 'nonsense' } })).toMatchObject({
    code: 1,
  });
});
