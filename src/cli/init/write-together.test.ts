import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ownFolder } from '../fixtures/own-folder.ts';
import { writeTogether } from './write-together.ts';

const everything = (folder: string) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();

test('writes all, with the folders that they need, over what is there', async () => {
  const folder = ownFolder({ 'a.yaml': 'old' });
  await writeTogether([
    { path: join(folder, 'a.yaml'), text: 'new\n' },
    { path: join(folder, 'deep/er/b.yml'), text: '卵\n' },
  ]);
  expect(everything(folder)).toEqual(['a.yaml', 'deep', 'deep/er', 'deep/er/b.yml']);
  expect(readFileSync(join(folder, 'a.yaml'), 'utf8')).toBe('new\n');
  expect(readFileSync(join(folder, 'deep/er/b.yml'), 'utf8')).toBe('卵\n');
});

test('writes none where a file stands in place of a folder', async () => {
  const folder = ownFolder({ 'a.yaml': 'old', blocked: '' });
  const writing = writeTogether([
    { path: join(folder, 'a.yaml'), text: 'new' },
    { path: join(folder, 'c.yaml'), text: 'new' },
    { path: join(folder, 'blocked/b.yml'), text: 'new' },
  ]);
  await expect(writing).rejects.toMatchObject({ code: 'not-written' });
  expect(everything(folder)).toEqual(['a.yaml', 'blocked']);
  expect(readFileSync(join(folder, 'a.yaml'), 'utf8')).toBe('old');
});

test('leaves nothing of its own where a folder stands in place of a file', async () => {
  const folder = ownFolder();
  mkdirSync(join(folder, 'a.yaml'));
  writeFileSync(join(folder, 'a.yaml/kept'), '');
  await expect(writeTogether([{ path: join(folder, 'a.yaml'), text: 'new' }])).rejects.toMatchObject({
    code: 'usage',
  });
  expect(everything(folder)).toEqual(['a.yaml', 'a.yaml/kept']);
});
