import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeFolder } from './make-folder.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zenbun-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('makes a folder and those above it', async () => {
  await makeFolder(join(folder, 'a', 'b', 'c'));
  expect(statSync(join(folder, 'a', 'b', 'c')).isDirectory()).toBe(true);
});

test('leaves a folder that is there as it is', async () => {
  mkdirSync(join(folder, 'a'));
  writeFileSync(join(folder, 'a', 'kept'), '');
  await makeFolder(join(folder, 'a'));
  expect(readdirSync(join(folder, 'a'))).toEqual(['kept']);
});

test('of several at once every one succeeds', async () => {
  const path = join(folder, 'a', 'b');
  await Promise.all(Array.from({ length: 8 }, () => makeFolder(path)));
  expect(statSync(path).isDirectory()).toBe(true);
});

test.each([['file'], ['file', 'below']])(
  'a file in its place, or above it, is told with what to do: %j',
  async (...parts) => {
    writeFileSync(join(folder, 'file'), 'kept');
    const path = join(folder, ...parts);
    await expect(makeFolder(path)).rejects.toMatchObject({
      code: 'not-written',
      message: `${path} could not be created`,
      advice: 'Choose another path.',
      cause: { code: expect.stringMatching(/EEXIST|ENOTDIR/) },
    });
    expect(readdirSync(folder)).toEqual(['file']);
  },
);
