import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  bytesOf,
  definedPath,
  definedRoot,
  definedSubproof,
  ed25519Verify,
  fetchFrom,
  flipped,
  hex,
  LOG,
  leafHashes,
  numbered,
  publishedLog,
  sha256,
  signerOf,
} from '../../../test/tlog-fixture.ts';
import {
  consistencyProof,
  formatLeafProof,
  formatWitnessRequest,
  inclusionProof,
  nodeHash,
  openCheckpoint,
  parseLeafProof,
  parseWitnessRequest,
  TlogError,
  tileHashReader,
  verifyConsistency,
  verifyInclusion,
  verifyLeafProof,
} from '../index.ts';

const SIZE = 600;
const HASHES = leafHashes(numbered(SIZE));
const FILES = publishedLog(numbered(SIZE));
const READER = tileHashReader(sha256, { size: SIZE, root: definedRoot(HASHES) }, fetchFrom(FILES));
const root = (size: number) => definedRoot(HASHES.slice(0, size));
const TRUST = { sha256, verify: ed25519Verify, log: LOG.key };

async function inclusion(index: number, size: number) {
  const proof = await inclusionProof(sha256, READER, index, size);
  return { index, size, leafHash: HASHES[index]!, root: root(size), proof };
}

async function consistency(oldSize: number, newSize: number) {
  const proof = await consistencyProof(sha256, READER, oldSize, newSize);
  return { oldSize, newSize, oldRoot: root(oldSize), newRoot: root(newSize), proof };
}

const EDGES = [255, 256, 257, 511, 512, 513];
const indexed = fc
  .oneof(fc.integer({ min: 1, max: 20 }), fc.constantFrom(...EDGES), fc.integer({ min: 1, max: SIZE }))
  .chain((size) => fc.tuple(fc.nat(size - 1), fc.constant(size)));

test('every inclusion proof of small trees is that of the definition, and verifies', async () => {
  for (let size = 1; size <= 20; size++) {
    for (let index = 0; index < size; index++) {
      const claim = await inclusion(index, size);
      expect(claim.proof.map(hex)).toEqual(definedPath(index, HASHES.slice(0, size)).map(hex));
      expect(verifyInclusion(sha256, claim), `${index} of ${size}`).toBe(true);
    }
  }
});

test('every consistency proof of small trees is that of the definition, and verifies', async () => {
  for (let newSize = 0; newSize <= 20; newSize++) {
    for (let oldSize = 0; oldSize <= newSize; oldSize++) {
      const claim = await consistency(oldSize, newSize);
      const defined = oldSize === 0 ? [] : definedSubproof(oldSize, HASHES.slice(0, newSize), true);
      expect(claim.proof.map(hex)).toEqual(defined.map(hex));
      expect(verifyConsistency(sha256, claim), `${oldSize} to ${newSize}`).toBe(true);
    }
  }
});

test('proofs in larger trees are those of the definition, and verify', async () => {
  await fc.assert(
    fc.asyncProperty(indexed, async ([index, size]) => {
      const one = await inclusion(index, size);
      expect(one.proof.map(hex)).toEqual(definedPath(index, HASHES.slice(0, size)).map(hex));
      expect(verifyInclusion(sha256, one)).toBe(true);
      const two = await consistency(index + 1, size);
      expect(two.proof.map(hex)).toEqual(definedSubproof(index + 1, HASHES.slice(0, size), true).map(hex));
      expect(verifyConsistency(sha256, two)).toBe(true);
    }),
  );
});

test('proofs around 65,536 leaves verify', async () => {
  const files = publishedLog(numbered(65_537));
  const hashes = leafHashes(numbered(65_537));
  const reader = tileHashReader(sha256, { size: 65_537, root: definedRoot(hashes) }, fetchFrom(files));
  const sizes = [65_535, 65_536, 65_537];
  for (const newSize of sizes) {
    const newRoot = definedRoot(hashes.slice(0, newSize));
    for (const index of [0, 255, 256, 32_767, 32_768, 65_279, 65_280, newSize - 1]) {
      const proof = await inclusionProof(sha256, reader, index, newSize);
      const claim = { index, size: newSize, leafHash: hashes[index]!, root: newRoot, proof };
      expect(verifyInclusion(sha256, claim)).toBe(true);
    }
    for (const oldSize of [1, 255, 256, 32_768, 65_280, ...sizes].filter((size) => size <= newSize)) {
      const proof = await consistencyProof(sha256, reader, oldSize, newSize);
      const oldRoot = definedRoot(hashes.slice(0, oldSize));
      expect(verifyConsistency(sha256, { oldSize, oldRoot, newSize, newRoot, proof })).toBe(true);
    }
  }
});

test('no proof verifies with one bit, one hash or a size changed', async () => {
  await fc.assert(
    fc.asyncProperty(indexed, fc.nat(), fc.nat(255), async ([index, size], which, bit) => {
      const one = await inclusion(index, size);
      const two = await consistency(index + 1, size);
      const changed = <T extends { proof: readonly Uint8Array[] }>(claim: T): T[] => {
        const at = which % Math.max(claim.proof.length, 1);
        const flip = claim.proof.map((hash, i) => (i === at ? flipped(hash, bit) : hash));
        const proofs = [claim.proof.slice(1), claim.proof.slice(0, -1), [...claim.proof, HASHES[0]!], flip];
        return (claim.proof.length === 0 ? proofs.slice(2, 3) : proofs).map((proof) => ({ ...claim, proof }));
      };
      const wrongOnes = [
        ...changed(one),
        { ...one, leafHash: flipped(one.leafHash, bit) },
        { ...one, root: flipped(one.root, bit) },
        { ...one, index: one.index + 1 },
        { ...one, index: size },
        // Large enough that the path would be longer.
        { ...one, size: size * 4 },
        { ...one, index: one.index + 0.5 },
        { ...one, index: -1 },
      ];
      expect(wrongOnes.map((claim) => verifyInclusion(sha256, claim))).not.toContain(true);
      const wrongTwos = [
        ...changed(two),
        { ...two, oldRoot: flipped(two.oldRoot, bit) },
        { ...two, newRoot: flipped(two.newRoot, bit) },
        { ...two, oldSize: size + 1 },
        ...(index + 1 < size ? [{ ...two, newSize: size * 4 }] : []),
        { ...two, oldSize: -1 },
        { ...two, oldSize: Number.NaN },
      ];
      expect(wrongTwos.map((claim) => verifyConsistency(sha256, claim))).not.toContain(true);
    }),
  );
});

test('a proof that goes on above the root is none, even if it leads to the root that is claimed', async () => {
  const [more] = HASHES;
  for (const size of [1, 2, 3, 4, 7, 256]) {
    for (const index of new Set([0, size - 1])) {
      const { proof, ...claim } = await inclusion(index, size);
      for (const above of [nodeHash(sha256, more!, root(size)), nodeHash(sha256, root(size), more!)]) {
        expect(verifyInclusion(sha256, { ...claim, root: above, proof: [...proof, more!] })).toBe(false);
      }
    }
  }
  for (const [oldSize, newSize] of [
    [3, 4],
    [5, 8],
    [6, 7],
    [255, 256],
  ] as const) {
    const { proof, ...claim } = await consistency(oldSize, newSize);
    const [oldRoot, newRoot] = [claim.oldRoot, claim.newRoot].map((hash) => nodeHash(sha256, more!, hash));
    const longer = { oldSize, newSize, oldRoot: oldRoot!, newRoot: newRoot!, proof: [...proof, more!] };
    expect(verifyConsistency(sha256, longer)).toBe(false);
  }
});

test('a proof that starts from the empty tree is empty, whatever else is said', () => {
  const claim = { oldSize: 0, oldRoot: root(0), newSize: 3, newRoot: root(3), proof: [] };
  expect(verifyConsistency(sha256, claim)).toBe(true);
  expect(verifyConsistency(sha256, { ...claim, oldRoot: root(1) })).toBe(false);
  expect(verifyConsistency(sha256, { ...claim, proof: [root(1)] })).toBe(false);
});

test.each([
  [0, 0],
  [-1, 3],
  [3, 3],
  [0.5, 3],
  [0, Number.POSITIVE_INFINITY],
])('there is no proof of leaf %d in a tree of %d', async (index, size) => {
  await expect(inclusionProof(sha256, READER, index, size)).rejects.toThrow(RangeError);
});

test('there is no proof from a larger tree to a smaller one', async () => {
  await expect(consistencyProof(sha256, READER, 4, 3)).rejects.toThrow(RangeError);
});

const CHECKPOINT = FILES.get('checkpoint')!;
const anyHash = fc.uint8Array({ minLength: 32, maxLength: 32 });

describe('a .tlog-proof', () => {
  test('is what the specification shows, and shows that the leaf is there', async () => {
    const { proof } = await inclusion(300, SIZE);
    const bytes = formatLeafProof({ index: 300, proof, checkpoint: CHECKPOINT, extra: bytesOf('more') });
    const lines = Buffer.from(bytes).toString().split('\n');
    expect(lines.slice(0, 3)).toEqual(['c2sp.org/tlog-proof@v1', 'extra bW9yZQ==', 'index 300']);
    expect(lines.slice(3, 5 + proof.length)).toEqual([
      ...proof.map((hash) => Buffer.from(hash).toString('base64')),
      '',
      'example.com/log',
    ]);
    const opened = verifyLeafProof(HASHES[300]!, parseLeafProof(bytes), TRUST);
    expect([opened.size, hex(opened.root)]).toEqual([SIZE, hex(root(SIZE))]);
  });

  test('is read back as it was written', () => {
    const extra = fc.option(fc.uint8Array({ minLength: 1, maxLength: 99 }));
    const proofs = fc.record({
      index: fc.maxSafeNat(),
      proof: fc.array(anyHash, { maxLength: 63 }),
      extra,
      checkpoint: fc.constant(CHECKPOINT),
    });
    fc.assert(
      fc.property(proofs, (proof) => {
        const again = parseLeafProof(formatLeafProof(proof));
        expect([again.index, again.proof.map(hex), hex(again.checkpoint)]).toEqual([
          proof.index,
          proof.proof.map(hex),
          hex(proof.checkpoint),
        ]);
        expect(again.extra && hex(again.extra)).toBe(proof.extra && hex(proof.extra));
      }),
    );
  });

  test('with any bit changed shows nothing', async () => {
    const { proof } = await inclusion(5, SIZE);
    const bytes = formatLeafProof({ index: 5, proof, checkpoint: CHECKPOINT, extra: null });
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      expect(() => verifyLeafProof(HASHES[5]!, parseLeafProof(flipped(bytes, bit)), TRUST), `bit ${bit}`).toThrow(
        TlogError,
      );
    }
  });

  test('of another leaf, or by another log, is refused', async () => {
    const { proof } = await inclusion(5, SIZE);
    const whole = { index: 5, proof, checkpoint: CHECKPOINT, extra: null };
    expect(() => verifyLeafProof(HASHES[6]!, whole, TRUST)).toThrow('does not lead to the root: leaf 5');
    const other = { ...TRUST, log: signerOf('example.com/other').key };
    expect(() => verifyLeafProof(HASHES[5]!, whole, other)).toThrow('not signed');
  });

  test.each([
    '',
    '\n\n',
    'c2sp.org/tlog-proof@v1\n\nx',
    'c2sp.org/tlog-proof@v2\nindex 0\n\nx',
    'c2sp.org/tlog-proof@v1\nindex 00\n\nx',
    'c2sp.org/tlog-proof@v1\nindex -1\n\nx',
    'c2sp.org/tlog-proof@v1\nindex 0\nindex 0\n\nx',
    'c2sp.org/tlog-proof@v1\nextra \nindex 0\n\nx',
    'c2sp.org/tlog-proof@v1\nextra YR==\nindex 0\n\nx',
    'c2sp.org/tlog-proof@v1\nindex 0\nYQ==\n\nx',
    'c2sp.org/tlog-proof@v1\nindex 0\n\n',
    'c2sp.org/tlog-proof@v1\nindex 0\n',
    'c2sp.org/tlog-proof@v1\r\nindex 0\n\nx',
    `c2sp.org/tlog-proof@v1\nindex 0\n${`${Buffer.alloc(32).toString('base64')}\n`.repeat(64)}\nx`,
  ])('is not %j', (text) => {
    expect(() => parseLeafProof(bytesOf(text))).toThrow(TlogError);
  });
});

describe('a request to a witness', () => {
  test('is read back as it was written', () => {
    const requests = fc.record({
      oldSize: fc.maxSafeNat(),
      proof: fc.array(anyHash, { maxLength: 63 }),
      checkpoint: fc.constant(CHECKPOINT),
    });
    fc.assert(
      fc.property(requests, (request) => {
        const again = parseWitnessRequest(formatWitnessRequest(request));
        expect({ ...again, proof: again.proof.map(hex), checkpoint: hex(again.checkpoint) }).toEqual({
          ...request,
          proof: request.proof.map(hex),
          checkpoint: hex(request.checkpoint),
        });
      }),
    );
  });

  test('lets a witness check that the tree only grew', async () => {
    const { proof } = await consistency(257, SIZE);
    const request = parseWitnessRequest(formatWitnessRequest({ oldSize: 257, proof, checkpoint: CHECKPOINT }));
    const { size, root: newRoot } = openCheckpoint(request.checkpoint, LOG.key, ed25519Verify);
    const claim = { oldSize: 257, oldRoot: root(257), newSize: size, newRoot, proof: request.proof };
    expect(verifyConsistency(sha256, claim)).toBe(true);
    expect(verifyConsistency(sha256, { ...claim, oldSize: 256, oldRoot: root(256) })).toBe(false);
  });

  test.each(['', 'old\n\nx', 'old 1', 'old 01\n\nx', 'new 1\n\nx', 'old 1\n?\n\nx', 'old 1\n\n'])(
    'is not %j',
    (text) => {
      expect(() => parseWitnessRequest(bytesOf(text))).toThrow(TlogError);
    },
  );
});
