import { Argument, Command, Option } from 'commander';
import { expect, test } from 'vitest';
import { bashCompletion } from './bash-completion.ts';
import { commandWords, everyCommand } from './command-words.ts';
import { fishCompletion } from './fish-completion.ts';
import { zshCompletion } from './zsh-completion.ts';

/** Builds a program whose words contain everything a shell could trip over. */
function program(): Command {
  const top = new Command('zenbun')
    .description('first\nsecond')
    .version('1', '-V, --version', "it's [a] \\ version: x");
  top
    .command('scan')
    .description("read: it's $(all) `of` it\nand more")
    .argument('[path...]', 'files')
    .addOption(new Option('--lang <lang>', 'language').choices(['en', 'ja']))
    .option('-c, --config <file>', 'settings')
    .option('--jobs <n>', 'threads')
    .option('-q', 'short only')
    .addOption(new Option('--secret', 'hidden').hideHelp());
  const lab = top.command('lab').description('lab');
  lab
    .command('run')
    .description('run')
    .addArgument(new Argument('<what>').choices(['all', 'one']));
  return top;
}

const words = commandWords(program());
const at = (...path: string[]) => everyCommand(words).find((command) => command.path.join(' ') === path.join(' '))!;

test('reads commands, flags, choices and places, with what commander adds itself', () => {
  expect(everyCommand(words).map(({ path }) => path.join(' '))).toEqual([
    '',
    'scan',
    'lab',
    'lab run',
    'lab help',
    'help',
  ]);
  expect(at('scan')).toEqual({
    path: ['scan'],
    about: "read: it's $(all) `of` it",
    commands: [],
    flags: [
      { name: '--lang', about: 'language', value: { kind: 'choice', choices: ['en', 'ja'] } },
      { name: '--config', about: 'settings', value: { kind: 'place' } },
      { name: '--jobs', about: 'threads', value: { kind: 'free' } },
      { name: '--help', about: 'display help for command', value: null },
    ],
    argument: { kind: 'place' },
  });
  expect(at('lab', 'run').argument).toEqual({ kind: 'choice', choices: ['all', 'one'] });
  expect(at('help').argument).toEqual({ kind: 'choice', choices: ['scan', 'lab'] });
  expect(at('lab', 'help').argument).toEqual({ kind: 'choice', choices: ['run'] });
  expect(at('lab').argument).toBeNull();
});

test('zsh: what has a meaning in its specifications is told as it is', () => {
  const script = zshCompletion(words);
  expect(script).toMatch(/^#compdef zenbun\n/);
  expect(script).toContain("'*--version[it'\\''s \\[a\\] \\\\ version\\: x]'");
  expect(script).toContain("'*--lang=[language]:value:(en ja)'");
  expect(script).toContain("'*--config=[settings]:value:_files'");
  expect(script).toContain("'scan:read: it'\\''s $(all) `of` it'");
  expect(script).toContain('_zenbun_lab_run() {');
});

test('fish: quotes and backslashes are told as they are', () => {
  const script = fishCompletion(words);
  expect(script).toContain("-l version -d 'it\\'s [a] \\\\ version: x'");
  expect(script).toContain("-n '__zenbun_at \\'lab run\\'' -f -a 'all one'");
  expect(script).toContain("-l config -r -F -d 'settings'");
  expect(script).toContain("-l jobs -x -d 'threads'");
});

test('bash: each command has its flags and names', () => {
  const script = bashCompletion(words);
  expect(script).toContain("' lab run') flags='--help' names='all one' ;;");
  expect(script).toContain("' scan') flags='--lang --config --jobs --help' names='' ;;");
});
