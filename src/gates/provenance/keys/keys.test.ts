import { execFileSync } from 'node:child_process';
import { createHash, generateKeyPairSync } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { newKeyPair } from './new-key-pair.ts';
import { readSigningKey } from './signing-key-file.ts';
import { readVerifyingKey, verifyingKeyIn } from './verifying-key-file.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'zenbun-keys-'));
  return () => rmSync(folder, { recursive: true });
});

const place = (name: string, text: string, mode = 0o600): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  chmodSync(path, mode);
  return path;
};
const message = Buffer.from('a message');

test.each(['ecdsa-p256', 'ecdsa-p384', 'ecdsa-p521', 'ed25519'] as const)(
  'a new key of %s signs, its public half verifies, and others may not read it',
  async (algorithm) => {
    const path = join(folder, algorithm);
    const made = await newKeyPair(path, algorithm, null);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const { key, isOpenToOthers } = await readSigningKey(path, null);
    expect(isOpenToOthers).toBe(false);
    const signature = key.sign(message);
    const verifying = await readVerifyingKey(`${path}.pub`);
    expect(verifying).toMatchObject({ algorithm, fingerprint: made.fingerprint, pemHint: key.pemHint });
    expect(verifying.verify(message, signature)).toBe(true);
    expect(verifying.verify(Buffer.from('another'), signature)).toBe(false);
    expect(verifying.verify(message, new Uint8Array([1, 2, 3]))).toBe(false);
    expect(verifying.pemHint).toBe(
      createHash('sha256')
        .update(readFileSync(`${path}.pub`))
        .digest('hex'),
    );
  },
);

test('a key that is there is not written over', async () => {
  const path = place('kept', 'kept');
  await expect(newKeyPair(path, 'ed25519', null)).rejects.toMatchObject({ code: 'usage' });
  expect(readFileSync(path, 'utf8')).toBe('kept');
  const other = join(folder, 'half');
  place('half.pub', 'kept');
  await expect(newKeyPair(other, 'ed25519', null)).rejects.toMatchObject({ code: 'usage' });
  expect(() => readFileSync(other)).toThrow(/ENOENT/);
});

test('an encrypted key opens with its passphrase only', async () => {
  const path = join(folder, 'locked');
  await newKeyPair(path, 'ecdsa-p256', 'open sesame');
  expect((await readSigningKey(path, 'open sesame')).key.algorithm).toBe('ecdsa-p256');
  await expect(readSigningKey(path, null)).rejects.toThrow(/is encrypted/);
  await expect(readSigningKey(path, 'wrong')).rejects.toThrow(/passphrase is wrong/);
});

test('SEC1, with and without the parameters of its curve before it', async () => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' });
  const sec1 = privateKey.export({ type: 'sec1', format: 'pem' }) as string;
  const parameters = '-----BEGIN EC PARAMETERS-----\nBgUrgQQAIg==\n-----END EC PARAMETERS-----\n';
  for (const text of [sec1, parameters + sec1])
    expect((await readSigningKey(place('sec1', text), null)).key.algorithm).toBe('ecdsa-p384');
});

test('a key that others may read is said', async () => {
  const { privateKey } = generateKeyPairSync('ed25519');
  const path = place('open', privateKey.export({ type: 'pkcs8', format: 'pem' }) as string, 0o644);
  expect((await readSigningKey(path, null)).isOpenToOthers).toBe(true);
});

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const koblitz = generateKeyPairSync('ec', { namedCurve: 'secp256k1' });
const fine = generateKeyPairSync('ed25519');
const pkcs8 = (key: typeof fine) => key.privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
const spki = (key: typeof fine) => key.publicKey.export({ type: 'spki', format: 'pem' }) as string;

test.each<[string, string, RegExp]>([
  ['RSA', pkcs8(rsa), /of the kind RSA is not used here/],
  ['RSA in PKCS#1', rsa.privateKey.export({ type: 'pkcs1', format: 'pem' }) as string, /of the kind RSA/],
  ['another curve', pkcs8(koblitz), /of the kind EC secp256k1/],
  ['broken', pkcs8(fine).replace(/M/, '!'), /damaged/],
  ['cut', pkcs8(fine).slice(0, 60), /damaged|contains no PEM key|contains a PRIVATE KEY/],
  ['empty', '', /contains no PEM key/],
  ['public', spki(fine), /contains a PUBLIC KEY instead of a private key/],
  ['several', pkcs8(fine) + pkcs8(fine), /several/],
  ['OpenSSH', '-----BEGIN OPENSSH PRIVATE KEY-----\nx\n-----END OPENSSH PRIVATE KEY-----\n', /OpenSSH/],
  ['too large', 'x'.repeat(300_000), /no key is that large/],
])('a private key that cannot be used is refused: %s', async (_, text, why) => {
  await expect(readSigningKey(place('bad', text), null)).rejects.toMatchObject({
    code: 'unreadable',
    message: expect.stringMatching(why),
  });
});

test.each<[string, string, RegExp]>([
  ['RSA', spki(rsa), /of the kind RSA/],
  ['another curve', spki(koblitz), /EC secp256k1/],
  ['private', pkcs8(fine), /holds a private key/],
  ['broken', spki(fine).replace(/MC/, 'MD'), /damaged/],
  ['several', spki(fine) + spki(fine), /several/],
  ['nothing', 'text', /no PEM public key/],
])('a public key that cannot be used is refused: %s', (_, text, why) => {
  expect(() => verifyingKeyIn(text, 'KEY')).toThrow(why);
});

test('a folder and a pipe are no keys, and are not waited for', async () => {
  await expect(readSigningKey(folder, null)).rejects.toMatchObject({ code: 'unreadable' });
  const pipe = join(folder, 'pipe');
  execFileSync('mkfifo', [pipe]);
  await expect(readVerifyingKey(pipe)).rejects.toThrow(/not a regular file/);
  await expect(readVerifyingKey(join(folder, 'absent'))).rejects.toMatchObject({ code: 'not-found' });
});
