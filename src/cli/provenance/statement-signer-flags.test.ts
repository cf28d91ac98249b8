import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { workingFolder } from '../fixtures/own-folder.ts';
import { passphraseOf, signerOf } from './statement-signer-flags.ts';

const withEnv = (passphrase: string) => {
  vi.stubEnv('ZENBUN_KEY_PASSPHRASE', passphrase);
  onTestFinished(() => void vi.unstubAllEnvs());
};

describe('the passphrase', () => {
  test('one line end is not part of it, anything else is', async () => {
    workingFolder({ unix: ' placeholder \n', dos: 'placeholder\r\n', two: 'a\n\n', bare: 'placeholder' });
    const of = (passphraseFile: string) => passphraseOf({ passphraseFile });
    expect(await of('unix')).toBe(' placeholder ');
    expect(await of('dos')).toBe('placeholder');
    expect(await of('two')).toBe('a\n');
    expect(await of('bare')).toBe('placeholder');
  });

  test('a named file comes before the environment, and must be there', async () => {
    workingFolder({ p: 'from file' });
    withEnv('from environment');
    expect(await passphraseOf({ passphraseFile: 'p' })).toBe('from file');
    expect(await passphraseOf({})).toBe('from environment');
    await expect(passphraseOf({ passphraseFile: 'nosuch' })).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringContaining('--passphrase-file nosuch: ENOENT'),
    });
  });

  test('an empty one in the environment is none', async () => {
    workingFolder();
    withEnv('');
    expect(await passphraseOf({})).toBeNull();
  });
});

describe('exactly one signer is needed', () => {
  test.each([
    [{}],
    [{ sigstore: false }],
    [{ key: 'k', sigstore: true }],
    [{ sigstore: true, certificate: ['c.pem'] }],
    [{ certificate: ['c.pem'] }],
  ])('%j', async (flags) => {
    await expect(signerOf(flags, 'en')).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining('either --key FILE or --sigstore'),
      advice: expect.stringContaining('zenbun attest key'),
    });
  });
});
