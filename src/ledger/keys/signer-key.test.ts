import { expect, test } from 'vitest';
import { ed25519Verify, signerOfSecret, signerOfSeed } from './signer-key.ts';

test('a key is the same from its text; its signatures fit, and no others', () => {
  const made = signerOfSeed('example.com/log', Buffer.alloc(32, 3));
  const again = signerOfSecret(`${made.secret}\n`);
  expect(again.vkey).toBe(made.vkey);
  const { signature } = again.signer.sign('text\n');
  const { publicKey } = made.signer.key;
  expect(ed25519Verify(publicKey, Buffer.from('text\n'), signature)).toBe(true);
  expect(ed25519Verify(publicKey, Buffer.from('text'), signature)).toBe(false);
  expect(ed25519Verify(new Uint8Array(3), Buffer.from('text\n'), signature)).toBe(false);
});

// RFC 8032, section 7.1, test 1.
test('the public key is that of RFC 8032', () => {
  const seed = Buffer.from('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60', 'hex');
  const { signer } = signerOfSeed('a', seed);
  expect(Buffer.from(signer.key.publicKey).toString('hex')).toBe(
    'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
  );
});
