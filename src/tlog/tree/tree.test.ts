import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesOf, definedRoot, hex, leafHashes, numbered, sha256 } from '../../../test/tlog-fixture.ts';
import {
  denseRoot,
  emptyRoot,
  GrowingTiles,
  GrowingTree,
  type GrowingTreeState,
  HASH_BYTES,
  leafHash,
  nodeHash,
  rootAt,
} from '../index.ts';
import { leafHasher } from './hashes.ts';
import { nodesOf } from './ranges.ts';

/**
 * The leaves of Certificate Transparency's own tests, and the roots of the empty tree and of their first 1 to 8 leaves.
 */
const CT_LEAVES = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const CT_ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

const EDGES = [0, 1, 2, 3, 127, 128, 255, 256, 257, 511, 512, 513];

function grown(hashes: readonly Uint8Array[]): GrowingTree {
  const tree = new GrowingTree(sha256);
  for (const hash of hashes) tree.append(hash);
  return tree;
}

test("the roots of Certificate Transparency's test leaves", () => {
  const hashes = CT_LEAVES.map((leaf) => leafHash(sha256, Buffer.from(leaf, 'hex')));
  expect(CT_ROOTS.map((_, size) => hex(grown(hashes.slice(0, size)).root()))).toEqual(CT_ROOTS);
});

test('the empty tree, a leaf and a node are hashed as RFC 6962 says', () => {
  expect(hex(emptyRoot(sha256))).toBe(CT_ROOTS[0]);
  expect(hex(leafHash(sha256, bytesOf('L123456')))).toBe(
    '395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56',
  );
  expect(hex(nodeHash(sha256, bytesOf('N123'.padEnd(32)), bytesOf('N456'.padEnd(32))))).toBe(
    hex(sha256(bytesOf(`\x01${'N123'.padEnd(32)}${'N456'.padEnd(32)}`))),
  );
});

test('leaves of any length are hashed alike in one place and each in its own', () => {
  const hash = leafHasher(sha256);
  for (const length of [0, 1, 1022, 1023, 1024, 1025, 65_535, 3, 4096]) {
    const leaf = new Uint8Array(length).fill(length);
    expect(hex(hash(leaf))).toBe(hex(leafHash(sha256, leaf)));
  }
});

test('roots, tile by tile and node by node, are those of the definition', () => {
  const hashes = leafHashes(numbered(600));
  const tree = new GrowingTree(sha256);
  const tiles = new GrowingTiles(sha256, () => {});
  for (let size = 0; size <= 600; size++) {
    if (size <= 70 || EDGES.includes(size) || size === 600) {
      const root = hex(definedRoot(hashes.slice(0, size)));
      expect(hex(tree.root()), `${size} leaves`).toBe(root);
      expect(hex(tiles.root()), `${size} leaves`).toBe(root);
      if (size > 0) expect(hex(denseRoot(sha256, Buffer.concat(hashes.slice(0, size))))).toBe(root);
    }
    if (size < 600) expect([tree.append(hashes[size]!), tiles.append(hashes[size]!)]).toEqual([size, size]);
  }
  expect([tree.size, tiles.size]).toEqual([600, 600]);
});

test('around 65,536 leaves', () => {
  const hashes = leafHashes(numbered(65_537));
  const tree = grown(hashes.slice(0, 65_534));
  const tiles = new GrowingTiles(sha256, () => {});
  for (const hash of hashes.slice(0, 65_534)) tiles.append(hash);
  for (const size of [65_535, 65_536, 65_537]) {
    tree.append(hashes[size - 1]!);
    tiles.append(hashes[size - 1]!);
    const root = hex(definedRoot(hashes.slice(0, size)));
    expect([hex(tree.root()), hex(tiles.root())]).toEqual([root, root]);
  }
});

test('a tree goes on from its state, whose JSON is small', () => {
  const hashes = leafHashes(numbered(300));
  fc.assert(
    fc.property(fc.nat(300), (size) => {
      const state: GrowingTreeState = JSON.parse(JSON.stringify(grown(hashes.slice(0, size)).state()));
      const again = new GrowingTree(sha256, state);
      for (const hash of hashes.slice(size)) again.append(hash);
      expect(hex(again.root())).toBe(hex(grown(hashes).root()));
    }),
  );
});

test.each<[string, GrowingTreeState]>([
  ['too few hashes', { size: 3, edge: [Buffer.alloc(HASH_BYTES).toString('base64')] }],
  ['too many hashes', { size: 0, edge: [Buffer.alloc(HASH_BYTES).toString('base64')] }],
  ['a short hash', { size: 1, edge: [Buffer.alloc(31).toString('base64')] }],
  ['no base64', { size: 1, edge: ['?'] }],
  ['a fraction', { size: 1.5, edge: [Buffer.alloc(HASH_BYTES).toString('base64')] }],
  ['a negative size', { size: -1, edge: [] }],
])('a state with %s is refused', (_, state) => {
  expect(() => new GrowingTree(sha256, state)).toThrow(expect.objectContaining({ refusal: 'malformed' }));
});

test('the root at any size is read from complete subtrees', async () => {
  const hashes = leafHashes(numbered(513));
  const reader = {
    readHashes: async (nodes: readonly { level: number; index: number }[]) =>
      nodes.map(({ level, index }) => definedRoot(hashes.slice(index * 2 ** level, (index + 1) * 2 ** level))),
  };
  for (const size of [...Array.from({ length: 21 }, (_, i) => i), ...EDGES]) {
    expect(hex(await rootAt(sha256, reader, size))).toBe(hex(definedRoot(hashes.slice(0, size))));
  }
});

test('ranges of a large tree are cut at powers of two', () => {
  const size = Number.MAX_SAFE_INTEGER;
  expect(nodesOf({ from: 0, to: size })).toHaveLength(53);
  expect(nodesOf({ from: 2 ** 52, to: size })[0]).toEqual({ level: 51, index: 2 });
});
