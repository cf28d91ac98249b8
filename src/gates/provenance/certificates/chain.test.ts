import { X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { readCertificates } from './certificate-file.ts';
import { checkChain, keyOfCertificate } from './chain.ts';
import { certificateParts } from './der.ts';
import { CERTIFICATES } from './fixtures/certificates.ts';

type CertificateName = keyof typeof CERTIFICATES;
const der = (name: CertificateName) => new Uint8Array(new X509Certificate(CERTIFICATES[name]).raw);
const roots = [new X509Certificate(CERTIFICATES.root)];
const at = Date.parse('2030-01-01T00:00:00Z');
const check = (names: readonly CertificateName[], when = at, trusted = roots) =>
  checkChain(names.map(der), trusted, when);

test('a signer below an authority below a given root is trusted, in whatever order the rest stands', () => {
  expect(check(['signer', 'middle', 'root'])).toMatchObject({
    kind: 'trusted',
    key: { algorithm: 'ecdsa-p256', name: 'CN=signer' },
    path: ['CN=signer', 'CN=middle', 'CN=root'],
  });
  expect(check(['signer', 'other', 'under', 'middle']).kind).toBe('trusted');
});

test('a certificate that is given as a root needs no other', () => {
  expect(check(['signer'], at, [new X509Certificate(CERTIFICATES.signer)]).kind).toBe('trusted');
});

test.each<[string, readonly CertificateName[], string]>([
  ['nobody between', ['signer'], 'no-path'],
  ['issued by one who may not issue', ['byleaf', 'signer', 'middle'], 'no-path'],
  ['for encryption', ['encrypting', 'middle'], 'usage'],
  ['for servers', ['server', 'middle'], 'usage'],
  ['for nothing in particular', ['plain', 'middle'], 'usage'],
  ['with a critical extension that nobody reads', ['odd', 'middle'], 'critical-extension'],
  ['signed with SHA-1', ['sha1', 'middle'], 'weak-signature'],
  ['below more authorities than allowed', ['deep', 'under', 'narrow'], 'path-length'],
  ['of an RSA key', ['rsa', 'middle'], 'key-kind'],
  ['none', [], 'broken'],
])('a chain is refused, with its reason: %s', (_, names, fault) => {
  expect(check(names)).toMatchObject({ kind: 'refused', fault });
});

test('a root of the same name and another key vouches for nobody', () => {
  expect(check(['signer', 'middle'], at, [new X509Certificate(CERTIFICATES.other)])).toMatchObject({
    fault: 'no-path',
  });
  expect(check(['signer', 'middle', 'root'], at, [])).toMatchObject({ fault: 'no-path' });
});

test('an authority for some names only, or for web servers only, vouches for no signer', () => {
  const trusted = [new X509Certificate(CERTIFICATES.constrained), new X509Certificate(CERTIFICATES.webroot)];
  expect(check(['unconstrained'], at, trusted)).toMatchObject({ kind: 'refused', fault: 'critical-extension' });
  expect(check(['webmodel'], at, trusted)).toMatchObject({ kind: 'refused', fault: 'usage' });
});

test('before and after its dates it is not valid, each a reason of its own', () => {
  expect(check(['signer', 'middle'], Date.parse('2020-01-01'))).toMatchObject({ fault: 'not-yet-valid' });
  expect(check(['signer', 'middle'], Date.parse('2199-01-01'))).toMatchObject({ fault: 'expired' });
  expect(check(['signer', 'middle'], Number.NaN)).toMatchObject({ fault: 'not-yet-valid' });
});

test('too many certificates, and broken ones, are refused', () => {
  expect(
    checkChain(
      Array.from({ length: 40 }, () => der('middle')),
      roots,
      at,
    ),
  ).toMatchObject({ fault: 'broken' });
  expect(checkChain([der('signer'), new Uint8Array(3)], roots, at)).toMatchObject({ fault: 'broken' });
  expect(keyOfCertificate(new Uint8Array(3))).toBeNull();
  expect(keyOfCertificate(der('signer'))?.name).toBe('CN=signer');
});

test('no change of a bit of the signer’s certificate is trusted, and none breaks the check', () => {
  const good = der('signer');
  fc.assert(
    fc.property(fc.nat({ max: good.length * 8 - 1 }), (bit) => {
      const changed = good.slice();
      changed[bit >> 3]! ^= 1 << (bit & 7);
      expect(checkChain([changed, der('middle')], roots, at).kind).toBe('refused');
    }),
    { numRuns: 300, seed: 16 },
  );
});

test('the parts of anything are read or refused, never hung on', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      try {
        certificateParts(bytes);
      } catch (cause) {
        expect(cause).toBeInstanceOf(Error);
      }
    }),
  );
});

test('certificates of a file, and what is none', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'zenbun-certificates-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'roots.pem');
  writeFileSync(path, `text before\n${CERTIFICATES.root}${CERTIFICATES.middle}`);
  expect((await readCertificates(path)).map(({ subject }) => subject)).toEqual(['CN=root', 'CN=middle']);
  writeFileSync(path, CERTIFICATES.root.replace(/[A-Z]{4}/g, 'AAAA').replace(/AAAA (CERT)/g, 'BEGIN $1'));
  await expect(readCertificates(path)).rejects.toMatchObject({ code: 'unreadable' });
  writeFileSync(path, 'nothing');
  await expect(readCertificates(path)).rejects.toThrow(/no PEM certificate/);
});
