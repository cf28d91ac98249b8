import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  definedRoot,
  fetchFrom,
  flipped,
  hex,
  leafHashes,
  numbered,
  publishedLog,
  sha256,
} from '../../../test/tlog-fixture.ts';
import {
  decodeBundle,
  edgeTiles,
  encodeBundle,
  GrowingBundle,
  GrowingTiles,
  GrowingTree,
  MOST_ENTRY_BYTES,
  newBundles,
  newTiles,
  parseTilePath,
  type TileId,
  tileAt,
  tileHashReader,
  tilePath,
} from '../index.ts';

const paths = (tiles: Iterable<TileId>) => [...tiles].map(tilePath);

const anyTile: fc.Arbitrary<TileId> = fc.record({
  level: fc.oneof(fc.integer({ min: 0, max: 63 }), fc.constant('entries' as const)),
  index: fc.maxSafeNat(),
  width: fc.integer({ min: 1, max: 256 }),
});

test('the index text of the specification', () => {
  expect(tilePath({ level: 0, index: 1234067, width: 256 })).toBe('tile/0/x001/x234/067');
  expect(tilePath({ level: 'entries', index: 0, width: 7 })).toBe('tile/entries/000.p/7');
  expect(tilePath({ level: 63, index: 1000, width: 255 })).toBe('tile/63/x001/000.p/255');
});

test('a path is read back as what it was written from', () => {
  fc.assert(
    fc.property(anyTile, (tile) => {
      expect(parseTilePath(tilePath(tile))).toEqual(tile);
    }),
  );
});

test.each([
  '',
  'tile/0/67',
  'tile/0/0067',
  'tile/0/x000/067',
  'tile/0/001/067',
  'tile/0/x001/x067',
  'tile/00/067',
  'tile/64/067',
  'tile/0/067.p/0',
  'tile/0/067.p/256',
  'tile/0/067.p/07',
  'tile/0/067.p',
  'tile/-1/067',
  'tile/data/067',
  'tile/0/067/',
  '/tile/0/067',
  'tile/0/067\n',
  'tile/0/x999/x999/x999/x999/x999/999',
  '../checkpoint',
])('%j is no path of a tile', (path) => {
  expect(parseTilePath(path)).toBeNull();
});

test('any path is a tile that is written so, or none', () => {
  const pathLike = fc.stringMatching(
    /^(tile|tiles)?\/(0|1|63|64|entries)\/(x?[0-9]{3}\/){0,3}[0-9]{3}(\.p\/[0-9]{1,3})?$/,
  );
  fc.assert(
    fc.property(fc.oneof(pathLike, fc.string()), (path) => {
      const tile = parseTilePath(path);
      if (tile !== null) expect(tilePath(tile)).toBe(path);
    }),
  );
});

test('the tiles of the example of the specification', () => {
  expect(paths(newTiles(0, 256))).toEqual(['tile/0/000', 'tile/1/000.p/1']);
  const tiles = paths(newTiles(0, 70_000));
  expect(tiles).toHaveLength(277);
  expect(tiles.slice(-4)).toEqual(['tile/0/273.p/112', 'tile/1/000', 'tile/1/001.p/17', 'tile/2/000.p/1']);
  expect(paths(newTiles(0, 0))).toEqual([]);
});

test('what is new is what the new tree has and the old one had not', () => {
  fc.assert(
    fc.property(fc.nat(140_000), fc.nat(3000), (oldSize, more) => {
      for (const tilesOf of [newTiles, newBundles]) {
        const before = new Set(paths(tilesOf(0, oldSize)));
        const now = paths(tilesOf(0, oldSize + more));
        expect(paths(tilesOf(oldSize, oldSize + more))).toEqual(now.filter((path) => !before.has(path)));
      }
    }),
    { numRuns: 50 },
  );
});

test('a tile of a tree is one of its tiles', () => {
  fc.assert(
    fc.property(fc.nat(70_000), fc.nat(2), fc.nat(300), (size, level, index) => {
      const tile = tileAt(level, index, size);
      const there = paths(newTiles(0, size)).filter((path) => parseTilePath(path)!.level === level);
      expect(there[index]).toBe(tile === null ? undefined : tilePath(tile));
    }),
    { numRuns: 50 },
  );
  expect(edgeTiles(70_000).map((tile) => tile?.width)).toEqual([112, 17, 1]);
  expect(edgeTiles(65_536)).toEqual([null, null, { level: 2, index: 0, width: 1 }]);
});

test('a log has exactly the tiles of its size, and each holds the hashes of the definition', () => {
  for (const size of [1, 255, 256, 257, 511, 512, 513]) {
    const files = publishedLog(numbered(size));
    const hashes = leafHashes(numbered(size));
    const expected = [...newTiles(0, size), ...newBundles(0, size)];
    expect([...files.keys()].sort()).toEqual(['checkpoint', ...paths(expected)].sort());
    for (const { level, index, width } of newTiles(0, size)) {
      const span = 256 ** Number(level);
      const below = Array.from({ length: width }, (_, i) => (index * 256 + i) * span).map((from) =>
        definedRoot(hashes.slice(from, from + span)),
      );
      expect(hex(files.get(tilePath({ level, index, width }))!)).toBe(hex(Buffer.concat(below)));
    }
  }
});

test('growing goes on from the partial tiles of any size', () => {
  const hashes = leafHashes(numbered(1200));
  const grow = (tiles: GrowingTiles, from: number, to: number) => {
    for (const hash of hashes.slice(from, to)) tiles.append(hash);
    return tiles;
  };
  fc.assert(
    fc.property(fc.nat(1200), (size) => {
      const before = grow(new GrowingTiles(sha256, () => {}), 0, size);
      const full: string[] = [];
      const edge = before.partials().map((tile) => tile.hashes);
      const again = grow(new GrowingTiles(sha256, ({ tile }) => full.push(tilePath(tile)), size, edge), size, 1200);
      expect(hex(again.root())).toBe(hex(definedRoot(hashes)));
      const isFull = (path: string) => !path.includes('.p/');
      expect(full.sort()).toEqual(paths(newTiles(size, 1200)).filter(isFull).sort());
    }),
    { numRuns: 30 },
  );
  expect(() => new GrowingTiles(sha256, () => {}, 3, [new Uint8Array(64)])).toThrow('tile/0/000.p/3');
  expect(() => new GrowingTiles(sha256, () => {}, 3, [])).toThrow('tile/0/000.p/3');
  expect(() => new GrowingTiles(sha256, () => {}, 256, [new Uint8Array(32), new Uint8Array(32)])).toThrow('256');
});

test('the state of growing tiles is that of the tree', () => {
  const hashes = leafHashes(numbered(1100));
  const [tiles, tree] = [new GrowingTiles(sha256, () => {}), new GrowingTree(sha256)];
  expect(tiles.state()).toEqual(tree.state());
  for (const hash of hashes) {
    tiles.append(hash);
    tree.append(hash);
    expect(tiles.state()).toEqual(tree.state());
  }
});

test('a bundle that grows is at every width the bundle of its entries', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 3000 }), { maxLength: 60 }), (entries) => {
      const bundle = new GrowingBundle();
      for (let round = 0; round < 2; round++) {
        for (const [i, entry] of entries.entries()) {
          bundle.add(entry);
          expect(bundle.width).toBe(i + 1);
        }
        expect(hex(bundle.bytes())).toBe(hex(encodeBundle(entries)));
        bundle.clear();
      }
    }),
    { numRuns: 30 },
  );
  expect(() => new GrowingBundle().add(new Uint8Array(65_536))).toThrow('65536');
});

test('bundles are read back as they were written', () => {
  const entry = fc.uint8Array({ maxLength: 700 });
  fc.assert(
    fc.property(fc.array(entry, { minLength: 1, maxLength: 256 }), (entries) => {
      const bytes = encodeBundle(entries);
      expect(decodeBundle(bytes, entries.length).map(hex)).toEqual(entries.map(hex));
      expect(() => decodeBundle(bytes, entries.length - 1)).toThrow('bundle');
      expect(() => decodeBundle(bytes, entries.length + 1)).toThrow('bundle');
      expect(() => decodeBundle(bytes.subarray(0, -1), entries.length)).toThrow('bundle');
    }),
  );
  const longest = new Uint8Array(MOST_ENTRY_BYTES).fill(7);
  expect(decodeBundle(encodeBundle([longest]), 1)[0]).toEqual(longest);
  expect(() => encodeBundle([new Uint8Array(65_536)])).toThrow('65536');
  expect(() => encodeBundle(numbered(257))).toThrow('257');
});

test('garbage is no bundle, and never more than what it says', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 2000 }), fc.integer({ min: 1, max: 256 }), (bytes, width) => {
      try {
        expect(hex(encodeBundle(decodeBundle(bytes, width)))).toBe(hex(bytes));
      } catch (error) {
        expect(error).toMatchObject({ refusal: 'malformed', code: 'damaged' });
      }
    }),
  );
});

const SIZE = 1030;
const FILES = publishedLog(numbered(SIZE));
const HASHES = leafHashes(numbered(SIZE));
const ROOT = definedRoot(HASHES);

test('hashes are read from whole tiles, each fetched once', async () => {
  for (const root of [ROOT, null]) {
    const fetched: string[] = [];
    const fetch = (path: string) => {
      fetched.push(path);
      return fetchFrom(FILES)(path);
    };
    const nodes = [0, 1, 300, 515, SIZE - 1].map((index) => ({ level: 0, index }));
    nodes.push({ level: 3, index: 2 }, { level: 8, index: 1 }, { level: 10, index: 0 });
    const hashes = await tileHashReader(sha256, { size: SIZE, root }, fetch).readHashes(nodes);
    const expected = nodes.map(({ level, index }) => HASHES.slice(index * 2 ** level, (index + 1) * 2 ** level));
    expect(hashes.map(hex)).toEqual(expected.map((part) => hex(definedRoot(part))));
    expect(fetched).toHaveLength(new Set(fetched).size);
    expect(fetched.every((path) => parseTilePath(path)?.level !== 'entries')).toBe(true);
  }
});

test('a partial tile may be gone once there is the full one', async () => {
  const files = publishedLog(numbered(256));
  const size = 200;
  const root = definedRoot(HASHES.slice(0, size));
  const reader = tileHashReader(sha256, { size, root }, fetchFrom(files));
  expect((await reader.readHashes([{ level: 0, index: 199 }])).map(hex)).toEqual([hex(HASHES[199]!)]);
  await expect(reader.readHashes([{ level: 0, index: 200 }])).rejects.toThrow(RangeError);
});

test('with a root, no tile with a changed bit is believed', async () => {
  const paths = [...newTiles(0, SIZE)].map(tilePath);
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...paths), fc.nat(), async (path, bit) => {
      const bytes = FILES.get(path)!;
      const files = new Map(FILES).set(path, flipped(bytes, bit % (bytes.length * 8)));
      const reader = tileHashReader(sha256, { size: SIZE, root: ROOT }, fetchFrom(files));
      const { level, index } = parseTilePath(path)!;
      const node = { level: 8 * Number(level), index: index * 256 };
      await expect(reader.readHashes([node])).rejects.toMatchObject({ refusal: 'other-root' });
    }),
  );
});

test('tiles that are missing, or too short, are named', async () => {
  const node = { level: 0, index: 700 };
  const read = (files: Map<string, Uint8Array>) =>
    tileHashReader(sha256, { size: SIZE, root: ROOT }, fetchFrom(files)).readHashes([node]);
  const without = new Map(FILES);
  without.delete('tile/0/002');
  await expect(read(without)).rejects.toMatchObject({ refusal: 'no-tile', message: 'the log lacks tile/0/002' });
  const short = new Map(FILES).set('tile/0/002', new Uint8Array(8191));
  await expect(read(short)).rejects.toMatchObject({ refusal: 'malformed', message: 'malformed: tile/0/002' });
});
