import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { SHELLS } from '../../src/cli/completion/shells.ts';
import { folderWith, zenbun } from './command.ts';

const has = (shell: string) => spawnSync(shell, ['-c', 'exit 0'], { stdio: 'ignore' }).status === 0;

/** Creates a folder with the completion script. */
async function scripted(shell: string): Promise<string> {
  const { code, out, err } = await zenbun(['completion', shell]);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  const folder = folderWith({});
  writeFileSync(join(folder, 'script'), out);
  return folder;
}

function ran(shell: string, args: readonly string[], folder: string): string {
  const env = { PATH: process.env.PATH, HOME: folder, LANG: 'C.UTF-8' };
  const { status, stdout, stderr } = spawnSync(shell, args, { cwd: folder, env, encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout;
}

test('the help says how to install it, for each shell', async () => {
  const { out } = await zenbun(['completion', '--help']);
  for (const shell of SHELLS) expect(out.match(new RegExp(`\\$.*zenbun completion ${shell}`, 'g'))).toHaveLength(2);
});

test('another shell is a mistake, told in both languages', async () => {
  expect(await zenbun(['completion', 'tcsh'])).toMatchObject({
    code: 2,
    err: expect.stringContaining('Allowed choices are bash, zsh, fish.'),
  });
  expect(await zenbun(['completion', 'tcsh', '--lang', 'ja'])).toMatchObject({
    code: 2,
    err: expect.stringContaining('エラー：引数 shell の値 tcsh は指定できません。選択肢：bash, zsh, fish'),
  });
});

test('a broken configuration does not break a shell that starts', async () => {
  const cwd = folderWith({ 'zenbun.yaml': 'lang: fr\n' });
  expect(await zenbun(['completion', 'bash'], { cwd })).toMatchObject({ code: 0, err: '' });
});

test('descriptions are in the language that is asked for', async () => {
  expect((await zenbun(['completion', 'fish', '--lang', 'ja'])).out).toContain('学習データの検査');
});

/** Words before the cursor, and the completions of the last of them. */
const COMPLETED: readonly (readonly [typed: readonly string[], expected: readonly string[]])[] = [
  [['sc'], ['scan']],
  [
    ['lab', ''],
    ['run', 'export', 'serve', 'help'],
  ],
  [['lab', 'run', '--ker'], ['--kernels']],
  [
    ['rollout', 'p'],
    ['plan', 'pause', 'promote'],
  ],
  [['rollout', 'start', '--wi'], ['--without-comparison']],
  [
    ['lab', 'run', '--kernels', ''],
    ['wasm', 'plain'],
  ],
  [['scan', '--fail-on', 'r'], ['review']],
  [['scan', '--lang', 'en', '--list'], ['--list-detectors']],
  [['scan', 'lab', '--fa'], ['--fail-on']],
  [['completion', ''], [...SHELLS]],
  [['explain', 'tr'], ['trigger']],
  [['help', 'sca'], ['scan']],
  [
    ['init', '--ci', ''],
    ['none', 'github', 'gitlab', 'pre-commit'],
  ],
];

describe.skipIf(!has('bash'))('bash (where there is one)', () => {
  const completedBy = (words: readonly string[], folder: string) => {
    const line = ['zenbun', ...words].map((word) => `'${word}'`).join(' ');
    const source = `. ./script; COMP_WORDS=(${line}); COMP_CWORD=${words.length}; _zenbun; printf '%s\\n' "\${COMPREPLY[@]}"`;
    return ran('bash', ['--norc', '-c', source], folder).trim().split('\n');
  };

  test('has no fault in it', async () => {
    ran('bash', ['-n', 'script'], await scripted('bash'));
  });

  test('completes commands, flags and choices', async () => {
    const folder = await scripted('bash');
    for (const [typed, expected] of COMPLETED) expect(completedBy(typed, folder), typed.join(' ')).toEqual(expected);
  });

  test('completes --flag=value, which it sees as three words', async () => {
    const folder = await scripted('bash');
    expect(completedBy(['scan', '--fail-on', '='], folder)).toEqual(['review', 'block']);
    expect(completedBy(['scan', '--fail-on', '=', 'b'], folder)).toEqual(['block']);
  });

  test('leaves files to the shell, and offers nothing where anything may follow', async () => {
    const folder = await scripted('bash');
    for (const typed of [
      ['scan', ''],
      ['scan', '--json', 's'],
      ['scan', '--jobs', ''],
    ])
      expect(completedBy(typed, folder), typed.join(' ')).toEqual(['']);
    expect(ran('bash', ['--norc', '-c', '. ./script; complete -p zenbun'], folder)).toContain('-o default');
  });
});

describe.skipIf(!has('zsh'))('zsh (where there is one)', () => {
  test('has no fault in it', async () => {
    ran('zsh', ['-f', '-n', 'script'], await scripted('zsh'));
  });
});

describe.skipIf(!has('fish'))('fish (where there is one)', () => {
  test('has no fault in it, and completes commands, flags and choices', async () => {
    const folder = await scripted('fish');
    ran('fish', ['--no-execute', 'script'], folder);
    for (const [typed, expected] of COMPLETED) {
      const source = `source script; complete -C 'zenbun ${typed.join(' ')}'`;
      const lines = ran('fish', ['--no-config', '-c', source], folder).trim().split('\n');
      expect(lines.map((line) => line.split('\t')[0]).sort(), typed.join(' ')).toEqual([...expected].sort());
    }
  });
});
