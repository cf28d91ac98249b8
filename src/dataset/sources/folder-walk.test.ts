import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

const { closedFolders } = vi.hoisted(() => ({ closedFolders: new Set<string>() }));
// Root can read everything, so the refusal of a folder is simulated.
vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>();
  const readdir = (path: string, ...rest: unknown[]) =>
    closedFolders.has(path.replace(/\/$/, ''))
      ? Promise.reject(Object.assign(new Error('refused'), { code: 'EACCES' }))
      : (real.readdir as (...all: unknown[]) => Promise<unknown>)(path, ...rest);
  return { ...real, readdir };
});

const { walkFolder } = await import('./folder-walk.ts');
const { resolveInputs } = await import('./resolve-inputs.ts');

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zenbun-walk-'));
  await writeFile(join(folder, 'a.jsonl'), '');
});
afterEach(async () => {
  closedFolders.clear();
  await rm(folder, { recursive: true });
});

it('names folders that cannot be opened, and counts them as not read', async () => {
  for (const name of ['part2', 'lost+found']) {
    await mkdir(join(folder, name));
    closedFolders.add(join(folder, name));
  }
  expect(await walkFolder(folder, [])).toEqual({ files: ['a.jsonl'], closed: ['part2/'] });
  expect((await resolveInputs([folder])).unread).toEqual([join(folder, 'part2/')]);
  closedFolders.add(folder);
  await expect(resolveInputs([folder])).rejects.toMatchObject({ message: expect.stringContaining('EACCES') });
});

it('names links that lead nowhere or in a circle, and pipes, unless a name promises that they hold no rows', async () => {
  await symlink('../blobs/0a1b2c', join(folder, 'b.jsonl'));
  await symlink('c.jsonl', join(folder, 'c.jsonl'));
  await symlink('gone', join(folder, 'README.md'));
  await symlink('gone', join(folder, '.#notes'));
  execFileSync('mkfifo', [join(folder, 'd.jsonl')]);
  const { paths, unread } = await resolveInputs([folder]);
  expect(paths).toEqual([join(folder, 'a.jsonl')]);
  expect(unread).toEqual(['b.jsonl', 'c.jsonl', 'd.jsonl'].map((name) => join(folder, name)));
  expect((await resolveInputs([join(folder, '*.jsonl')])).unread).toEqual([
    join(folder, 'b.jsonl'),
    join(folder, 'c.jsonl'),
  ]);
  expect((await resolveInputs([join(folder, 'a*.jsonl')])).unread).toEqual([]);
});

it('enters every folder once, by a way that is not hidden, and links to folders with similar names', async () => {
  await mkdir(join(folder, 'one'));
  await mkdir(join(folder, 'one-more'));
  await mkdir(join(folder, '.store'));
  for (const name of ['one/x.jsonl', 'one-more/y.jsonl', '.store/z.jsonl']) await writeFile(join(folder, name), '');
  await symlink(folder, join(folder, 'one/up'));
  await mkdir(join(folder, 'links'));
  await symlink(join(folder, '.store'), join(folder, 'links/shown'));
  const outside = await mkdtemp(join(tmpdir(), 'zenbun-walk-'));
  await mkdir(join(outside, 'd'));
  await mkdir(join(outside, 'd2'));
  await symlink(join(outside, 'd'), join(folder, 'out'));
  await symlink(join(outside, 'd2'), join(outside, 'd/next'));
  await writeFile(join(outside, 'd2/w.jsonl'), '');
  expect(await walkFolder(folder, [])).toEqual({
    files: ['a.jsonl', 'one/x.jsonl', 'one-more/y.jsonl', 'links/shown/z.jsonl', 'out/next/w.jsonl'],
    closed: [],
  });
  await rm(outside, { recursive: true });
});
