import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fetchFrom, hex, LOG, numbered, publishedLog, sha256 } from '../../../test/tlog-fixture.ts';
import { leafHash, newTiles, tileHashReader, tilePath } from '../../tlog/index.ts';
import { bundlesOf, tilesFor, wholeBundles } from './range-paths.ts';

const span = fc
  .tuple(fc.nat(200_000), fc.nat(200_000), fc.nat(200_000))
  .map((numbers) => numbers.sort((a, b) => a - b) as [number, number, number])
  .map(([from, to, size]) => ({ from, to, size }));

test.each([
  [{ from: 0, to: 1 }, 1000, { from: 0, to: 256 }],
  [{ from: 255, to: 257 }, 1000, { from: 0, to: 512 }],
  [{ from: 256, to: 512 }, 1000, { from: 256, to: 512 }],
  [{ from: 900, to: 901 }, 1000, { from: 768, to: 1000 }],
  [{ from: 0, to: 100 }, 100, { from: 0, to: 100 }],
])('%j of %i records is widened to %j', (range, size, whole) => {
  expect(wholeBundles(range, size)).toEqual(whole);
});

test('a widened range holds the range, begins and ends where bundles do, and is not widened again', () => {
  fc.assert(
    fc.property(span, ({ from, to, size }) => {
      const whole = wholeBundles({ from, to }, size);
      expect(whole.from <= from && to <= whole.to && whole.to <= size).toBe(true);
      expect(from - whole.from).toBeLessThan(256);
      expect(whole.to - to).toBeLessThan(256);
      expect(whole.from % 256).toBe(0);
      expect(whole.to % 256 === 0 || whole.to === size).toBe(true);
      expect(wholeBundles(whole, size)).toEqual(whole);
    }),
  );
});

test('the bundles of a range follow one another, and the last one of a log is partial', () => {
  expect([...bundlesOf({ from: 256, to: 600 }, 600)]).toEqual([
    { level: 'entries', index: 1, width: 256 },
    { level: 'entries', index: 2, width: 88 },
  ]);
  expect([...bundlesOf({ from: 256, to: 512 }, 600)]).toEqual([{ level: 'entries', index: 1, width: 256 }]);
  expect([...bundlesOf({ from: 512, to: 512 }, 600)]).toEqual([]);
});

test('the bundles of a widened range hold exactly its records', () => {
  fc.assert(
    fc.property(span, ({ from, to, size }) => {
      const whole = wholeBundles({ from, to }, size);
      const widths = [...bundlesOf(whole, size)].map(({ width }) => width);
      expect(widths.reduce((sum, width) => sum + width, 0)).toBe(whole.to - whole.from);
    }),
  );
});

// 70,000 = 273 * 256 + 112 leaves; 273 = 1 * 256 + 17 full tiles; 1 full tile above those.
test('a range takes the tiles beside its bundles, those above, and the last of each level', () => {
  const edge = ['tile/0/273.p/112', 'tile/1/001.p/17', 'tile/2/000.p/1'];
  expect(tilesFor({ from: 0, to: 256 }, 70_000).sort()).toEqual([...edge, 'tile/0/000', 'tile/1/000'].sort());
  expect(tilesFor({ from: 69_888, to: 70_000 }, 70_000).sort()).toEqual(edge);
  expect(tilesFor({ from: 256, to: 256 }, 70_000).sort()).toEqual(edge);
});

test('of a whole log it takes every tile, each once', () => {
  fc.assert(
    fc.property(fc.nat(300_000), (size) => {
      const paths = tilesFor({ from: 0, to: size }, size);
      expect(paths.toSorted()).toEqual([...newTiles(0, size)].map(tilePath).sort());
    }),
  );
});

test.each([
  [700, 0, 256],
  [700, 512, 700],
  [70_000, 65_536, 66_048],
  [66_000, 256, 512],
])('those tiles alone prove each leaf of a log of %i from %i to %i', async (size, from, to) => {
  const leaves = numbered(size);
  const files = publishedLog(leaves);
  const taken = new Map(tilesFor({ from, to }, size).map((path) => [path, files.get(path)!]));
  const tree = { size, root: rootOf(files) };
  const reader = tileHashReader(sha256, tree, fetchFrom(taken));
  const asked = Array.from({ length: to - from }, (_, i) => ({ level: 0, index: from + i }));
  const hashes = await reader.readHashes(asked);
  expect(hex(hashes[0]!)).toBe(hex(leafHash(sha256, leaves[from]!)));
  expect(hex(hashes.at(-1)!)).toBe(hex(leafHash(sha256, leaves[to - 1]!)));
  for (const path of taken.keys()) {
    const without = new Map(taken);
    without.delete(path);
    await expect(tileHashReader(sha256, tree, fetchFrom(without)).readHashes(asked)).rejects.toThrow('lacks');
  }
});

/** The third line of a checkpoint is the root in base64 (C2SP tlog-checkpoint). */
function rootOf(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const lines = Buffer.from(files.get('checkpoint')!).toString().split('\n');
  expect(lines[0]).toBe(LOG.key.name);
  return Buffer.from(lines[2]!, 'base64');
}
