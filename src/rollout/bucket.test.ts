import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BUCKETS, bucketOf, isCanary } from './bucket.ts';

interface Vector {
  readonly salt: string;
  readonly unit: string;
  readonly mac: string;
  readonly bucket: number;
}

const VECTORS = JSON.parse(
  readFileSync(new URL('./fixtures/bucket-vectors.json', import.meta.url), 'utf8'),
) as readonly Vector[];

describe('the bucket of a unit', () => {
  test.each(VECTORS)('as published: $unit', ({ salt, unit, mac, bucket }) => {
    const found = createHmac('sha256', Buffer.from(salt, 'hex')).update(unit, 'utf8').digest();
    expect(found.toString('hex')).toBe(mac);
    expect(bucketOf(found)).toBe(bucket);
  });

  test('is exact: whole-number arithmetic of any size says the same', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (mac) => {
        const first = Buffer.from(mac).readBigUInt64BE(0) >> 11n;
        expect(bucketOf(mac)).toBe(Number((first * BigInt(BUCKETS)) / 2n ** 53n));
      }),
    );
  });

  test('at the edges of buckets, too', () => {
    for (const bucket of [1, 2, 3, 777, 50_000, 99_998, 99_999]) {
      // The smallest h of this bucket, and the one below it.
      const least = (BigInt(bucket) * 2n ** 53n + BigInt(BUCKETS) - 1n) / BigInt(BUCKETS);
      const macOf = (h: bigint): Buffer => {
        const mac = Buffer.alloc(32, 0xff);
        mac.writeBigUInt64BE((h << 11n) | 0x7ffn, 0);
        return mac;
      };
      expect([bucketOf(macOf(least)), bucketOf(macOf(least - 1n))]).toEqual([bucket, bucket - 1]);
    }
  });

  test('needs 32 bytes', () => {
    expect(() => bucketOf(new Uint8Array(31))).toThrow(RangeError);
  });

  test('a growing share moves nobody out', () => {
    const share = fc.integer({ min: 0, max: BUCKETS });
    fc.assert(
      fc.property(fc.nat({ max: BUCKETS - 1 }), share, share, (bucket, a, b) => {
        const [less, more] = a < b ? [a, b] : [b, a];
        expect(!isCanary(bucket, less) || isCanary(bucket, more)).toBe(true);
        expect([isCanary(bucket, 0), isCanary(bucket, BUCKETS)]).toEqual([false, true]);
      }),
    );
  });
});
