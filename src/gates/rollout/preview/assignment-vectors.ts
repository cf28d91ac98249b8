import { unitBucket } from '../unit.ts';

/** A unit and its bucket, against which another program can check its own. */
export interface AssignmentVector {
  /** Hexadecimal. */
  readonly salt: string;
  readonly unit: string;
  /** 0..99,999; the unit gets the canary exactly if this is below the share in 1/100,000. */
  readonly bucket: number;
}

export const ASSIGNMENT_HASH =
  'bucket = floor(h * 100000 / 2^53), h = first 53 bits (big-endian) of HMAC-SHA-256(salt, UTF-8 of the unit)';

const SALT = Uint8Array.from({ length: 32 }, (_, i) => i);
const UNITS = ['user:alice', 'user:佐藤', 'conversation:web:How do I fold a crane?', 'key:web'];

export const assignmentVectors = (): readonly AssignmentVector[] =>
  UNITS.map((unit) => ({ salt: Buffer.from(SALT).toString('hex'), unit, bucket: unitBucket(SALT, unit) }));
