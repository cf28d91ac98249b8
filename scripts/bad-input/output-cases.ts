import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type BadCase, type Call, GOOD } from './bad-case.ts';
import { untilOpen } from './until-open.ts';

const ROWS = 300_000;

/** Returns a case with an input so large that writing takes a while; `call` receives its path. */
const large = (
  name: string,
  exits: readonly (number | null)[],
  call: (path: string, folder: string) => Call,
): BadCase => ({
  name,
  exits,
  prepare(folder) {
    const path = join(folder, 'a.jsonl');
    writeFileSync(path, GOOD.repeat(ROWS));
    return call(path, folder);
  },
});

const small = (
  name: string,
  exits: readonly number[],
  call: (path: string, folder: string) => Call | string,
): BadCase => ({
  name,
  exits,
  prepare(folder) {
    const path = join(folder, 'a.jsonl');
    writeFileSync(path, GOOD);
    return call(path, folder);
  },
});

/** Waits until a file beside the input contains bytes, which means that the result is being written. */
async function untilWriting(folder: string): Promise<void> {
  for (let i = 0; i < 2000; i += 1) {
    const begun = readdirSync(folder).some(
      (name) => name !== 'a.jsonl' && (statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0) > 0,
    );
    if (begun) return;
    await pause(5);
  }
}

const unchanged = (path: string, content: string) => () =>
  readFileSync(path, 'utf8') === content ? null : 'the file was changed';

/** Results that cannot be written, and scans that get stopped. */
export const outputCases: readonly BadCase[] = [
  small('--clean over the input', [2], (path) => ({ args: [path, '--clean', path], after: unchanged(path, GOOD) })),
  small('--clean and --quarantine the same file', [2], (path, folder) => ({
    args: [path, '--clean', join(folder, 'b'), '--quarantine', join(folder, 'b')],
  })),
  small('folder of the result is missing', [2], (path, folder) => ({
    args: [path, '--json', join(folder, 'none', 'result.json')],
  })),
  small('the result is a folder', [2], (path, folder) => {
    mkdirSync(join(folder, 'out'));
    return { args: [path, '--json', join(folder, 'out')] };
  }),
  small('standard output on a full disk (/dev/full)', [3], (path) =>
    existsSync('/dev/full') ? { args: [path, '--json', '-'], stdout: '/dev/full' } : 'no /dev/full here',
  ),
  large('a full disk (file system of 64 KiB)', [3], (path, folder) => {
    const disk = join(folder, 'disk');
    mkdirSync(disk);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', disk], { stdio: 'ignore' });
    return {
      args: [path, '--clean', join(disk, 'clean.jsonl')],
      after() {
        const left = readdirSync(disk);
        execFileSync('umount', [disk]);
        return left.length === 0 ? null : `left behind: ${left.join(', ')}`;
      },
    };
  }),
  large('killed (SIGKILL) while it writes', [null], (path, folder) => ({
    args: [path, '--clean', join(folder, 'clean.jsonl')],
    async during(child) {
      await untilWriting(folder);
      child.kill('SIGKILL');
    },
    after() {
      const clean = join(folder, 'clean.jsonl');
      return existsSync(clean) && statSync(clean).size !== ROWS * GOOD.length
        ? 'half a file under the final name'
        : null;
    },
  })),
  large('interrupted (SIGINT) while it reads', [3], (path, folder) => ({
    args: [path, '--clean', join(folder, 'clean.jsonl')],
    async during(child) {
      await untilOpen(child, path);
      child.kill('SIGINT');
    },
    after() {
      const left = readdirSync(folder).filter((name) => !['a.jsonl', 'peak'].includes(name));
      return left.length === 0 ? null : `left behind: ${left.join(', ')}`;
    },
  })),
  large('interrupted (SIGTERM) with four jobs', [3], (path) => ({
    args: [path, '--jobs', '4'],
    async during(child) {
      await untilOpen(child, path);
      child.kill('SIGTERM');
    },
  })),
];
