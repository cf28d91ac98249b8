import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { LeaseFolder } from './lease-folder.ts';

let folder: string;
let files: LeaseFolder;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lease-folder-'));
  files = new LeaseFolder(folder);
  const made = folder;
  return () => rmSync(made, { recursive: true });
});

test('names are hashes, so that a model may be called anything, and no two files are the same', () => {
  const names = ['chat', '../chat', 'chat/x', 'CHAT', '', '記録', 'a'.repeat(1000)];
  const paths = names.flatMap((name) => [
    files.rowPath(name),
    files.deciderPath(name),
    files.evidencePath(name, 'a'),
    files.evidencePath('a', name),
  ]);
  expect(new Set(paths).size).toBe(paths.length);
  for (const path of paths) {
    expect(join(folder, basename(path))).toBe(path);
    expect(basename(path)).toMatch(/^[\da-f]{32}\.(row\.json|decider|evidence\.[\da-f]{32}\.json)$/);
  }
});

test('rows and the evidence of one model are found among the others', async () => {
  const paths = [
    files.rowPath('chat'),
    files.rowPath('code'),
    files.evidencePath('chat', 'b'),
    files.evidencePath('chat', 'a'),
  ];
  for (const path of [...paths, files.evidencePath('code', 'a')]) await files.write(path, 'x');
  expect((await files.rows()).sort()).toEqual(paths.slice(0, 2).sort());
  expect(await files.evidence('chat')).toEqual(paths.slice(2).sort());
  expect(await files.evidence('other')).toEqual([]);
});

test('what is written is read; what is not there is null', async () => {
  await files.write(files.rowPath('chat'), '記録');
  expect(await files.read(files.rowPath('chat'))).toBe('記録');
  expect(await files.read(files.rowPath('code'))).toBeNull();
});

test('a file is held by one at a time', () => {
  const path = files.deciderPath('chat');
  const lock = files.take(path)!;
  expect(files.take(path)).toBeNull();
  lock.giveBack();
  const next = files.take(path);
  expect(next?.isHeld()).toBe(true);
  next?.giveBack();
});

test('work on a file waits for whoever holds it, and gives it back also when it fails', async () => {
  const path = files.rowPath('chat');
  const order: string[] = [];
  let release = () => {};
  const first = files.alone(
    path,
    async () => false,
    async () => {
      await new Promise<void>((resolve) => {
        release = resolve;
      });
      order.push('first');
      throw new Error('failed');
    },
  );
  const second = files.alone(
    path,
    async () => {
      release();
      return false;
    },
    async (lock) => {
      order.push('second');
      return lock.isHeld();
    },
  );
  await expect(first).rejects.toThrow('failed');
  expect(await second).toBe(true);
  expect(order).toEqual(['first', 'second']);
  expect(readdirSync(folder)).toEqual([]);
});

test('work that has become vain is given up without waiting on', async () => {
  const path = files.rowPath('chat');
  const lock = files.take(path)!;
  let asked = 0;
  const result = await files.alone(
    path,
    async () => ++asked === 2,
    () => expect.unreachable(),
  );
  expect([result, asked]).toEqual([null, 2]);
  lock.giveBack();
});

test('a folder that is gone is told with its name', async () => {
  const gone = new LeaseFolder(join(folder, 'gone'));
  const failed = { code: 'upstream', message: expect.stringContaining(join(folder, 'gone')) };
  await expect(gone.rows()).rejects.toMatchObject(failed);
  await expect(gone.write(gone.rowPath('chat'), 'x')).rejects.toMatchObject(failed);
  expect(() => gone.take(gone.rowPath('chat'))).toThrow(expect.objectContaining(failed));
  // A file in place of a folder is no absent row.
  writeFileSync(join(folder, 'file'), '');
  const file = new LeaseFolder(join(folder, 'file'));
  await expect(file.read(file.rowPath('chat'))).rejects.toMatchObject({ code: 'upstream' });
});
