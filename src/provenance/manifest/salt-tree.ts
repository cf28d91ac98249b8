import type { Digest } from '../ports.ts';
import { SALT_BYTES } from './record-commitment.ts';

/** Levels of the tree of salts: 2^32 records, more than any list of rows has. */
export const SALT_LEVELS = 32;

/** A secret that yields the salts of the records `index` * 2^level to (`index` + 1) * 2^level - 1. */
export interface SaltSeed {
  readonly level: number;
  readonly index: number;
  /** 32 bytes. Anyone who has them has all the salts below. */
  readonly seed: Uint8Array;
}

const LEFT = 0;
const RIGHT = 1;
const SALT_DOMAIN = 'zenbun salt 1:';
const DOMAIN: Readonly<Uint8Array> = Uint8Array.from(SALT_DOMAIN, (character) => character.charCodeAt(0));

/**
 * Derives a child seed. Salts are the leaves of a binary tree of hashes (Goldreich, Goldwasser, Micali: How to
 * construct random functions, 1986): each seed yields its two children, but not its parent or sibling. One seed of 32
 * bytes is enough for all records, and still a single salt can be destroyed for good: the seeds beside its path are
 * kept in place of those on it, at most 32 per record.
 */
function childOf(sha256: Digest, seed: Uint8Array, side: typeof LEFT | typeof RIGHT): Uint8Array {
  const bytes = new Uint8Array(DOMAIN.length + 1 + SALT_BYTES);
  bytes.set(DOMAIN, 0);
  bytes[DOMAIN.length] = side;
  bytes.set(seed, DOMAIN.length + 1);
  return sha256(bytes);
}

/** Returns the seed of a new manifest, which covers all possible records. */
export const rootSeed = (seed: Uint8Array): SaltSeed => ({ level: SALT_LEVELS, index: 0, seed });

const covers = ({ level, index }: SaltSeed, record: number) => Math.floor(record / 2 ** level) === index;
const sideAt = (record: number, level: number) => (Math.floor(record / 2 ** level) % 2 === 0 ? LEFT : RIGHT);

/** Returns the salt of a record, or null if it was erased. */
export function saltAt(sha256: Digest, seeds: readonly SaltSeed[], record: number): Uint8Array | null {
  const above = seeds.find((seed) => covers(seed, record));
  if (above === undefined) return null;
  let { seed } = above;
  for (let level = above.level - 1; level >= 0; level--) seed = childOf(sha256, seed, sideAt(record, level));
  return seed;
}

/**
 * Yields the salts of the records 0, 1, 2, … below a root seed, at two hashes each: the seeds on the path to the next
 * one are kept.
 */
export function* saltsInOrder(sha256: Digest, root: Uint8Array): Generator<Uint8Array, never> {
  /** By level, from the root's down to 0. */
  const path: Uint8Array[] = [];
  path[SALT_LEVELS] = root;
  let from = SALT_LEVELS;
  for (let record = 0; ; record++) {
    if (record >= 2 ** SALT_LEVELS) throw new RangeError(`more than ${2 ** SALT_LEVELS} records`);
    for (let level = from - 1; level >= 0; level--)
      path[level] = childOf(sha256, path[level + 1]!, sideAt(record, level));
    yield path[0]!;
    // Up to the level where the paths to this record and the next one diverge.
    for (from = 1; Math.floor(record / 2 ** (from - 1)) % 2 === 1; from++);
  }
}

/**
 * Returns the seeds of all records but one, in record order. Seeds that cover no record below `size` are left out, too.
 * Returns the same seeds if the record was erased before.
 */
export function seedsWithout(
  sha256: Digest,
  seeds: readonly SaltSeed[],
  record: number,
  size: number,
): readonly SaltSeed[] {
  const above = seeds.find((seed) => covers(seed, record));
  if (above === undefined) return seeds;
  const kept: SaltSeed[] = [];
  let { seed } = above;
  for (let level = above.level - 1; level >= 0; level--) {
    const side = sideAt(record, level);
    const beside = Math.floor(record / 2 ** level) + (side === LEFT ? 1 : -1);
    if (beside * 2 ** level < size) {
      kept.push({ level, index: beside, seed: childOf(sha256, seed, side === LEFT ? RIGHT : LEFT) });
    }
    seed = childOf(sha256, seed, side);
  }
  return [...seeds.filter((each) => each !== above), ...kept].sort(
    (a, b) => a.index * 2 ** a.level - b.index * 2 ** b.level,
  );
}

/** Returns how many of the records `from` to `to` (exclusive) no longer have a salt. */
export function erasedBetween(seeds: readonly SaltSeed[], from: number, to: number): number {
  let there = 0;
  for (const { level, index } of seeds) {
    there += Math.max(0, Math.min(to, (index + 1) * 2 ** level) - Math.max(from, index * 2 ** level));
  }
  return to - from - there;
}
