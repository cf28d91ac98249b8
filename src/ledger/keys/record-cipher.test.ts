import { createHmac, hash, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { decryptBody, encryptBody, fillRandom, keyCommitment, RandomPool, SubjectSecret } from './record-cipher.ts';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

test('the key of a record is the HMAC of its salt', () => {
  for (let i = 0; i < 20; i += 1) {
    const [key, salt] = [randomBytes(32), randomBytes(32)];
    const expected = createHmac('sha256', key).update(salt).digest('hex');
    expect(hex(new SubjectSecret(key).recordKey(salt))).toBe(expected);
  }
});

test('a secret that is forgotten gives other keys', () => {
  const [key, salt] = [randomBytes(32), randomBytes(32)];
  const secret = new SubjectSecret(key);
  const before = hex(secret.recordKey(salt));
  secret.forget();
  expect(hex(secret.recordKey(salt))).not.toBe(before);
});

test('a body is decrypted with its own key alone, and not when a bit of it is flipped', () => {
  const [key, body] = [randomBytes(32), randomBytes(100)];
  const ciphertext = encryptBody(key, body);
  expect(decryptBody(key, ciphertext)?.equals(body)).toBe(true);
  expect(decryptBody(randomBytes(32), ciphertext)).toBeNull();
  for (let i = 0; i < ciphertext.length; i += 1) {
    const changed = Buffer.from(ciphertext);
    changed[i]! ^= 4;
    expect(decryptBody(key, changed)).toBeNull();
  }
  expect(decryptBody(key, ciphertext.subarray(0, 10))).toBeNull();
});

test('the commitment is the hash that the design says', () => {
  const key = Buffer.alloc(32, 7);
  expect(keyCommitment(key)).toBe(hash('sha256', Buffer.concat([Buffer.from('zenbun record key\n'), key])));
});

test('random bytes are handed out once', () => {
  const pool = new RandomPool(fillRandom);
  const seen = new Set(Array.from({ length: 1000 }, () => pool.take(32).toString('hex')));
  expect(seen.size).toBe(1000);
});
