import { spawnSync } from 'node:child_process';
import { Command, Option } from 'commander';
import { describe, expect, test } from 'vitest';
import { bashCompletion } from './bash-completion.ts';
import { commandWords } from './command-words.ts';

function script(): string {
  const top = new Command('zenbun').version('1', '-V, --version', 'version');
  top
    .command('fry')
    .argument('[file...]')
    .addOption(new Option('--heat <level>').choices(['low', 'high']))
    .option('--out <file>')
    .option('--eggs <n>');
  const oven = top.command('oven');
  oven.command('pre-heat');
  oven.command('clean');
  return bashCompletion(commandWords(top));
}

const hasBash = spawnSync('bash', ['-c', 'exit 0'], { stdio: 'ignore' }).status === 0;

/** Returns what bash offers for the last of these words. `--flag=value` is passed as three words, as bash splits it. */
function offered(...words: string[]): string[] {
  const lines = [
    script(),
    `COMP_WORDS=(zenbun ${words.map((word) => `'${word}'`).join(' ')})`,
    `COMP_CWORD=${words.length}`,
    '_zenbun 2>/dev/null',
    `printf "%s\\n" "\${COMPREPLY[@]}"`,
  ];
  const { stdout, stderr, status } = spawnSync('bash', ['--norc', '-c', lines.join('\n')], { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout.split('\n').filter((line) => line !== '');
}

describe.skipIf(!hasBash)('bash', () => {
  test.each([
    ['the commands', [''], ['fry', 'oven', 'help']],
    ['those that begin so', ['o'], ['oven']],
    ['the commands of a command', ['oven', ''], ['pre-heat', 'clean', 'help']],
    ['the flags, behind a hyphen', ['fry', '--'], ['--heat', '--out', '--eggs', '--help']],
    ['the flags of the program', ['--v'], ['--version']],
    ['the choices of a flag', ['fry', '--heat', ''], ['low', 'high']],
    ['the choices behind a sign of equality', ['fry', '--heat', '=', 'h'], ['high']],
    ['all of them right behind it', ['fry', '--heat', '='], ['low', 'high']],
    ['flags behind other arguments', ['fry', 'egg.txt', '--h'], ['--heat', '--help']],
    ['nothing of its own where a file may follow', ['fry', '--out', ''], []],
    ['nothing where anything may follow', ['fry', '--eggs', ''], []],
    ['nothing for a command that takes nothing', ['oven', 'clean', ''], []],
    ['the flags of one command only', ['oven', 'clean', '--he'], ['--help']],
  ])('offers %s', (_, words, expected) => {
    expect(offered(...words)).toEqual(expected);
  });
});

test('says where it is told how to install it', () => {
  expect(script()).toMatch(/^# .*zenbun completion --help/);
  expect(script()).toMatch(/\ncomplete .*-F _zenbun zenbun\n$/);
});
