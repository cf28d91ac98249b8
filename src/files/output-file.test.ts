import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { OutputFile, writeWhole } from './output-file.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'output-test-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const usage = expect.objectContaining({ code: 'usage' });
const notWritten = expect.objectContaining({ code: 'not-written' });

test('is not there before the commit and whole after it', async () => {
  const path = join(folder, 'a.jsonl');
  const file = await OutputFile.create(path);
  await file.write('one\n');
  await file.write(new Uint8Array(3 * 2 ** 20).fill(120));
  await file.finish();
  expect(readdirSync(folder)).not.toContain('a.jsonl');
  await file.commit();
  expect(readdirSync(folder)).toEqual(['a.jsonl']);
  expect(readFileSync(path)).toHaveLength(4 + 3 * 2 ** 20);
});

test('keeps what was there when it is discarded', async () => {
  const path = join(folder, 'a.jsonl');
  writeFileSync(path, 'before');
  const file = await OutputFile.create(path);
  await file.write('after');
  await file.finish();
  await file.discard();
  expect(readdirSync(folder)).toEqual(['a.jsonl']);
  expect(readFileSync(path, 'utf8')).toBe('before');
});

test('compresses what is named .gz', async () => {
  const path = join(folder, 'a.jsonl.gz');
  const text = `${'zenbun '.repeat(400_000)}end`;
  const file = await OutputFile.create(path);
  for (let at = 0; at < text.length; at += 99_991) await file.write(text.slice(at, at + 99_991));
  await file.finish();
  await file.commit();
  expect(gunzipSync(readFileSync(path)).toString()).toBe(text);
});

test('writes through a link and leaves the link', async () => {
  writeFileSync(join(folder, 'real'), 'before');
  symlinkSync(join(folder, 'real'), join(folder, 'link'));
  await writeWhole(join(folder, 'link'), 'after');
  expect(readFileSync(join(folder, 'real'), 'utf8')).toBe('after');
  expect(readdirSync(folder).sort()).toEqual(['link', 'real']);
});

test('a missing folder, a folder in its place and - are wrong places; a full disk, and a folder that goes, are not-written', async () => {
  await expect(writeWhole(join(folder, 'missing', 'a'), 'x')).rejects.toThrow(usage);
  await expect(writeWhole('-', 'x')).rejects.toThrow(usage);
  mkdirSync(join(folder, 'sub'));
  await expect(writeWhole(join(folder, 'sub'), 'x')).rejects.toThrow(usage);
  mkdirSync(join(folder, 'gone'));
  const file = await OutputFile.create(join(folder, 'gone', 'a'));
  await file.finish();
  rmSync(join(folder, 'gone'), { recursive: true });
  await expect(file.commit()).rejects.toThrow(notWritten);
  await expect(writeWhole('/dev/full', 'x')).rejects.toThrow(/disk is full/);
  expect(readdirSync(folder)).toEqual(['sub']);
});

test('a device is written to, not replaced', async () => {
  await writeWhole('/dev/null', 'x');
  expect(readFileSync('/dev/null')).toHaveLength(0);
});

test('of two that write to one place at once, each is whole, and the later commit stands', async () => {
  const path = join(folder, 'a.jsonl');
  const [one, other] = [await OutputFile.create(path), await OutputFile.create(path)];
  for (const text of ['a', 'b']) await Promise.all([one.write(`one ${text}\n`), other.write(`other ${text}\n`)]);
  for (const file of [one, other]) await file.finish();
  await other.commit();
  expect(readFileSync(path, 'utf8')).toBe('other a\nother b\n');
  await one.commit();
  expect(readFileSync(path, 'utf8')).toBe('one a\none b\n');
  expect(readdirSync(folder)).toEqual(['a.jsonl']);
});

test('a file of nothing is there, and empty', async () => {
  await writeWhole(join(folder, 'a.jsonl'), '');
  expect(readFileSync(join(folder, 'a.jsonl'))).toHaveLength(0);
});

// Without a block there is no member, and zero bytes are not valid gzip: gunzip would report a truncated file.
test('a compressed file of nothing is gzip, too', async () => {
  await writeWhole(join(folder, 'a.jsonl.gz'), '');
  expect(gunzipSync(readFileSync(join(folder, 'a.jsonl.gz')))).toHaveLength(0);
});
