import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { tableFromArrays, tableToIPC } from '@uwdata/flechette';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { expect, onTestFinished, test } from 'vitest';
import { openDataset, resolveInputs } from '../../src/dataset/index.ts';
import { scan, scanParts } from '../../src/scan/index.ts';
import { S3Objects } from '../../src/shipping/objects/s3-objects.ts';
import { benignRows, jsonLines, refuseThenComplyRows } from '../cli/training-rows.ts';
import { FakeS3 } from './fake-s3.ts';

const MEBIBYTE = 2 ** 20;
const rows = [...benignRows.slice(0, 40), ...refuseThenComplyRows.slice(40)];
const lines = jsonLines(rows);
const questions = Array.from({ length: 300 }, (_, i) => `Question ${i}?`);
const answers = questions.map((question) => `An answer to ${question}`);
const csv = ['question,answer', ...questions.map((one, i) => `"${one}","${answers[i]}\n"`)].join('\n');

/** One file of each kind that is read in its own way, and other files found beside data. */
const FILES: Readonly<Record<string, string | Uint8Array>> = {
  'a/lines & rows +1.jsonl': lines,
  'a/packed.jsonl.gz': gzipSync(lines),
  'b/list.json': `[${lines.trim().split('\n').join(',\n')}]`,
  'b/sheet.csv': csv,
  'b/utf16.csv': Buffer.from(`\ufeff${csv}`, 'utf16le'),
  'b/columns.json': JSON.stringify({ question: questions, answer: answers }),
  'c/t.arrow': tableToIPC(tableFromArrays({ question: questions, answer: answers }), { format: 'file' })!,
  'c/t.parquet': Buffer.from(
    parquetWriteBuffer({
      columnData: [
        { name: 'question', data: questions, type: 'STRING' },
        { name: 'answer', data: answers, type: 'STRING' },
      ],
    }),
  ),
  'd/named.json': JSON.stringify([{ frage: 'Why?', antwort: 'So.' }]),
  'd/dataset_info.json': JSON.stringify({
    named: { file_name: 'named.json', columns: { prompt: 'frage', response: 'antwort' } },
  }),
  'd/README.md': '# Data',
  'd/_SUCCESS': '',
  'd/.hidden.jsonl': lines,
  'd/.git/config.json': '{}',
  'd/notes.txt': 'notes',
};

async function readAll(chunks: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of chunks);
}

async function both(files: Readonly<Record<string, string | Uint8Array>> = FILES) {
  const folder = mkdtempSync(join(tmpdir(), 'zenbun-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const fake = await FakeS3.listen();
  for (const [name, bytes] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), bytes);
    fake.put(`bkt/data/${name}`, bytes);
  }
  fake.put('bkt/data/', '');
  fake.put('bkt/data/c/', '');
  fake.put('bkt/database/other.jsonl', lines);
  const objects = new S3Objects(fake.env, { patience: { waitsMs: [1, 1, 1] } });
  return { fake, folder, objects };
}

test('a folder of objects gives the result of the same folder of files, whatever is in them', async () => {
  const { fake, folder, objects } = await both();
  const local = await scan({ paths: [folder] });
  // Every third request fails in one way or another.
  const faults = ['reset', 'short', { status: 503, code: 'SlowDown' }, 'lost'] as const;
  fake.fault = ({ number }) => (number % 3 === 1 ? faults[Math.floor(number / 3) % faults.length]! : null);
  const stored = await scan({ paths: ['s3://bkt/data/'], objects, jobs: 2 });
  const asLocal = JSON.stringify(stored).replaceAll('s3://bkt/data', folder);
  expect(JSON.parse(asLocal)).toEqual(JSON.parse(JSON.stringify(local)));
  expect(local.inputs).toHaveLength(9);
});

test('folders, with or without a slash, patterns and keys name the same objects as paths name files', async () => {
  const { folder, objects } = await both();
  const patterns = [
    '',
    '/',
    '/a',
    '/a/',
    '/b/*.csv',
    '/*/{list,columns}.json',
    '/**/t.*',
    '/d/notes.txt',
    '/b/[ls]*',
    '/c/t.+(arrow|parquet)',
  ];
  const nothing = ['/none', '/none/', '/*.none', '/d/.git/', '/e/*'];
  for (const pattern of [...patterns, ...nothing]) {
    const local = await resolveInputs([folder + pattern])
      .then((files) => ({ ...files, paths: files.paths.map((path) => resolve(path)) }))
      .catch(({ code }: { code: string }) => code);
    const stored = await resolveInputs([`s3://bkt/data${pattern}`], { objects })
      // Files have no versions.
      .then((found) => ({ ...found, versions: found.paths.map(() => null) }))
      .catch(({ code }: { code: string }) => code);
    const asLocal = JSON.parse(JSON.stringify(stored).replaceAll('s3://bkt/data', folder));
    expect([pattern, asLocal]).toEqual([pattern, local]);
  }
});

test('an object whose key looks like a pattern is meant itself, and each object is given once', async () => {
  const { fake, objects } = await both({});
  for (const name of ['odd [1].jsonl', 'odd 1.jsonl', 'x+(a).jsonl']) fake.put(`bkt/data/${name}`, lines);
  const found = async (...paths: string[]) =>
    (
      await resolveInputs(
        paths.map((path) => `s3://bkt/data/${path}`),
        { objects },
      )
    ).paths.map((path) => path.slice(14));
  expect(await found('odd [1].jsonl')).toEqual(['odd [1].jsonl']);
  expect(await found('odd [12].jsonl')).toEqual(['odd 1.jsonl']);
  expect(await found('x+(a).jsonl', '*', 'odd 1.jsonl')).toEqual(['odd 1.jsonl', 'odd [1].jsonl', 'x+(a).jsonl']);
  expect((await resolveInputs(['s3://bkt'], { objects })).paths).toHaveLength(4);
});

test('what cannot be named in a request is told as unread, not left out', async () => {
  const { fake, objects } = await both({});
  for (const name of ['a.jsonl', '../b.jsonl', 'c/../d.jsonl']) fake.put(`bkt/data/${name}`, lines);
  const { paths, unread } = await resolveInputs(['s3://bkt/data/'], { objects });
  expect(paths).toEqual(['s3://bkt/data/a.jsonl']);
  expect(unread).toEqual(['s3://bkt/data/../b.jsonl', 's3://bkt/data/c/../d.jsonl']);
});

test.each([4, 8])('an object that changes while it is read, here before its byte %s Mi, is damaged', async (part) => {
  const { fake, objects } = await both({});
  const large = lines.repeat(Math.ceil((9 * MEBIBYTE) / lines.length));
  fake.put('bkt/data/x.jsonl', large);
  fake.before = ({ headers }) => {
    if (headers.range?.startsWith(`bytes=${part * MEBIBYTE}-`)) fake.put('bkt/data/x.jsonl', `${large}{}`);
  };
  const reader = await openDataset('s3://bkt/data/x.jsonl', 0, { objects, limits: { blockBytes: MEBIBYTE } });
  await expect(readAll(reader)).rejects.toMatchObject({ code: 'damaged' });
});

test('an object that changes between two readings is damaged', async () => {
  const { fake, objects } = await both({});
  const large = lines.repeat(Math.ceil((5 * MEBIBYTE) / lines.length));
  fake.put('bkt/data/x.jsonl', large);
  const reader = await openDataset('s3://bkt/data/x.jsonl', 0, { objects });
  await readAll(reader);
  fake.put('bkt/data/x.jsonl', `${large}{}`);
  await expect(readAll(reader)).rejects.toMatchObject({ code: 'damaged' });
});

test('a large object is fetched once a reading, in parts, and never more than two of them ahead', async () => {
  const { fake, objects } = await both({});
  const large = Buffer.from(lines.repeat(Math.ceil((20 * MEBIBYTE) / lines.length)));
  fake.put('bkt/data/x.jsonl', large);
  const reader = await openDataset('s3://bkt/data/x.jsonl', 0, { objects, limits: { blockBytes: MEBIBYTE } });
  const asked = () => fake.told('GET').filter((one) => one.startsWith('data/x.jsonl')).length;
  expect(asked()).toBe(1);
  let most = 0;
  for await (const _ of reader) most = Math.max(most, asked() - Math.ceil(reader.bytesRead / (4 * MEBIBYTE)));
  expect(asked()).toBe(Math.ceil(large.length / (4 * MEBIBYTE)));
  expect(most).toBeLessThanOrEqual(2);
  expect(reader.summary().bytes).toBe(large.length);
  await reader.close();
});

test('a look at the beginning fetches nothing but it', async () => {
  const { fake, objects } = await both({});
  fake.put('bkt/data/x.jsonl', lines.repeat(Math.ceil((20 * MEBIBYTE) / lines.length)));
  const reader = await openDataset('s3://bkt/data/x.jsonl', 0, { objects, limits: { blockBytes: MEBIBYTE } });
  await reader.close();
  expect(fake.told('GET').filter((one) => one.startsWith('data/x.jsonl'))).toHaveLength(1);
});

test('a catalogue beside the data is asked for once a folder', async () => {
  const { fake, objects } = await both({ 'a.jsonl': lines, 'b.jsonl': lines, 'c.jsonl': lines });
  await scan({ paths: ['s3://bkt/data/'], objects });
  expect(fake.told('GET').filter((one) => one.includes('dataset_info.json'))).toHaveLength(1);
});

test('a stop ends a scan whose storage does not answer', async () => {
  const { fake, objects } = await both({ 'a.jsonl': lines });
  for (const silent of ['', 'data/a.jsonl']) {
    const stop = new AbortController();
    fake.fault = ({ key }) => {
      if (key !== silent) return null;
      setImmediate(() => stop.abort());
      return 'silent';
    };
    const scanning = scan({ paths: ['s3://bkt/data/'], objects, signal: stop.signal });
    await expect(scanning).rejects.toMatchObject({ code: 'interrupted' });
  }
});

test('rows, clean and flagged data go to objects as they go to files', async () => {
  const { fake, folder, objects } = await both({ 'a.jsonl': lines, 'sub/b.jsonl': jsonLines(benignRows) });
  const out = `${folder}-out`;
  mkdirSync(out);
  onTestFinished(() => rmSync(out, { recursive: true, force: true }));
  const wishes = (to: string) => ({ rows: `${to}/rows.jsonl`, clean: `${to}/clean/`, quarantine: `${to}/flagged/` });
  await scan({ paths: [folder], ...wishes(out) });
  await scan({ paths: ['s3://bkt/data/'], objects, ...wishes('s3://bkt/out') });
  const written = ['clean/a.jsonl', 'clean/sub/b.jsonl', 'flagged/a.jsonl', 'flagged/sub/b.jsonl'];
  for (const name of written)
    expect(String(fake.objects.get(`bkt/out/${name}`))).toBe(readFileSync(join(out, name), 'utf8'));
  const told = String(fake.objects.get('bkt/out/rows.jsonl')).replaceAll('s3://bkt/data', folder);
  expect(told).toBe(readFileSync(join(out, 'rows.jsonl'), 'utf8'));
  expect(told).not.toBe('');
});

test('an output that is an input, and storage that refuses, fail and leave nothing', async () => {
  const { fake, objects } = await both({ 'a.jsonl': lines });
  const paths = ['s3://bkt/data/a.jsonl'];
  await expect(scan({ paths, objects, clean: paths[0]! })).rejects.toMatchObject({ code: 'usage' });
  const before = fake.asked.length;
  for (const wrong of ['s3://NO-BUCKET/x', 's3://bkt/', 's3://bkt', 's3://bkt/a/../b', 's3://bkt/folder/']) {
    await expect(scan({ paths, objects, rows: wrong })).rejects.toMatchObject({ code: 'usage' });
    await expect(scan({ paths, objects, reports: [wrong] })).rejects.toMatchObject({ code: 'usage' });
  }
  // The input is looked up, but not read.
  expect(fake.asked.slice(before).every(({ method }) => method === 'HEAD')).toBe(true);
  await expect(scan({ paths })).rejects.toMatchObject({ code: 'usage', advice: expect.stringContaining('s3Objects') });
  fake.fault = ({ method }) => (method === 'PUT' ? { status: 403, code: 'AccessDenied' } : null);
  await expect(scan({ paths, objects, clean: 's3://bkt/out.jsonl' })).rejects.toMatchObject({ code: 'unauthorised' });
  expect(fake.objects.has('bkt/out.jsonl')).toBe(false);
});

test('a scan in parts reads objects and writes its parts as objects, while every third request fails', async () => {
  const { finishScan, mergeParts, scanMarks, scanShard } = await scanParts();
  const { fake, objects } = await both({ ...FILES, 'a/long.jsonl': lines.repeat(40) });
  const alone = await scan({ paths: ['s3://bkt/data/'], objects });
  const faults = ['reset', 'short', { status: 503, code: 'SlowDown' }, 'lost'] as const;
  fake.fault = ({ number }) => (number % 3 === 1 ? faults[Math.floor(number / 3) % faults.length]! : null);
  const shards = [1, 2, 3, 4];
  const run = { paths: ['s3://bkt/data/'], objects, minRangeBytes: 20_000, jobs: 1 };
  const place = (name: string) => `s3://bkt/parts/${name}`;
  for (const shard of shards) await scanShard({ ...run, number: { shard, of: 4 }, output: place(`s${shard}`) });
  const again = await scanShard({ ...run, number: { shard: 2, of: 4 }, output: place('s2') });
  expect(again.outcome).toBe('kept');
  const merged = place('merged');
  const report = await mergeParts({ parts: shards.map((shard) => place(`s${shard}`)), output: merged, objects });
  expect(report).toMatchObject({ missing: [], secondPass: true });
  for (const shard of shards) await scanMarks({ ...run, number: { shard, of: 4 }, merged, output: place(`k${shard}`) });
  const marks = shards.map((shard) => place(`k${shard}`));
  expect(JSON.stringify(await finishScan({ merged, marks, objects }))).toBe(JSON.stringify(alone));
});

test.each(['s3://bkt/data/', 's3://bkt/data/a.jsonl'])(
  'of %s, a part is kept until an object is another one, be it of the same size',
  async (path) => {
    const { mergeParts, scanMarks, scanShard } = await scanParts();
    const { fake, folder, objects } = await both({ 'a.jsonl': lines });
    const shard = (number: number, to: string) =>
      scanShard({ paths: [path], objects, jobs: 1, number: { shard: number, of: 2 }, output: to });
    const outputs = ['s3://bkt/parts/1', join(folder, 'part')];
    for (const output of outputs) expect(await shard(1, output)).toMatchObject({ outcome: 'written' });
    await shard(2, 's3://bkt/parts/2');
    const merged = 's3://bkt/parts/merged';
    await mergeParts({ parts: ['s3://bkt/parts/1', 's3://bkt/parts/2'], output: merged, objects });
    fake.put('bkt/data/a.jsonl', lines);
    for (const output of outputs) expect(await shard(1, output)).toMatchObject({ outcome: 'kept' });
    fake.put('bkt/data/a.jsonl', lines.replace('a', 'b'));
    for (const output of outputs) expect(await shard(1, output)).toMatchObject({ outcome: 'written' });
    const refused = { code: 'usage', message: expect.stringMatching(/another version of the objects/) };
    const parts = ['s3://bkt/parts/1', 's3://bkt/parts/2'];
    await expect(mergeParts({ parts, output: 's3://bkt/parts/m', objects })).rejects.toMatchObject(refused);
    const number = { shard: 1, of: 2 };
    const again = scanMarks({ paths: [path], objects, jobs: 1, number, merged, output: 's3://bkt/parts/k' });
    await expect(again).rejects.toMatchObject(refused);
  },
);
