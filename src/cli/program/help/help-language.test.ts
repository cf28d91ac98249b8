import { Argument, Command, CommanderError, Option } from 'commander';
import { describe, expect, test } from 'vitest';
import { capturedOutput } from '../../fixtures/captured-output.ts';
import { errorIn, helpIn } from './help-language.ts';

const JAPANESE = /[\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Han}]/u;

/** Builds a small program whose errors go through `errorIn`, like those of the command line. */
function program(lang: 'en' | 'ja') {
  const top = new Command('kitchen').exitOverride().configureOutput({
    outputError: (error, write) => write(errorIn(lang, error)),
  });
  helpIn(lang, top);
  top
    .command('fry')
    .argument('<dish>', 'd')
    .requiredOption('--pan <name>', 'p')
    .addOption(new Option('--heat <level>', 'h').choices(['low', 'high']).default('low'))
    .option('--salt', 's');
  top.command('bake').addArgument(new Argument('<what>', 'w').choices(['bread', 'cake']));
  return top;
}

/** Returns the error output for a wrong command line. */
function toldOf(lang: 'en' | 'ja', ...argv: string[]): string {
  const written = capturedOutput();
  expect(() => program(lang).parse(argv, { from: 'user' })).toThrow(CommanderError);
  return written.err;
}

describe('every mistake in a command line', () => {
  test.each([
    [['fry', '--pan', 'x'], ['dish']],
    [['fry', 'egg'], ['--pan <name>']],
    [['fry', 'egg', '--pan'], ['--pan <name>']],
    [
      ['fry', 'egg', '--pan', 'x', '--slat'],
      ['--slat', '--salt'],
    ],
    [['fry', 'egg', '--pan', 'x', '--quux'], ['--quux']],
    [['fri'], ['fri', 'fry']],
    [['quux'], ['quux']],
    [
      ['fry', 'egg', 'ham', '--pan', 'x'],
      ['fry', '1', '2'],
    ],
    [
      ['fry', 'egg', '--pan', 'x', '--heat', 'odd'],
      ['--heat <level>', 'odd', 'low, high'],
    ],
    [
      ['bake', 'stone'],
      ['what', 'stone', 'bread, cake'],
    ],
  ])('%j is told in either language, with the same names', (argv, names) => {
    const english = toldOf('en', ...argv);
    const japanese = toldOf('ja', ...argv);
    expect(english).toMatch(/^error: /);
    expect(english).not.toMatch(JAPANESE);
    expect(japanese).toMatch(/^エラー：.*[\p{sc=Hiragana}\p{sc=Katakana}]/u);
    expect(japanese).not.toMatch(/error:|option|argument|unknown|Did you/);
    expect(japanese.endsWith('\n')).toBe(true);
    for (const name of names) for (const told of [english, japanese]) expect(told).toContain(name);
  });
});

test('an error that is not known is told as it is', () => {
  expect(errorIn('ja', 'error: the oven is cold\n')).toBe('error: the oven is cold\n');
  expect(errorIn('en', 'error: the oven is cold\n')).toBe('error: the oven is cold\n');
});

describe('the help', () => {
  const helpOf = (lang: 'en' | 'ja') => helpIn(lang, program(lang).commands[0]!).helpInformation();

  test('has its titles, its choices and its defaults in Japanese, too', () => {
    const help = helpOf('ja');
    expect(help).toMatch(/^使い方：\S/);
    expect(help).toContain('引数：');
    expect(help).toContain('オプション：');
    expect(help).toMatch(/--heat <level> .*選択肢：low、high.*既定値：low/);
    expect(help).not.toMatch(/Usage|Arguments|Options|choices|default/);
  });

  test('has no line of more than 80 columns, and none that ends with an opening bracket', () => {
    const top = helpIn('ja', new Command('kitchen').description('卵を焼くためのコマンド（試験用）。'.repeat(5)));
    top.option('--pan <name>', '鍋の名前（既定値：フライパン、なければ中華鍋）。複数回指定可。'.repeat(3));
    const lines = top.helpInformation().split('\n');
    expect(lines.length).toBeGreaterThan(8);
    for (const line of lines) {
      const columns = [...line].reduce((sum, character) => sum + (character > '\u00ff' ? 2 : 1), 0);
      expect(columns).toBeLessThanOrEqual(80);
      expect(line).not.toMatch(/（$/);
      expect(line).not.toMatch(/^\s*[）。、]/);
    }
  });

  test('is as commander writes it in English', () => {
    const help = helpOf('en');
    expect(help).toMatch(/^Usage: /);
    expect(help).toMatch(/--heat <level> .*choices: "low", "high", default: "low"/);
    expect(help).not.toMatch(JAPANESE);
  });

  test('a flag that is off where nothing is said has no default to tell', () => {
    const top = new Command('kitchen').option('--no-color', 'plain');
    expect(helpIn('ja', top).helpInformation()).not.toContain('既定値');
  });
});
