import { existsSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { readConfig } from '../config/config.ts';
import { capturedOutput } from '../fixtures/captured-output.ts';
import { workingFolder } from '../fixtures/own-folder.ts';
import { type InitFlags, initCommand } from './init-command.ts';

/** Runs `zenbun init` without questions; returns its output. */
async function init(flags: InitFlags = {}, lang: 'en' | 'ja' = 'en'): Promise<string> {
  const written = capturedOutput();
  expect(await initCommand({ yes: true, ...flags }, lang)).toBe(0);
  expect(written.err).toBe('');
  return written.out;
}

describe('new settings', () => {
  test('hold what was given, and the next command takes them', async () => {
    workingFolder();
    const told = await init({ data: ['train.jsonl'], failOn: 'review', lang: 'ja' });
    expect(await readConfig('zenbun.yaml')).toEqual({
      lang: 'ja',
      scan: { failOn: 'review' },
      compare: { data: ['train.jsonl'] },
    });
    expect(told).toContain('zenbun.yaml');
    expect(told).toContain('npx zenbun scan train.jsonl');
    expect(told).toMatch(/[\p{sc=Hiragana}]/u);
  });

  test('speak the language of whoever asks for them, where none is given', async () => {
    workingFolder();
    await init({}, 'ja');
    expect(await readConfig('zenbun.yaml')).toMatchObject({ lang: 'ja' });
  });

  test('come with the file for the CI that was named', async () => {
    workingFolder();
    const told = await init({ ci: 'github', data: ['a.jsonl'] });
    const path = '.github/workflows/zenbun.yml';
    expect(told).toContain(path);
    expect(JSON.stringify(parse(readFileSync(path, 'utf8')))).toContain('npx zenbun scan a.jsonl');
  });

  test('GitLab is told to include the new file', async () => {
    workingFolder();
    expect(await init({ ci: 'gitlab' })).toMatch(/include:\n\s+- local: \.gitlab-ci\.zenbun\.yml\n/);
  });
});

describe('what is there already', () => {
  test.each(['zenbun.yaml', 'zenbun.yml'])('%s is not replaced, unless by force, and keeps its name', async (name) => {
    workingFolder({ [name]: 'lang: ja\n' });
    await expect(initCommand({ yes: true }, 'en')).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining(name),
      advice: expect.stringContaining('--force'),
    });
    expect(readFileSync(name, 'utf8')).toBe('lang: ja\n');
    await init({ force: true });
    expect(readdirSync('.')).toEqual([name]);
    expect(await readConfig(name)).toMatchObject({ lang: 'en' });
  });

  test('a link that leads nowhere is there, too', async () => {
    workingFolder();
    symlinkSync('nowhere', 'zenbun.yaml');
    await expect(initCommand({ yes: true }, 'en')).rejects.toMatchObject({ code: 'usage' });
  });

  test('a workflow keeps the settings from being written', async () => {
    workingFolder({ '.github/workflows/zenbun.yml': 'mine' });
    await expect(initCommand({ yes: true, ci: 'github' }, 'en')).rejects.toMatchObject({ code: 'usage' });
    expect(existsSync('zenbun.yaml')).toBe(false);
  });

  test('hooks of others are left alone, even by force; what to add is shown', async () => {
    workingFolder({ '.pre-commit-config.yaml': 'repos: []\n' });
    const told = await init({ ci: 'pre-commit', force: true, data: ['a.jsonl'] });
    expect(readFileSync('.pre-commit-config.yaml', 'utf8')).toBe('repos: []\n');
    expect(told).toContain('zenbun scan a.jsonl');
    expect(told).toContain('- repo: local');
    expect(existsSync('zenbun.yaml')).toBe(true);
  });
});

test.each(['', '-', '--force', 'a\nb'])('a path of data that could not stand in files is refused: %j', async (path) => {
  workingFolder();
  await expect(initCommand({ yes: true, data: ['good.jsonl', path] }, 'en')).rejects.toMatchObject({
    code: 'usage',
    localized: { en: expect.stringContaining('--data'), ja: expect.stringContaining('--data') },
  });
  expect(readdirSync('.')).toEqual([]);
});
