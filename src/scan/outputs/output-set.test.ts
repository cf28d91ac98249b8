import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { OutputSet } from './output-set.ts';

let folder: string;
const at = (name: string) => join(folder, name);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zenbun-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Returns a set of two finished files, `a` and `b`. */
async function finished(): Promise<OutputSet> {
  const set = new OutputSet();
  for (const name of ['a', 'b']) {
    const file = await set.create(at(name));
    await file.write(`new ${name}`);
    await file.finish();
  }
  return set;
}

test('no file has its name before the commit, and all have it after', async () => {
  writeFileSync(at('a'), 'old');
  const set = await finished();
  expect(readFileSync(at('a'), 'utf8')).toBe('old');
  expect(readdirSync(folder)).not.toContain('b');
  await set.commit();
  expect(readdirSync(folder)).toEqual(['a', 'b']);
  expect(['a', 'b'].map((name) => readFileSync(at(name), 'utf8'))).toEqual(['new a', 'new b']);
});

test('what is discarded leaves nothing, finished or not, and whatever was there stays', async () => {
  writeFileSync(at('a'), 'old');
  const set = await finished();
  await (await set.create(at('c'))).write('begun');
  await set.discard();
  await set.discard();
  expect(readdirSync(folder)).toEqual(['a']);
  expect(readFileSync(at('a'), 'utf8')).toBe('old');
});

test('a discard after the commit takes nothing back', async () => {
  const set = await finished();
  await set.commit();
  await set.discard();
  expect(readdirSync(folder)).toEqual(['a', 'b']);
});

test('a commit that fails leaves nothing of what has no name yet', async () => {
  const set = await finished();
  mkdirSync(at('b'));
  await expect(set.commit()).rejects.toMatchObject({ code: 'not-written' });
  await set.discard();
  expect(readdirSync(folder)).toEqual(['a', 'b']);
  expect(readdirSync(at('b'))).toEqual([]);
});
