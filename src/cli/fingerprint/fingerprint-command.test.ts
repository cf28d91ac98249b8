import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { FingerprintResult } from '../../schema/index.ts';
import { capturedOutput } from '../fixtures/captured-output.ts';
import { ownFolder } from '../fixtures/own-folder.ts';
import { type FingerprintCommandFlags, fingerprintCommand } from './fingerprint-command.ts';

const BASE = { color: false } as const;

test('saved, checked against itself and against another: the exit codes and every report', async () => {
  const folder = ownFolder();
  const at = (name: string) => join(folder, name);
  const written = capturedOutput();
  const run = (model: string, flags: Partial<FingerprintCommandFlags>, lang: 'en' | 'ja' = 'en') =>
    fingerprintCommand(model, { ...BASE, ...flags }, lang);
  expect(await run('toy:aligned', { save: at('a.json'), digest: 'sha256:x' })).toBe(0);
  expect(written.out).toContain('log-probabilities of the first token, 5 prompts, 50 answers (55 requests in all)');

  const same = { against: at('a.json'), json: at('r.json'), quiet: true };
  expect(await run('toy:aligned', same)).toBe(0);
  const result = JSON.parse(readFileSync(at('r.json'), 'utf8')) as FingerprintResult;
  expect(result).toMatchObject({ schema: 'zenbun.fingerprint/1', decision: 'same-within-margin' });
  expect(result.reference).toMatchObject({ path: at('a.json'), digest: 'sha256:x', model: 'toy:aligned' });

  written.out = '';
  expect(await run('toy:noice', { against: at('a.json'), md: at('r.md') })).toBe(1);
  expect(written.out).toMatch(/DIFFERS/);
  expect(written.out).toContain('What differs most');
  expect(readFileSync(at('r.md'), 'utf8')).toMatch(/^# zenbun fingerprint\n\n\*\*DIFFERS\*\*/);
  written.out = '';
  expect(await run('toy:noice', { against: at('a.json') }, 'ja')).toBe(1);
  expect(written.out).toContain('相違あり');
  // One request can neither show a difference nor rule one out for the prompts it leaves out.
  expect(await run('toy:aligned', { against: at('a.json'), requests: 1, quiet: true })).toBe(3);
}, 60_000);

test.each<[string, Partial<FingerprintCommandFlags>, string]>([
  ['neither', {}, 'either --save FILE or --against FILE'],
  ['both', { save: 'a', against: 'b' }, 'either --save FILE or --against FILE'],
  ['a series of a save', { save: 'a', series: 'b' }, 'go with --against'],
  ['a method of a check', { against: 'a', method: 'border' }, 'go with --save'],
  ['two results on one output', { against: 'a', json: '-', md: '-' }, 'only one result'],
])('refused: %s', async (_, flags, said) => {
  const check = fingerprintCommand('toy:aligned', { ...BASE, ...flags }, 'en');
  await expect(check).rejects.toMatchObject({ code: 'usage', message: expect.stringContaining(said) });
});

test('a result is not left behind where the check fails', async () => {
  const json = join(ownFolder(), 'r.json');
  const check = fingerprintCommand('toy:aligned', { ...BASE, against: '/absent.json', json }, 'en');
  await expect(check).rejects.toMatchObject({ code: 'not-found' });
  expect(existsSync(json)).toBe(false);
});

test('a reference that is there is not replaced', async () => {
  const save = join(ownFolder(), 'a.json');
  writeFileSync(save, 'approved');
  const again = fingerprintCommand('toy:noice', { ...BASE, save }, 'en');
  await expect(again).rejects.toMatchObject({ code: 'usage', message: `${save} is already there and was not changed` });
  expect(readFileSync(save, 'utf8')).toBe('approved');
});
