import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test } from 'vitest';
import { fixtureResult } from '../fixture-result.ts';
import { CLI, folderWith, zenbun } from './command.ts';

test('shows a folder until it is interrupted, which is its orderly end', { timeout: 60_000 }, async () => {
  const folder = folderWith({ 'scan.json': JSON.stringify(fixtureResult) });
  const env = { PATH: process.env.PATH ?? '', LANG: 'C' };
  const child = spawn(process.execPath, [CLI, 'view', folder, '--port', '0'], { env });
  onTestFinished(() => void child.kill('SIGKILL'));
  const closed = once(child, 'close');
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    if (line.startsWith('Press Ctrl+C')) break;
  }
  expect(lines.slice(1, 4)).toEqual([`Results: ${folder}`, 'Ledger: none in this folder', '']);
  const url = /^Console: (http:\/\/127\.0\.0\.1:\d+\/console\/)$/.exec(lines[0]!)![1]!;
  const runs = await (await fetch(`${url}api/runs`)).json();
  expect(runs).toMatchObject({ runs: [{ id: 'scan.json', verdict: 'block' }] });
  child.kill('SIGINT');
  expect((await closed)[0]).toBe(0);
});

test.each([
  [['view', 'nowhere'], 'there is no folder nowhere'],
  [['view', '.', '--port', '70000'], '--port 70000 is not a whole number'],
  [['view'], "missing required argument 'folder'"],
])('says what is wrong: %j', async (args, said) => {
  const ended = await zenbun(args, { cwd: folderWith({}) });
  expect(ended).toMatchObject({ code: 2, out: '' });
  expect(ended.err).toContain(said);
});

test('in Japanese, too', async () => {
  const ended = await zenbun(['view', 'nowhere', '--lang', 'ja'], { cwd: folderWith({}) });
  expect(ended.err).toContain('フォルダー nowhere がありません');
});
