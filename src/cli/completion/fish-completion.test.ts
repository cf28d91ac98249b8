import { Command, Option } from 'commander';
import { expect, test } from 'vitest';
import { commandWords } from './command-words.ts';
import { fishCompletion } from './fish-completion.ts';

const top = new Command('zenbun').version('1', '-V, --version', 'version');
top
  .command('fry')
  .description('fry it')
  .argument('[file...]')
  .addOption(new Option('--heat <level>', 'how hot').choices(['low', 'high']))
  .option('--salt', 'with salt');
top.command('oven').description('oven').command('clean').description("don't forget");
const lines = fishCompletion(commandWords(top)).split('\n');
/** Returns the lines that apply after these words. */
const at = (path: string) => {
  const where = `complete -c zenbun -n '__zenbun_at \\'${path}\\''`;
  return lines.filter((line) => line.startsWith(`${where} `)).map((line) => line.slice(where.length + 1));
};

test('at the top there are the commands, and no files', () => {
  expect(at('')).toEqual([
    '-f',
    "-f -a 'fry' -d 'fry it'",
    "-f -a 'oven' -d 'oven'",
    expect.stringMatching(/^-f -a 'help' -d '.+'$/),
    "-l version -d 'version'",
    expect.stringMatching(/^-l help -d '.+'$/),
  ]);
});

test('a command that takes files leaves them; the choices of a flag are all that may follow it', () => {
  expect(at('fry')).toEqual([
    "-l heat -x -a 'low high' -d 'how hot'",
    "-l salt -d 'with salt'",
    expect.stringMatching(/^-l help/),
  ]);
});

test('a command below another is told apart by all its words', () => {
  expect(at('oven')).toContain("-f -a 'clean' -d 'don\\'t forget'");
  expect(at('oven clean')).toEqual(['-f', expect.stringMatching(/^-l help/)]);
  expect(at('clean')).toEqual([]);
});

test('the function that finds the command knows all of them', () => {
  const known = lines.find((line) => line.includes('set -l known'))!;
  for (const path of ['fry', 'oven', 'oven clean', 'help']) expect(known).toContain(` '${path}'`);
});
