import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { GrowingTree } from '../../tlog/index.ts';
import { toHex } from '../encoding/hex.ts';
import { checkRecord } from './check-record.ts';
import { MANIFEST_COMMITMENT, MANIFEST_TREE, type ManifestPredicate, manifestPredicate } from './manifest-predicate.ts';
import { RECORD_DOMAIN, recordCommitment } from './record-commitment.ts';
import { commitmentLeaf, type ManifestProof, proveRecord, readRecordProof, recordProofJson } from './record-proof.ts';
import {
  erasedBetween,
  rootSeed,
  SALT_LEVELS,
  type SaltSeed,
  saltAt,
  saltsInOrder,
  seedsWithout,
} from './salt-tree.ts';

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();
const secret = fc.uint8Array({ minLength: 32, maxLength: 32 });
const recordsOf = fc.array(fc.uint8Array({ maxLength: 40 }), { minLength: 1, maxLength: 70 });

interface Made {
  readonly manifest: ManifestPredicate;
  readonly hashes: Uint8Array;
  readonly salts: readonly Uint8Array[];
}

function made(records: readonly Uint8Array[], seed: Uint8Array): Made {
  const salts = saltsInOrder(sha256, seed);
  const tree = new GrowingTree(sha256);
  const used: Uint8Array[] = [];
  const hashes: Uint8Array[] = [];
  for (const record of records) {
    const salt = salts.next().value;
    used.push(salt);
    const hash = commitmentLeaf(sha256, recordCommitment(sha256, salt, record));
    hashes.push(hash);
    tree.append(hash);
  }
  const file = { name: 'rows.jsonl', sha256: null, container: 'lines', compression: 'none', form: 'bytes' as const };
  const split = Math.floor(records.length / 2);
  const uncommitted = { count: 0, records: [] };
  return {
    manifest: {
      tree: MANIFEST_TREE,
      commitment: MANIFEST_COMMITMENT,
      domain: RECORD_DOMAIN,
      root: toHex(tree.root()),
      size: records.length,
      files: [
        { ...file, columns: null, first: 0, count: split, uncommitted },
        { ...file, name: 'more.jsonl', columns: null, first: split, count: records.length - split, uncommitted },
      ],
      leftOut: [],
      at: null,
      tool: { name: 'zenbun', version: '0' },
    },
    hashes: Buffer.concat(hashes),
    salts: used,
  };
}

const proofOf = ({ manifest, hashes, salts }: Made, records: readonly Uint8Array[], at: number, withhold = false) =>
  proveRecord(
    sha256,
    { size: manifest.size, readLeafHashes: async (from, to) => hashes.subarray(32 * from, 32 * to) },
    at,
    { salt: salts[at]!, bytes: records[at]! },
    withhold,
  );

const statesOf = (proof: ManifestProof, manifest: ManifestPredicate) =>
  checkRecord(sha256, proof, manifest).map(({ state }) => state);

const flipped = (bytes: Uint8Array, bit: number) => {
  const other = Uint8Array.from(bytes);
  other[(bit >> 3) % other.length]! ^= 1 << (bit & 7);
  return other;
};

test('every record is proved, opened and withheld, also through the file form', async () => {
  await fc.assert(
    fc.asyncProperty(recordsOf, secret, async (records, seed) => {
      const all = made(records, seed);
      expect(manifestPredicate(JSON.parse(JSON.stringify(all.manifest)))).toEqual(all.manifest);
      for (let at = 0; at < records.length; at++) {
        const opened = await proofOf(all, records, at);
        expect(statesOf(opened, all.manifest)).toEqual(['passed', 'passed', 'passed']);
        const withheld = await proofOf(all, records, at, true);
        expect(withheld.opened).toBeNull();
        expect(statesOf(withheld, all.manifest)).toEqual(['claimed', 'passed', 'passed']);
        const read = readRecordProof(JSON.parse(JSON.stringify(recordProofJson(opened, { payload: '' }))));
        expect(statesOf(read!.proof, all.manifest)).toEqual(['passed', 'passed', 'passed']);
        expect(read!.signed).toEqual({ payload: '' });
      }
    }),
    { numRuns: 25 },
  );
});

test('a change of record, salt, commitment, position, path, root or size is refused', async () => {
  await fc.assert(
    fc.asyncProperty(recordsOf, secret, fc.nat(), fc.nat(), async (records, seed, pick, bit) => {
      const all = made(records, seed);
      const at = pick % records.length;
      const proof = await proofOf(all, records, at);
      const { salt, bytes } = proof.opened!;
      const longer = Uint8Array.from([...bytes, 0]);
      const changed: ManifestProof[] = [
        { ...proof, opened: { salt, bytes: longer } },
        { ...proof, opened: { salt: flipped(salt, bit), bytes } },
        { ...proof, commitment: flipped(proof.commitment, bit) },
        { ...proof, record: at + 1 },
        { ...proof, record: records.length },
        { ...proof, path: [...proof.path, proof.commitment] },
        ...(bytes.length > 0 ? [{ ...proof, opened: { salt, bytes: flipped(bytes, bit) } }] : []),
        ...(at > 0 ? [{ ...proof, record: at - 1 }] : []),
        ...(proof.path.length > 0
          ? [
              { ...proof, path: proof.path.slice(1) },
              { ...proof, path: [flipped(proof.path[0]!, bit), ...proof.path.slice(1)] },
            ]
          : []),
        // A self-made commitment that matches the record but not the tree.
        {
          ...proof,
          commitment: recordCommitment(sha256, salt, longer),
          opened: { salt, bytes: longer },
        },
      ];
      for (const other of changed) expect(statesOf(other, all.manifest)).toContain('failed');
      const { root } = all.manifest;
      const otherRoot = (root[0] === '0' ? '1' : '0') + root.slice(1);
      expect(statesOf(proof, { ...all.manifest, root: otherRoot })).toContain('failed');
      expect(statesOf(proof, { ...all.manifest, domain: 'other' })).toContain('failed');
      expect(statesOf(proof, made([...records, longer], seed).manifest)).toContain('failed');
    }),
    { numRuns: 60 },
  );
});

test('salts in order are those that each record has by itself', () => {
  fc.assert(
    fc.property(secret, fc.integer({ min: 1, max: 130 }), (seed, count) => {
      const salts = saltsInOrder(sha256, seed);
      const seen = new Set<string>();
      for (let record = 0; record < count; record++) {
        const salt = toHex(salts.next().value);
        expect(salt).toBe(toHex(saltAt(sha256, [rootSeed(seed)], record)!));
        seen.add(salt);
      }
      expect(seen.size).toBe(count);
    }),
    { numRuns: 30 },
  );
});

test('erased salts are gone, all others are as before, and no seed of an erased one is left', () => {
  fc.assert(
    fc.property(
      secret,
      fc.integer({ min: 1, max: 90 }),
      fc.array(fc.nat(89), { maxLength: 30 }),
      (seed, size, picks) => {
        const erased = new Set(picks.filter((record) => record < size));
        let seeds: readonly SaltSeed[] = [rootSeed(seed)];
        for (const record of erased) {
          seeds = seedsWithout(sha256, seeds, record, size);
          expect(seedsWithout(sha256, seeds, record, size)).toBe(seeds);
        }
        for (let record = 0; record < size; record++) {
          const salt = saltAt(sha256, seeds, record);
          if (erased.has(record)) expect(salt).toBeNull();
          else expect(toHex(salt!)).toBe(toHex(saltAt(sha256, [rootSeed(seed)], record)!));
        }
        // Neither the root nor any seed on the way to an erased record is kept.
        for (const { level, index } of seeds) {
          for (const record of erased) expect(Math.floor(record / 2 ** level)).not.toBe(index);
        }
        expect(erasedBetween(seeds, 0, size)).toBe(erased.size);
        expect(erasedBetween(seeds, 3, Math.max(3, size))).toBe([...erased].filter((record) => record >= 3).length);
        expect(seeds.length).toBeLessThanOrEqual(Math.max(1, erased.size * SALT_LEVELS));
      },
    ),
    { numRuns: 60 },
  );
});

test.each<[string, (proof: Record<string, unknown>) => unknown]>([
  ['another schema', (proof) => ({ ...proof, schema: 'zenbun.record-proof/2' })],
  ['a salt without bytes', (proof) => ({ ...proof, bytes: null })],
  ['bytes without a salt', (proof) => ({ ...proof, salt: null })],
  ['a short salt', (proof) => ({ ...proof, salt: 'AAAA' })],
  ['a negative position', (proof) => ({ ...proof, record: -1 })],
  ['a fraction as position', (proof) => ({ ...proof, record: 0.5 })],
  ['a path that is no list', (proof) => ({ ...proof, path: 'AAAA' })],
  ['a path longer than any', (proof) => ({ ...proof, path: Array.from({ length: 54 }, () => proof.commitment) })],
  ['no object', () => [1]],
  ['nothing', () => null],
])('a proof with %s is none', async (_, change) => {
  const records = [Uint8Array.of(1), Uint8Array.of(2)];
  const proof = await proofOf(made(records, new Uint8Array(32)), records, 1);
  const json = recordProofJson(proof, {}) as Record<string, unknown>;
  expect(readRecordProof(json)).not.toBeNull();
  expect(readRecordProof(change(json))).toBeNull();
});

test.each<[string, (manifest: ManifestPredicate) => unknown]>([
  ['another tree', (manifest) => ({ ...manifest, tree: 'other' })],
  ['a root that is no digest', (manifest) => ({ ...manifest, root: manifest.root.toUpperCase().replace(/\d/g, 'A') })],
  ['files that do not add up', (manifest) => ({ ...manifest, size: manifest.size + 1 })],
  ['files that overlap', (manifest) => ({ ...manifest, files: manifest.files.map((f) => ({ ...f, first: 0 })) })],
  ['no files', (manifest) => ({ ...manifest, files: null })],
])('a manifest with %s is none', (_, change) => {
  const { manifest } = made([Uint8Array.of(1), Uint8Array.of(2), Uint8Array.of(3)], new Uint8Array(32).fill(7));
  expect(manifestPredicate(manifest)).not.toBeNull();
  expect(manifestPredicate(change(manifest))).toBeNull();
});

test('a commitment is what the specification says', () => {
  const salt = new Uint8Array(32).fill(5);
  const record = Buffer.from('{"a":1}');
  const expected = createHash('sha256').update('zenbun record 1:').update(salt).update(record).digest();
  expect(toHex(recordCommitment(sha256, salt, record))).toBe(expected.toString('hex'));
  expect(() => recordCommitment(sha256, salt.subarray(1), record)).toThrow(RangeError);
});
