import { Command, Option } from 'commander';
import { expect, test } from 'vitest';
import { commandWords } from './command-words.ts';
import { zshCompletion } from './zsh-completion.ts';

const top = new Command('zenbun').version('1', '-V, --version', 'version');
top
  .command('fry')
  .description('fry it')
  .argument('[file...]')
  .addOption(new Option('--heat <level>', 'how hot').choices(['low', 'high']))
  .option('--out <file>', 'to where')
  .option('--eggs <n>', 'how many')
  .option('--salt', 'with salt');
const oven = top.command('oven').description('oven');
oven.command('pre-heat').description('a \\ b: c');
const script = zshCompletion(commandWords(top));
/** Returns the body of a function of the script. */
const body = (name: string) => new RegExp(`^${name}\\(\\) \\{\\n([\\s\\S]*?)^\\}$`, 'm').exec(script)?.[1];

test('each command has a function, its hyphens made fit for a name', () => {
  const names = [...script.matchAll(/^(\w+)\(\) \{$/gm)].map(([, name]) => name);
  expect(names).toEqual([
    '_zenbun',
    '_zenbun_fry',
    '_zenbun_oven',
    '_zenbun_oven_pre_heat',
    '_zenbun_oven_help',
    '_zenbun_help',
  ]);
});

test('a command with others below it offers these, and goes on with the one that was typed', () => {
  expect(body('_zenbun')).toContain("'fry:fry it'");
  expect(body('_zenbun')).toContain('fry) _zenbun_fry ;;');
  expect(body('_zenbun_oven')).toContain('pre-heat) _zenbun_oven_pre_heat ;;');
  expect(body('_zenbun_oven')).toContain("'pre-heat:a \\\\ b: c'");
});

test('a flag says what may follow it', () => {
  const fry = body('_zenbun_fry')!;
  expect(fry).toContain("'*--heat=[how hot]:value:(low high)'");
  expect(fry).toContain("'*--out=[to where]:value:_files'");
  expect(fry).toContain("'*--eggs=[how many]:value:'");
  expect(fry).toContain("'*--salt[with salt]'");
  expect(fry).toContain("'*:file:_files'");
  expect(body('_zenbun_oven_pre_heat')).not.toContain('*:file');
});

test('works sourced and as a file of fpath', () => {
  expect(script).toMatch(/^#compdef zenbun\n/);
  expect(script).toContain('compdef _zenbun zenbun');
  expect(script).toContain('_zenbun "$@"');
});
