import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { resolveInputs } from './resolve-inputs.ts';

let folder: string;
const files = [
  'b.jsonl',
  'a.json.gz',
  'deep/er/c.parquet',
  'deep/d.csv',
  'notes.txt',
  'README.md',
  'deep/dataset_info.json',
  'deep/LOUD.JSONL',
  'deep/f.arrow',
  'plain',
  '.hidden/e.jsonl',
  'odd [1].jsonl',
];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zenbun-inputs-'));
  await mkdir(join(folder, 'deep/er'), { recursive: true });
  await mkdir(join(folder, '.hidden'));
  await mkdir(join(folder, 'empty'));
  for (const file of files) await writeFile(join(folder, file), '');
});
afterAll(() => rm(folder, { recursive: true }));

const resolved = async (...patterns: string[]) =>
  (await resolveInputs(patterns.map((pattern) => join(folder, pattern)))).paths.map((path) => relative(folder, path));

it('looks for data sets in folders, and in their folders', async () => {
  expect(await resolved('.')).toEqual([
    'a.json.gz',
    'b.jsonl',
    'deep/LOUD.JSONL',
    'deep/d.csv',
    'deep/er/c.parquet',
    'deep/f.arrow',
    'odd [1].jsonl',
  ]);
});

it('names the files of a folder that may hold rows and are not read, and none that stand beside data', async () => {
  const { unread } = await resolveInputs([folder]);
  expect(unread.map((path) => relative(folder, path))).toEqual(['.hidden/e.jsonl', 'notes.txt', 'plain']);
});

it('reads data by any name, and counts a file as read that is named beside its folder', async () => {
  const named = join(folder, 'empty', 'named');
  await mkdir(named, { recursive: true });
  for (const name of ['README.jsonl', 'notice.csv', 'LICENSE', 'x.txt']) await writeFile(join(named, name), '');
  const { paths, unread } = await resolveInputs([named, join(named, '.', 'x.txt')]);
  expect(paths.map((path) => relative(named, path))).toEqual(['README.jsonl', 'notice.csv', 'x.txt']);
  expect(unread).toEqual([]);
  await rm(named, { recursive: true });
});

it('says what a folder holds that is not read, and what to do about it', async () => {
  const saved = join(folder, 'empty', 'saved');
  await mkdir(saved, { recursive: true });
  for (const name of ['data-00000-of-00001.npz', 'dataset_info.json', 'state.json']) {
    await writeFile(join(saved, name), '{}');
  }
  await expect(resolveInputs([saved])).rejects.toMatchObject({
    message: expect.stringContaining('data-00000-of-00001.npz'),
    advice: expect.stringContaining('.parquet'),
  });
  await rm(saved, { recursive: true });
});

it('takes files by any name, even one that looks like a pattern', async () => {
  expect(await resolved('notes.txt', 'odd [1].jsonl')).toEqual(['notes.txt', 'odd [1].jsonl']);
});

it('follows patterns, and gives each file once and in order', async () => {
  expect(await resolved('*.jsonl', 'deep/**/*.{csv,parquet}', 'b.jsonl', './deep/../b.jsonl')).toEqual([
    'b.jsonl',
    'deep/d.csv',
    'deep/er/c.parquet',
    'odd [1].jsonl',
  ]);
});

it('follows links, and gives a file once however many lead to it', async () => {
  const linked = join(folder, 'empty', 'linked');
  await mkdir(linked, { recursive: true });
  await symlink(join(folder, 'b.jsonl'), join(linked, 'b.jsonl'));
  await symlink(linked, join(linked, 'again'));
  expect(await resolved('empty/linked')).toEqual(['empty/linked/b.jsonl']);
  expect(await resolved('empty/linked', 'b.jsonl')).toHaveLength(1);
  await rm(linked, { recursive: true });
});

it('leaves standard input as it is', async () => {
  expect(await resolveInputs(['-', '-'])).toEqual({
    paths: ['-'],
    sizes: [null],
    versions: [null],
    unread: [],
    aside: [],
  });
});

it.each(['nothing.jsonl', '*.npz', 'empty'])('refuses %s, behind which there is nothing', async (pattern) => {
  await expect(resolved(pattern)).rejects.toMatchObject({ code: 'not-found' });
});
