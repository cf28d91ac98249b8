import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { signKeyless } from './sign-keyless.ts';
import { loadSigstore } from './sigstore-peer.ts';
import { verifyKeyless } from './verify-keyless.ts';

const bundle = Buffer.from('{}');

function rootFile(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'zenbun-root-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'trusted_root.json'), text);
  return join(folder, 'trusted_root.json');
}

const emptyRoot = JSON.stringify({
  mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1',
  tlogs: [],
  certificateAuthorities: [],
  ctlogs: [],
  timestampAuthorities: [],
});

test('the package that is installed for development is found', () => {
  expect(loadSigstore()).not.toBeNull();
});

test('without a root, or without the package, it is not checked, and never passed', async () => {
  expect(await verifyKeyless(bundle, null)).toMatchObject({ kind: 'not-checked' });
  expect(await verifyKeyless(bundle, 'any', () => null)).toMatchObject({ kind: 'not-checked' });
});

test('a root that is none is told', async () => {
  await expect(verifyKeyless(bundle, '/no/such/file')).rejects.toMatchObject({ code: 'not-found' });
  await expect(verifyKeyless(bundle, rootFile('no json'))).rejects.toMatchObject({ code: 'unreadable' });
});

test('what is no bundle, or not vouched for by the root, is refused', async () => {
  expect(await verifyKeyless(bundle, rootFile(emptyRoot))).toMatchObject({ kind: 'refused' });
  expect(await verifyKeyless(Buffer.from('no json'), rootFile(emptyRoot))).toMatchObject({ kind: 'refused' });
});

test('signing says what it needs, and that a server did not answer', async () => {
  const options = { identityToken: null };
  await expect(signKeyless(bundle, 'text/plain', options, () => null)).rejects.toMatchObject({ code: 'usage' });
  // An invalid token is refused before any server is asked.
  await expect(
    signKeyless(bundle, 'text/plain', { identityToken: 'none', fulcioUrl: 'http://127.0.0.1:9' }),
  ).rejects.toMatchObject({ code: 'upstream' });
});
