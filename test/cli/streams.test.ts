import { execFileSync, spawn } from 'node:child_process';
import { existsSync, openSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CLI, folderWith } from './command.ts';
import { benignRows, jsonLines } from './training-rows.ts';

/** Runs the command with its own streams; a failure message ends up in `err`. */
function started(args: readonly string[], stdout: number | 'pipe', stdin: 'pipe' | 'ignore' = 'ignore') {
  const child = spawn(process.execPath, [CLI, ...args], { stdio: [stdin, stdout, 'pipe'] });
  let err = '';
  child.stderr!.on('data', (bytes) => (err += bytes));
  const ended = new Promise<{ code: number | null; err: string }>((resolve) =>
    child.on('close', (code) => resolve({ code, err })),
  );
  return { child, ended };
}

describe.skipIf(!existsSync('/dev/full'))('a full disk behind standard output', () => {
  test.each([['scan', 'rows.jsonl'], ['scan', 'rows.jsonl', '--json', '-'], ['read', 'rows.jsonl'], ['--help']])(
    'is told and is not completed: %s %s %s',
    async (...args) => {
      const folder = folderWith({ 'rows.jsonl': jsonLines(benignRows) });
      const given = args.map((arg) => (arg === 'rows.jsonl' ? join(folder, arg) : arg));
      const { code, err } = await started(given, openSync('/dev/full', 'w')).ended;
      expect(err).toMatch(/^zenbun: error: Standard output could not be written: the disk is full\.\n {2}next: .*\n$/);
      expect(code).toBe(3);
    },
  );
});

test('a reader that leaves early changes nothing', async () => {
  const folder = folderWith({ 'rows.jsonl': jsonLines(benignRows) });
  const { child, ended } = started(['scan', join(folder, 'rows.jsonl'), '--json', '-'], 'pipe');
  child.stdout!.destroy();
  expect(await ended).toEqual({ code: 0, err: '' });
});

describe.skipIf(process.platform === 'win32')('an interruption', () => {
  test.each(['scan', 'read'])('ends %s that waits for a silent pipe', async (command) => {
    const folder = folderWith({});
    const pipe = join(folder, 'rows.jsonl');
    execFileSync('mkfifo', [pipe]);
    const { child, ended } = started([command, pipe], 'pipe');
    // Opening succeeds only once there is a reader, so the command is waiting by now.
    const writer = await open(pipe, 'w');
    child.kill('SIGINT');
    expect(await ended).toEqual({ code: 3, err: expect.stringMatching(/^zenbun: error: .*nterrupted.*\n$/) });
    await writer.close();
  });

  test.each(['scan', 'read'])('ends %s that waits for silent standard input', async (command) => {
    const { child, ended } = started([command, '-'], 'pipe', 'pipe');
    // Standard input accepts this many bytes only while somebody reads.
    await new Promise<void>((resolve) => child.stdin!.write(new Uint8Array(2 ** 22), () => resolve()));
    child.kill('SIGINT');
    expect(await ended).toEqual({ code: 3, err: expect.stringMatching(/^zenbun: error: .*nterrupted.*\n$/) });
  });
});
