import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { unitBucket, unitOf } from './unit.ts';

const request = (user: string | null, firstPrompt = 'Hello') => ({ user, firstPrompt }) as never;
const client = (subject: string | null, id = 'k1') => ({ id, subject }) as never;

test('by user: the name that the client vouches for comes before that of the request', () => {
  expect(unitOf(request('u'), client('s'), 'user')).toBe('user:s');
  expect(unitOf(request('u'), client(null), 'user')).toBe('user:u');
});

test('without a name it is the conversation, of this key', () => {
  expect(unitOf(request(null), client(null), 'user')).toBe('conversation:k1:Hello');
  expect(unitOf(request('u'), client('s'), 'conversation')).toBe('conversation:k1:Hello');
  expect(unitOf(request(null), client(null, 'k2'), 'user')).toBe('conversation:k2:Hello');
});

test('by key, nothing else matters', () => {
  expect(unitOf(request('u', 'a'), client('s'), 'key')).toBe('key:k1');
  expect(unitOf(request(null, 'b'), client(null), 'key')).toBe('key:k1');
});

test('no name of one kind is a unit of another', () => {
  expect(unitOf(request('k1'), client(null), 'user')).not.toBe(unitOf(request(null), client(null), 'key'));
});

test('a bucket depends on salt and unit, and is one of 100,000', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1 }), fc.string(), (salt, unit) => {
      const bucket = unitBucket(salt, unit);
      expect(Number.isInteger(bucket) && bucket >= 0 && bucket < 100_000).toBe(true);
      expect(unitBucket(salt, unit)).toBe(bucket);
    }),
  );
  const buckets = ['a', 'b', 'c'].flatMap((salt) =>
    ['x', 'y', '証'].map((unit) => unitBucket(Buffer.from(salt), unit)),
  );
  expect(new Set(buckets).size).toBe(9);
});

test('the hash is HMAC-SHA-256 of the unit in UTF-8; its first 53 bits, as a fraction, choose the bucket', () => {
  const mac = createHmac('sha256', 'salt').update(Buffer.from('user:証', 'utf8')).digest();
  const bucket = Number(((mac.readBigUInt64BE() >> 11n) * 100_000n) / 2n ** 53n);
  expect(unitBucket(Buffer.from('salt'), 'user:証')).toBe(bucket);
});
