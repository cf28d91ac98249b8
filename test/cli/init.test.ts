import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { CLI, folderWith, zenbun } from './command.ts';
import { benignRows, jsonLines } from './training-rows.ts';

const read = (...path: string[]) => readFileSync(join(...path), 'utf8');

test('without a terminal it writes the defaults, which the next command takes', async () => {
  const folder = folderWith({ 'train.jsonl': jsonLines(benignRows) });
  const ended = await zenbun(['init'], { cwd: folder });
  expect(ended).toMatchObject({ code: 0, err: '' });
  expect(ended.out).toContain('Files written: zenbun.yaml\n');
  expect(ended.out).toContain('npx zenbun scan data/');
  expect(readdirSync(folder).sort()).toEqual(['train.jsonl', 'zenbun.yaml']);
  expect(parse(read(folder, 'zenbun.yaml'))).toEqual({ lang: 'en', scan: { failOn: 'block' } });
  expect(await zenbun(['scan', 'train.jsonl'], { cwd: folder })).toMatchObject({ code: 0, err: '' });
});

test('every answer has a flag', async () => {
  const folder = folderWith({});
  const args = ['--data', 'a.jsonl', '--data', 'my data/', '--fail-on', 'review', '--ci', 'github', '--lang', 'ja'];
  const { code, out } = await zenbun(['init', '--yes', ...args], { cwd: folder });
  expect(code).toBe(0);
  expect(out).toContain('作成したファイル：zenbun.yaml, .github/workflows/zenbun.yml');
  expect(out).toContain("npx zenbun scan a.jsonl 'my data/'");
  expect(parse(read(folder, 'zenbun.yaml'))).toEqual({
    lang: 'ja',
    scan: { failOn: 'review' },
    compare: { data: ['a.jsonl', 'my data/'] },
  });
  const version = JSON.parse(read(import.meta.dirname, '../../package.json')).version;
  expect(read(folder, '.github/workflows/zenbun.yml')).toContain(` zenbun@${version}\n`);
});

test('the scan that it puts into a CI file runs as it stands there', async () => {
  const folder = folderWith({ 'my set.jsonl': jsonLines(benignRows) });
  await zenbun(['init', '--yes', '--data', 'my set.jsonl', '--ci', 'github'], { cwd: folder });
  const { jobs } = parse(read(folder, '.github/workflows/zenbun.yml'));
  const command: string = jobs.scan.steps
    .map(({ run }: { run?: string }) => run ?? '')
    .find((run: string) => run.startsWith('npx '));
  const here = `"${process.execPath}" "${CLI}"`;
  execFileSync('sh', ['-c', command.replace(/^npx zenbun/, here)], { cwd: folder, stdio: 'ignore' });
  expect(JSON.parse(read(folder, 'zenbun.sarif')).version).toBe('2.1.0');
});

test('GitLab: says what to include', async () => {
  const folder = folderWith({});
  const { out } = await zenbun(['init', '--yes', '--ci', 'gitlab'], { cwd: folder });
  const included = parse(out.slice(out.indexOf('  include:'))).include[0].local;
  expect(parse(read(folder, included))).toHaveProperty('zenbun.script');
});

describe('pre-commit', () => {
  const args = ['init', '--yes', '--ci', 'pre-commit', '--data', 'data'];

  test('has its file written where there is none', async () => {
    const folder = folderWith({});
    expect((await zenbun(args, { cwd: folder })).out).toContain(
      'Files written: zenbun.yaml, .pre-commit-config.yaml\n',
    );
    expect(parse(read(folder, '.pre-commit-config.yaml')).repos[0].hooks[0].id).toBe('zenbun');
  });

  test('has its file left alone, even by force, and the hook shown', async () => {
    const before = 'repos: []\n';
    const folder = folderWith({ '.pre-commit-config.yaml': before });
    for (const force of [[], ['--force']]) {
      const { code, out } = await zenbun([...args, ...force], { cwd: folder });
      expect(code).toBe(0);
      expect(out).toContain('Files written: zenbun.yaml\n');
      const shown = /^ {2}- repo: local\n(?: {4}.*\n)+/m.exec(out)![0];
      expect(parse(`repos:\n${shown}`).repos[0].hooks[0].entry).toBe('zenbun scan data');
      expect(read(folder, '.pre-commit-config.yaml')).toBe(before);
    }
  });
});

describe('a file that is there', () => {
  test.each(['zenbun.yaml', 'zenbun.yml'])(
    '%s is kept, with exit 2 and what to do, and replaced by force',
    async (name) => {
      const folder = folderWith({ [name]: 'mine' });
      const kept = await zenbun(['init', '--yes', '--ci', 'github'], { cwd: folder });
      expect(kept).toMatchObject({ code: 2, out: '' });
      expect(kept.err).toContain(`${name} already exists; nothing was written\n`);
      expect(kept.err).toContain('--force');
      expect(readdirSync(folder)).toEqual([name]);
      expect(read(folder, name)).toBe('mine');
      expect((await zenbun(['init', '--yes', '--force'], { cwd: folder })).code).toBe(0);
      expect(readdirSync(folder)).toEqual([name]);
      expect(read(folder, name)).toContain('failOn: block');
    },
  );

  test('is told in Japanese, too', async () => {
    const folder = folderWith({ 'zenbun.yaml': 'mine' });
    const { err } = await zenbun(['init', '--lang', 'ja'], { cwd: folder });
    expect(err).toContain('zenbun.yaml は既にあります。何も書き込んでいません\n  次にすること：');
  });

  test('for the CI keeps the settings from being written, too', async () => {
    const folder = folderWith({ '.gitlab-ci.zenbun.yml': 'mine' });
    const kept = await zenbun(['init', '--yes', '--ci', 'gitlab'], { cwd: folder });
    expect(kept.code).toBe(2);
    expect(kept.err).toContain('.gitlab-ci.zenbun.yml already exists');
    expect(readdirSync(folder)).toEqual(['.gitlab-ci.zenbun.yml']);
    expect((await zenbun(['init', '--yes', '--ci', 'gitlab', '--force'], { cwd: folder })).code).toBe(0);
    expect(read(folder, '.gitlab-ci.zenbun.yml')).toContain('npx zenbun scan');
  });

  test.skipIf(process.platform === 'win32')('counts when it is a link that leads nowhere', async () => {
    const folder = folderWith({});
    symlinkSync('nowhere', join(folder, 'zenbun.yaml'));
    expect((await zenbun(['init', '--yes'], { cwd: folder })).code).toBe(2);
  });

  test('in two names is not chosen between', async () => {
    const folder = folderWith({ 'zenbun.yaml': 'a', 'zenbun.yml': 'b' });
    const { code, err } = await zenbun(['init', '--yes', '--force'], { cwd: folder });
    expect(code).toBe(2);
    expect(err).toContain('there are two configuration files');
  });
});

describe('what cannot be written', () => {
  test('leaves nothing behind: a folder stands where the workflow would', async () => {
    const folder = folderWith({});
    mkdirSync(join(folder, '.github/workflows/zenbun.yml'), { recursive: true });
    const { code, err } = await zenbun(['init', '--yes', '--force', '--ci', 'github'], { cwd: folder });
    expect(code).toBe(2);
    expect(err).toContain('.github/workflows/zenbun.yml');
    expect(readdirSync(folder)).toEqual(['.github']);
  });

  test('leaves nothing behind: a file stands where the folder would', async () => {
    const folder = folderWith({ '.github': '' });
    const { code, err } = await zenbun(['init', '--yes', '--ci', 'github'], { cwd: folder });
    expect(code).toBe(3);
    expect(err).toContain('.github/workflows could not be created');
    expect(readdirSync(folder)).toEqual(['.github']);
  });

  test.skipIf(process.getuid?.() === 0)(
    'is told where permission denied (not to root, who has it always)',
    async () => {
      const folder = folderWith({});
      chmodSync(folder, 0o500);
      expect(await zenbun(['init', '--yes'], { cwd: folder })).toMatchObject({ code: 3, out: '' });
    },
  );
});

test.each([
  [['--data', '-'], '--data: - looks like a flag; write ./-'],
  [['--data', 'a\nb'], '--data: a data path contains control characters'],
  [['--ci', 'jenkins'], 'none, github, gitlab, pre-commit'],
  [['--fail-on', 'info'], 'review, block'],
])('refuses %j, and writes nothing', async (args, told) => {
  const folder = folderWith({});
  const { code, err } = await zenbun(['init', '--yes', ...args], { cwd: folder });
  expect(code).toBe(2);
  expect(err).toContain(told);
  expect(readdirSync(folder)).toEqual([]);
});

/** Python program that runs a command on a pseudo-terminal, and types a line whenever the command waits for one. */
const TYPIST = `
import os, pty, sys
lines = sys.argv[1].split('|')
pid, terminal = pty.fork()
if pid == 0:
    os.execv(sys.argv[2], sys.argv[2:])
seen = b''
while True:
    try:
        some = os.read(terminal, 4096)
    except OSError:
        break
    if not some:
        break
    seen += some
    if lines and (b': \\x1b[' in seen or '：\\x1b['.encode() in seen):
        seen = b''
        line = lines.pop(0)
        os.write(terminal, b'\\x03' if line == '^C' else line.encode() + b'\\r')
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
`;

const hasPython =
  spawnSync('python3', ['-c', 'import os, pty; os.waitstatus_to_exitcode'], { stdio: 'ignore' }).status === 0;

describe.skipIf(!hasPython)('on a terminal (which python3 gives it)', () => {
  const typed = (lines: string, cwd: string, args: readonly string[] = []) => {
    const env = { PATH: process.env.PATH, LANG: 'C.UTF-8', TERM: 'xterm' };
    return spawnSync('python3', ['-c', TYPIST, lines, process.execPath, CLI, 'init', ...args], { cwd, env, input: '' })
      .status;
  };

  test('asks, and writes what was answered', () => {
    const folder = folderWith({});
    expect(typed('ja|data/, more.jsonl|never|review|gitlab', folder)).toBe(0);
    expect(parse(read(folder, 'zenbun.yaml'))).toEqual({
      lang: 'ja',
      scan: { failOn: 'review' },
      compare: { data: ['data/', 'more.jsonl'] },
    });
    expect(read(folder, '.gitlab-ci.zenbun.yml')).toContain('zenbun scan data/ more.jsonl');
  });

  test('asks nothing with --yes', () => {
    const folder = folderWith({});
    expect(typed('ja|ja|ja|ja', folder, ['--yes'])).toBe(0);
    expect(parse(read(folder, 'zenbun.yaml'))).toMatchObject({ lang: 'en' });
  });

  test('leaves nothing behind when it is left before the last answer', () => {
    const folder = folderWith({});
    expect(typed('en|^C', folder)).toBe(3);
    expect(existsSync(join(folder, 'zenbun.yaml'))).toBe(false);
  });

  test('does not ask for nothing: a file that is there is told first', () => {
    const folder = folderWith({});
    writeFileSync(join(folder, 'zenbun.yaml'), 'mine');
    expect(typed('en|a|block|none', folder)).toBe(2);
    expect(read(folder, 'zenbun.yaml')).toBe('mine');
  });
});
