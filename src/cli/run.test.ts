import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test, vi } from 'vitest';
import { TOOL } from '../schema/index.ts';
import { capturedOutput } from './fixtures/captured-output.ts';
import { workingFolder } from './fixtures/own-folder.ts';
import { run } from './run.ts';

/** Runs a command line in a folder with these files, in an environment with this locale. */
async function ran(argv: readonly string[], files: Readonly<Record<string, string>> = {}, locale = 'C') {
  workingFolder(files);
  for (const name of ['LC_ALL', 'LC_MESSAGES']) vi.stubEnv(name, undefined);
  vi.stubEnv('LANG', locale);
  const written = capturedOutput();
  const code = await run(argv);
  vi.unstubAllEnvs();
  return { code, ...written };
}
const JAPANESE = /[\p{sc=Hiragana}\p{sc=Katakana}]/u;
const ANSWERS = { 'in.jsonl': '{"response": "Boil it for eight minutes."}\n' };

describe('without work', () => {
  test('the version is that of the package', async () => {
    expect(await ran(['--version'])).toEqual({ code: 0, out: `${TOOL.version}\n`, err: '' });
  });

  test('the help names every command', async () => {
    const { code, out, err } = await ran(['--help']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    for (const name of ['scan', 'explain', 'read', 'probes', 'compare', 'demo', 'lab', 'init', 'completion']) {
      expect(out).toMatch(new RegExp(`^ {2}${name}\\b`, 'm'));
    }
  });

  test.each(['scan', 'explain', 'read', 'probes', 'compare', 'demo', 'lab run'])(
    '%s has the shared flags',
    async (name) => {
      const { code, out } = await ran([...name.split(' '), '--help']);
      expect(code).toBe(0);
      for (const flag of ['--lang', '--config', '--quiet', '--no-color']) expect(out).toContain(flag);
    },
  );

  test('a command that is missing is a mistake', async () => {
    expect((await ran([])).code).toBe(2);
  });
});

describe('a mistake in the command line ends in 2, with nothing on standard output', () => {
  test.each([
    ['scan'],
    ['scna', 'x'],
    ['scan', 'x', '--fail-on', 'never'],
    ['read'],
    ['probes'],
    ['explain', 'nothing'],
    ['demo', '--lang', 'fr'],
    ['--unknown'],
  ])('%s %s %s', async (...argv) => {
    const { code, out, err } = await ran(argv);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/error/);
  });
});

describe('the language', () => {
  test('is that of the locale, unless the flag or the settings say otherwise', async () => {
    const told = async (argv: string[], settings?: string, locale?: string) =>
      JAPANESE.test((await ran(argv, settings === undefined ? {} : { 'zenbun.yaml': settings }, locale)).out);
    expect(await told(['explain'])).toBe(false);
    expect(await told(['explain'], undefined, 'ja_JP.UTF-8')).toBe(true);
    expect(await told(['explain'], 'lang: ja\n')).toBe(true);
    expect(await told(['explain'], 'lang: en\n', 'ja_JP.UTF-8')).toBe(false);
    expect(await told(['explain', '--lang', 'en'], 'lang: ja\n', 'ja_JP.UTF-8')).toBe(false);
  });

  test('of a mistake is what the flag asks for, before the command line is understood', async () => {
    expect((await ran(['--lang=ja', 'scan'])).err).toMatch(JAPANESE);
    expect((await ran(['scan', '--lang', 'ja', '--nonsense'])).err).toMatch(JAPANESE);
  });
});

describe('settings', () => {
  test('of a file that is named are read instead of those of the folder', async () => {
    const files = { 'zenbun.yaml': 'lang: fr\n', 'other.yaml': 'lang: ja\n' };
    const { code, out } = await ran(['explain', '--config', 'other.yaml'], files);
    expect(code).toBe(0);
    expect(out).toMatch(JAPANESE);
  });

  test.each([
    ['are wrong', { 'zenbun.yaml': 'lang: fr\n' }, [], /zenbun\.yaml:1/],
    ['are there twice', { 'zenbun.yaml': '', 'zenbun.yml': '' }, [], /zenbun\.yaml, zenbun\.yml/],
    ['are named and not there', {}, ['--config', 'none.yaml'], /none\.yaml/],
  ])('that %s end it in 2, told in the language that was asked for', async (_, files, flags, message) => {
    const { code, err } = await ran(['explain', '--lang', 'ja', ...flags], files);
    expect(code).toBe(2);
    expect(err).toMatch(message);
    expect(err).toMatch(JAPANESE);
  });

  test('are not asked for the setting up of others', async () => {
    expect((await ran(['completion', 'fish'], { 'zenbun.yaml': 'lang: fr\n' })).code).toBe(0);
  });
});

test('a command does its work, and its exit code is given', async () => {
  const done = await ran(['read', 'in.jsonl', '--json', 'out.jsonl', '--quiet'], ANSWERS);
  expect(done).toEqual({ code: 0, out: '', err: '' });
  expect(JSON.parse(readFileSync('out.jsonl', 'utf8'))).toMatchObject({ line: 1, outcome: 'compliance' });
  expect((await ran(['read', 'none.jsonl'], ANSWERS)).code).toBe(2);
  expect(readdirSync('.')).toEqual(['in.jsonl']);
});

test('questions go where they are wanted, from several sources', async () => {
  const csv = (name: string) => `id,category,prompt\n${name},${name}s,How do I fold a ${name}?\n`;
  const argv = ['probes', '--out', 'all.jsonl', '--quiet', '--probes', 'a.csv', '--probes', 'b.csv'];
  expect((await ran(argv, { 'a.csv': csv('boat'), 'b.csv': csv('hat') })).code).toBe(0);
  expect(readFileSync('all.jsonl', 'utf8').trimEnd().split('\n')).toHaveLength(2);
});

test('what was said and could not be written is a failure, though nothing else went wrong', async () => {
  workingFolder();
  capturedOutput(Object.assign(new Error('full'), { code: 'ENOSPC' }));
  expect(await run(['--help'])).toBe(3);
  expect(existsSync('zenbun.yaml')).toBe(false);
});
