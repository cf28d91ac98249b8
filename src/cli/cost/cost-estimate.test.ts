import { expect, test } from 'vitest';
import type { Evidence } from '../../schema/index.ts';
import { ownFolder } from '../fixtures/own-folder.ts';
import { currencyOf, estimateFrom } from './cost-estimate.ts';
import { costFileText } from './cost-file-text.ts';

const fileWith = (content: string) => `${ownFolder({ 'cost.yaml': content })}/cost.yaml`;
const estimate = (more: object) => estimateFrom({ path: null, evidence: [], lang: 'en', ...more } as never);

test('each language has its currency, a file and a wish come before it', async () => {
  expect([currencyOf('en'), currencyOf('ja')]).toEqual(['USD', 'JPY']);
  expect((await estimate({ lang: 'ja' })).currency).toBe('JPY');
  expect((await estimate({ lang: 'ja', currency: 'USD' })).currency).toBe('USD');
  expect((await estimate({ path: fileWith(costFileText('JPY', 'en')) })).currency).toBe('JPY');
});

test('a file in another currency than wished is refused, since amounts are not converted', async () => {
  const path = fileWith(costFileText('JPY', 'en'));
  await expect(estimate({ path, currency: 'USD' })).rejects.toMatchObject({
    code: 'usage',
    message: `${path} counts in JPY, not in USD; amounts are not converted`,
    advice: expect.stringContaining('zenbun cost --init --currency USD'),
  });
  expect((await estimate({ path, currency: 'JPY' })).currency).toBe('JPY');
});

test('that no file was read is noted, and only then', async () => {
  const notes = async (path: string | null) => (await estimate({ path })).notes.map(({ en }) => en).join(' ');
  expect(await notes(null)).toContain('No file of inputs was read.');
  expect(await notes(fileWith(costFileText('USD', 'en')))).not.toContain('No file');
});

test('the same inputs give everybody the same numbers', async () => {
  expect(await estimate({})).toEqual(await estimate({}));
});

test('sources are noted by digest, ledgers by size and root', async () => {
  const base = { kind: 'other', result: {} };
  const file = { ...base, source: { id: 'E1', path: 'a.json', sha256: 'ab', ledger: null } };
  const log = { ...base, source: { id: 'E2', path: 'logs', sha256: null, ledger: { size: 7, root: 'cd' } } };
  const { notes } = await estimate({ evidence: [file, log] as unknown as Evidence[] });
  expect(notes).toContainEqual({ en: 'E1: a.json (SHA-256 ab)', ja: 'E1：a.json（SHA-256 ab）' });
  expect(notes).toContainEqual({ en: 'E2: logs (7, cd)', ja: 'E2：logs（7, cd）' });
});
