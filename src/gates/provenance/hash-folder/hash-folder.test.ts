import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { hashFile, hashFolder } from './hash-folder.ts';

function folderOf(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), 'zenbun-hash-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(root, name, '..'), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  return root;
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const none = { ignore: [], allowSymlinks: false };

test('files of all levels, in order of the bytes of their names, without what is ignored exactly', async () => {
  const root = folderOf({
    'b.txt': 'b',
    'a/x': '1',
    a0: '2',
    '.git/HEAD': 'ref',
    'a/.git': 'kept: not at this path',
    '\u{ff5e}': 'below in UTF-8',
    '\u{1f600}': 'above in UTF-8',
  });
  const { files, ignored } = await hashFolder(root, { ignore: ['.git', '.github'], allowSymlinks: false });
  expect(files.map(({ name }) => name)).toEqual(['a/.git', 'a/x', 'a0', 'b.txt', '\u{ff5e}', '\u{1f600}']);
  expect(ignored).toEqual(['.git']);
  expect(files[3]).toEqual({ name: 'b.txt', sha256: sha256('b'), bytes: 1 });
});

test('an empty folder has no files, an empty file has the digest of nothing', async () => {
  expect(await hashFolder(folderOf({}), none)).toEqual({ files: [], ignored: [] });
  const { files } = await hashFolder(folderOf({ empty: '' }), none);
  expect(files).toEqual([{ name: 'empty', sha256: sha256(''), bytes: 0 }]);
});

test('a file larger than a reading is read to its end, and progress counts every byte', async () => {
  const text = 'x'.repeat(2_500_000);
  const root = folderOf({ large: text });
  const seen: number[] = [];
  const { files } = await hashFolder(root, { ...none, onProgress: ({ bytes }) => void seen.push(bytes) });
  expect(files[0]!.sha256).toBe(sha256(text));
  expect(seen.at(-1)).toBe(2_500_000);
  expect(seen.length).toBeGreaterThan(1);
});

test('one file alone is named by a dot', async () => {
  const root = folderOf({ 'data.jsonl': '{}\n' });
  expect((await hashFile(join(root, 'data.jsonl'))).files).toEqual([{ name: '.', sha256: sha256('{}\n'), bytes: 3 }]);
});

test('ranges of a file', async () => {
  const root = folderOf({ f: 'abcdefg', g: '' });
  const { files } = await hashFolder(root, { ...none, shardBytes: 3 });
  expect(files.map(({ name }) => name)).toEqual(['f:0:3', 'f:3:6', 'f:6:7']);
  expect(files[2]!.sha256).toBe(sha256('g'));
});

test('a symbolic link is refused, with its path', async () => {
  const root = folderOf({ real: 'x' });
  symlinkSync('real', join(root, 'link'));
  await expect(hashFolder(root, none)).rejects.toMatchObject({
    code: 'unreadable',
    message: `${join(root, 'link')} is a symbolic link`,
  });
  const { files } = await hashFolder(root, { ...none, allowSymlinks: true });
  expect(files).toEqual([
    { name: 'link', sha256: sha256('x'), bytes: 1 },
    { name: 'real', sha256: sha256('x'), bytes: 1 },
  ]);
});

test.each([
  ['out of the folder', '/etc/hostname', /leads out of the folder/],
  ['to a folder', 'below', /to a folder/],
  ['nowhere', 'absent', /is a broken symbolic link/],
])('an allowed link that leads %s is refused', async (_, target, message) => {
  const root = folderOf({ 'below/x': 'x' });
  symlinkSync(target, join(root, 'link'));
  await expect(hashFolder(root, { ...none, allowSymlinks: true })).rejects.toThrow(message);
});

test('a link in what is ignored is nobody’s business', async () => {
  const root = folderOf({ '.git/x': 'x', f: 'f' });
  symlinkSync('/etc', join(root, '.git/link'));
  expect((await hashFolder(root, { ...none, ignore: ['.git'] })).files).toHaveLength(1);
});

test('a pipe is refused and not waited for', async () => {
  const root = folderOf({});
  execFileSync('mkfifo', [join(root, 'pipe')]);
  await expect(hashFolder(root, none)).rejects.toThrow(/neither a file nor a folder/);
});

test('a name that is not UTF-8 is refused', async () => {
  const root = folderOf({});
  writeFileSync(Buffer.concat([Buffer.from(`${root}/`), Buffer.from([0xff, 0x61])]), '');
  await expect(hashFolder(root, none)).rejects.toThrow(/not UTF-8/);
});

test.each([
  ['grew', (root: string) => appendFileSync(join(root, 'b'), 'more'), 'b'],
  ['came', (root: string) => writeFileSync(join(root, 'new'), ''), 'new'],
  ['went', (root: string) => rmSync(join(root, 'b')), 'b'],
])('a file that %s while others were read is named', async (_, change, name) => {
  const root = folderOf({ a: 'a', b: 'b' });
  let isFirst = true;
  const onProgress = () => {
    if (isFirst) change(root);
    isFirst = false;
  };
  await expect(hashFolder(root, { ...none, onProgress })).rejects.toMatchObject({
    code: 'damaged',
    message: `changed while being read: ${join(root, name)}`,
  });
});

test('an interruption stops it', async () => {
  const root = folderOf({ a: 'a' });
  await expect(hashFolder(root, { ...none, signal: AbortSignal.abort() })).rejects.toMatchObject({
    code: 'interrupted',
  });
});

test('what is not there is told', async () => {
  await expect(hashFolder('/no/such/folder', none)).rejects.toMatchObject({ code: 'not-found' });
  await expect(hashFile('/no/such/file')).rejects.toMatchObject({ code: 'not-found' });
});

test('a snapshot of a Hugging Face cache has links to the blobs of its model, and no others', async () => {
  const root = folderOf({ 'models--org--m/blobs/b': 'w', 'models--org--m/snapshots/abc/card': '', 'blobs/b': 'w' });
  const snapshot = join(root, 'models--org--m', 'snapshots', 'abc');
  symlinkSync('../../blobs/b', join(snapshot, 'model.safetensors'));
  await expect(hashFolder(snapshot, none)).rejects.toThrow(/is a symbolic link/);
  const { files } = await hashFolder(snapshot, { ...none, allowSymlinks: true });
  expect(files.at(-1)).toEqual({ name: 'model.safetensors', sha256: sha256('w'), bytes: 1 });
  symlinkSync('../../../blobs/b', join(snapshot, 'other'));
  await expect(hashFolder(snapshot, { ...none, allowSymlinks: true })).rejects.toThrow(/leads out of the folder/);
});
