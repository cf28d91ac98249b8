import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import type { Verification } from '../../src/schema/index.ts';
import { fixtureResult } from '../fixture-result.ts';
import { folderWith, zenbun } from './command.ts';
import { ledgerFolder, vkeyOf } from './ledger-folders.ts';

// Each test starts the command several times.
vi.setConfig({ testTimeout: 120_000 });

/** Returns a folder with a key, a result and a ledger, and functions that run the command in it. */
async function place() {
  const folder = folderWith({ 'scan.json': JSON.stringify(fixtureResult) });
  const ledger = await ledgerFolder();
  const run = (...args: string[]) => zenbun(args, { cwd: folder });
  expect(await run('attest', 'key', '--out', 'ours.key', '--quiet')).toMatchObject({ code: 0, err: '' });
  const make = (...args: string[]) => run('bundle', 'scan.json', ledger, '--key', 'ours.key', ...args);
  return { folder, vkey: vkeyOf(ledger), run, make };
}

test('a bundle is made and verified, in both languages, with --json to a file and to standard output', async () => {
  const { folder, vkey, run, make } = await place();
  const made = await make('-o', 'a.zenbun.zip');
  expect([made.code, made.err]).toEqual([0, '']);
  expect(made.out).toMatch(/^a\.zenbun\.zip: \d+ parts, [\d.]+ MiB\n.*: records 0 to \d+ of \d+\nTo check it: /);
  const japanese = await make('-o', 'b.zenbun.zip', '--lang', 'ja');
  expect(japanese.out).toMatch(/^b\.zenbun\.zip：\d+ 件の構成ファイル.*\n.*\n検証：zenbun verify b\.zenbun\.zip/);

  const trust = ['--key', 'ours.key.pub', '--ledger-key', vkey];
  const shown = await run('verify', 'a.zenbun.zip', ...trust, '--json', 'verified.json');
  expect([shown.code, shown.err]).toEqual([0, '']);
  expect(shown.out).toContain('Verdict: valid');
  const result = JSON.parse(readFileSync(join(folder, 'verified.json'), 'utf8')) as Verification;
  expect(result).toMatchObject({ schema: 'zenbun.verify/1', verdict: 'valid', subject: { kind: 'bundle' } });
  const ja = await run('verify', 'b.zenbun.zip', ...trust, '--lang', 'ja');
  expect([ja.code, ja.out.includes('判定：有効')]).toEqual([0, true]);
  const piped = await run('verify', 'a.zenbun.zip', '--json', '-');
  expect([piped.code, JSON.parse(piped.out).verdict]).toEqual([3, 'incomplete']);
});

test('a redacted bundle says so and holds no text of its inputs; a changed one is invalid', async () => {
  const { folder, run, make } = await place();
  const made = await make('--redact', '-o', 'r.zenbun.zip', '--at', '2026-11-30T09:00:00Z');
  expect([made.code, made.out.includes('texts redacted')]).toEqual([0, true]);
  expect((await make('--redact', '-o', 's.zenbun.zip', '--lang', 'ja')).out).toContain('本文は伏せ字');
  const file = join(folder, 'r.zenbun.zip');
  const bytes = readFileSync(file);
  expect(bytes.includes(fixtureResult.inputs[0]!.path)).toBe(false);
  const { code, out } = await run('verify', 'r.zenbun.zip', '--key', 'ours.key.pub', '--json', '-');
  const { verdict, checks } = JSON.parse(out) as Verification;
  expect([code, verdict]).toEqual([0, 'valid']);
  expect(checks.filter(({ check }) => check === 'redacted').map(({ state }) => state)).toEqual(['claimed']);
  bytes[bytes.length >> 1]! ^= 1;
  writeFileSync(file, bytes);
  const changed = await run('verify', 'r.zenbun.zip', '--key', 'ours.key.pub', '--lang', 'ja');
  expect([changed.code, changed.out.includes('判定：無効')]).toEqual([1, true]);
});

test('what is missing, not whole or misplaced ends with 2 and writes nothing', async () => {
  const { folder, run, make } = await place();
  expect((await run('bundle', 'scan.json', '-o', 'x.zip')).code).toBe(2);
  expect((await make('-o', 'scan.json')).code).toBe(2);
  expect((await make('-o', 'x.zip', '--from', 'many')).code).toBe(2);
  const unread = await make('absent.json', '-o', 'x.zip', '--lang', 'ja');
  expect([unread.code, unread.err.includes('absent.json がないか、読み取れません')]).toEqual([2, true]);
  expect(existsSync(join(folder, 'x.zip'))).toBe(false);
  expect((await make('-o', 'y.zenbun.zip')).code).toBe(0);
  const other = await run('verify', 'y.zenbun.zip', '--key', 'ours.key.pub', '--signature', 'y.zenbun.zip');
  expect([other.code, other.err.includes('--signature cannot be used with')]).toEqual([2, true]);
});
