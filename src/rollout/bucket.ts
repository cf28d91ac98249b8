/** Number of buckets that the units of a rollout are hashed into; shares are counted in buckets. */
export const BUCKETS = 100_000;

const TWO_21 = 2 ** 21;
const TWO_32 = 2 ** 32;

/**
 * Returns the bucket of a unit, 0..99,999, from `mac`, the 32 bytes of HMAC-SHA-256(salt, UTF-8 of the unit):
 * floor(h * 100,000 / 2^53), where h is the first 53 bits, big-endian. The result is exact: no intermediate value
 * leaves the safe integers. Throws RangeError if `mac` does not have 32 bytes.
 */
export function bucketOf(mac: Uint8Array): number {
  if (mac.length !== 32) throw new RangeError(`a MAC of ${mac.length} bytes, not 32`);
  const [a, b, c, d, e, f, g] = mac as unknown as [number, number, number, number, number, number, number];
  const high = a * 2 ** 24 + b * 2 ** 16 + c * 2 ** 8 + d;
  const low = e * 2 ** 13 + f * 2 ** 5 + (g >>> 3);
  return Math.floor((high * BUCKETS + Math.floor((low * BUCKETS) / TWO_21)) / TWO_32);
}

/**
 * Reports whether a bucket gets the canary at this share, in 1/100,000. A larger share never moves anybody out of the
 * canary.
 */
export function isCanary(bucket: number, share: number): boolean {
  return bucket < share;
}
