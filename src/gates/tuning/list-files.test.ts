import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { listFiles } from './list-files.ts';

function folderWith(paths: readonly string[]): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'zenbun-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const path of paths) {
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    writeFileSync(join(folder, path), '');
  }
  return folder;
}

test('all files below, in order of path', async () => {
  const folder = folderWith(['b.txt', 'a/z.txt', 'a/b/c.txt', 'a.txt']);
  expect(await listFiles(folder)).toEqual({
    files: ['a.txt', 'a/b/c.txt', 'a/z.txt', 'b.txt'],
    others: [],
    leftOut: [],
  });
});

test('folders of tools are not entered, files of that name are listed', async () => {
  const folder = folderWith(['.git/x', 'a/node_modules/x', '__pycache__/x', '.cache/x', 'b/.git', 'git/x']);
  expect(await listFiles(folder)).toEqual({ files: ['b/.git', 'git/x'], others: [], leftOut: [] });
});

test('links are named and not followed, not even in a circle', async () => {
  const folder = folderWith(['a/x']);
  symlinkSync(join(folder, 'a'), join(folder, 'a/again'));
  symlinkSync(join(folder, 'a/x'), join(folder, 'link'));
  symlinkSync('/nosuch', join(folder, 'broken'));
  expect(await listFiles(folder)).toEqual({ files: ['a/x'], others: ['a/again', 'broken', 'link'], leftOut: [] });
});

test('folders are entered eleven deep; what lies deeper is named', async () => {
  const eleven = Array.from({ length: 11 }, (_, i) => `d${i}`).join('/');
  const folder = folderWith([`${eleven}/x`, `${eleven}/deeper/y`]);
  expect(await listFiles(folder)).toEqual({ files: [`${eleven}/x`], others: [], leftOut: [`${eleven}/deeper`] });
});

test('a folder that is not there is the error of the system', async () => {
  await expect(listFiles(join(folderWith([]), 'nosuch'))).rejects.toMatchObject({ code: 'ENOENT' });
});
