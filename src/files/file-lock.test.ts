import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { lockFile, takeFile } from './file-lock.ts';

function place(): string {
  const folder = mkdtempSync(join(tmpdir(), 'zenbun-lock-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, 'answers.jsonl');
}

/** PID of a process that has already exited. */
const dead = () => spawnSync(process.execPath, ['--version']).pid;

test('one at a time, and the next when it was given back', () => {
  const path = place();
  const unlock = lockFile(path);
  expect(() => lockFile(path)).toThrow(
    expect.objectContaining({ code: 'usage', message: `${path} is in use by another zenbun process` }),
  );
  // The message uses the display name if one is given.
  expect(() => lockFile(path, 'the ledger')).toThrow('the ledger is in use by another zenbun process');
  unlock();
  lockFile(path)();
  expect(existsSync(`${path}.lock`)).toBe(false);
});

test.each<[string, () => string]>([
  ['a process that was killed', () => `${dead()} token\n`],
  ['a process that had the number of this one', () => `${process.pid} token\n`],
])('what %s left is taken over', (_, content) => {
  const path = place();
  writeFileSync(`${path}.lock`, content());
  lockFile(path)();
  expect(readdirSync(join(path, '..'))).toEqual([]);
});

test.each<[string, () => string]>([
  ['a process that lives', () => `${process.ppid} token\n`],
  ['one that is being written', () => ''],
])('that of %s is left alone', (_, content) => {
  const path = place();
  writeFileSync(`${path}.lock`, content());
  expect(() => lockFile(path)).toThrow(expect.objectContaining({ code: 'usage' }));
  expect(readFileSync(`${path}.lock`, 'utf8')).toBe(content());
});

test('one that is empty for minutes has lost its owner to a power failure', () => {
  const path = place();
  writeFileSync(`${path}.lock`, '');
  const longAgo = Date.now() / 1000 - 120;
  utimesSync(`${path}.lock`, longAgo, longAgo);
  lockFile(path)();
  expect(existsSync(`${path}.lock`)).toBe(false);
});

test('whether it is held is seen on the disk, and one that was given back stays so', () => {
  const path = place();
  const lock = takeFile(path);
  expect(lock.isHeld()).toBe(true);
  const mine = readFileSync(`${path}.lock`, 'utf8');
  writeFileSync(`${path}.lock`, `${process.ppid} token\n`);
  expect(lock.isHeld()).toBe(false);
  writeFileSync(`${path}.lock`, mine);
  lock.giveBack();
  const next = takeFile(path);
  lock.giveBack();
  expect([lock.isHeld(), next.isHeld()]).toEqual([false, true]);
});

test('a lock that was taken over by somebody else is not given back for them', () => {
  const path = place();
  const unlock = lockFile(path);
  writeFileSync(`${path}.lock`, `${process.ppid} token\n`);
  unlock();
  expect(existsSync(`${path}.lock`)).toBe(true);
});

test('a folder that is not there is told', () => {
  expect(() => lockFile(join(place(), 'absent', 'x'))).toThrow(expect.objectContaining({ code: 'not-written' }));
});
