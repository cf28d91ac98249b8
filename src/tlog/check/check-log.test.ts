import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  bytesOf,
  definedRoot,
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
  type Checkpoint,
  checkLog,
  encodeBundle,
  type LogCheck,
  type LogFault,
  newBundles,
  newTiles,
  tilePath,
} from '../index.ts';

type Files = ReadonlyMap<string, Uint8Array>;

const check = (files: Files, more: Partial<LogCheck> = {}) =>
  checkLog({ sha256, verify: ed25519Verify, log: LOG.key, fetch: fetchFrom(files), ...more });

const shown = (faults: readonly LogFault[]) =>
  faults.map(({ kind, path, index, detail }) => [kind, path, index, detail].filter((part) => part !== null).join(' '));

const faultsOf = async (files: Files, more: Partial<LogCheck> = {}) => shown((await check(files, more)).faults);

const SIZE = 1030;
const LEAVES = numbered(SIZE);
const FILES = publishedLog(LEAVES);
const kept = (size: number): Checkpoint => ({
  origin: LOG.key.name,
  size,
  root: definedRoot(leafHashes(LEAVES.slice(0, size))),
  extensions: [],
});

/** Returns a copy of the files with some replaced, or removed if the change is null. */
function changed(changes: Record<string, Uint8Array | null>, files: Files = FILES): Map<string, Uint8Array> {
  const copy = new Map(files);
  for (const [path, bytes] of Object.entries(changes)) {
    if (bytes === null) copy.delete(path);
    else copy.set(path, bytes);
  }
  return copy;
}

/** Returns a bundle with one leaf replaced. */
function otherLeaf(path: string, index: number, files: Files = FILES): Uint8Array {
  const first = index - (index % 256);
  const width = path.includes('.p/') ? Number(path.split('.p/')[1]) : 256;
  const entries = LEAVES.slice(first, first + width).map((leaf, i) => (first + i === index ? bytesOf('other') : leaf));
  expect(files.has(path)).toBe(true);
  return encodeBundle(entries);
}

describe('a log without fault', () => {
  test.each([0, 1, 2, 20, 255, 256, 257, 511, 512, 513, 1030])('of %d leaves is ok', async (size) => {
    const visited: string[] = [];
    const report = await check(publishedLog(LEAVES.slice(0, size)), {
      visit: (index, leaf) => {
        visited.push(`${index} ${hex(leaf)}`);
      },
    });
    expect(report).toMatchObject({ faults: [], ok: true, stopped: false, leaves: size });
    expect(report.checkpoint).toMatchObject({ size, origin: 'example.com/log' });
    expect(visited).toEqual(LEAVES.slice(0, size).map((leaf, i) => `${i} ${hex(leaf)}`));
  });

  test('of 65,537 leaves is ok, and everything in it is fetched once', async () => {
    const leaves = numbered(65_537);
    const files = publishedLog(leaves);
    const fetched: string[] = [];
    const fetch = (path: string) => {
      fetched.push(path);
      return fetchFrom(files)(path);
    };
    expect(await check(files, { fetch })).toMatchObject({ ok: true, leaves: 65_537 });
    expect(fetched.sort()).toEqual([...files.keys()].sort());
  });

  test('begins with every tree that it had', async () => {
    for (const size of [0, 1, 3, 255, 256, 257, 511, 512, 513, 1024, 1025, 1029, 1030]) {
      expect(await check(FILES, { earlier: kept(size) }), `${size}`).toMatchObject({ ok: true });
    }
  });

  test('may have full tiles and bundles in place of partial ones', async () => {
    const later = publishedLog(numbered(1280));
    const files = changed({
      'tile/0/004.p/6': null,
      'tile/0/004': later.get('tile/0/004')!,
      'tile/entries/004.p/6': null,
      'tile/entries/004': later.get('tile/entries/004')!,
    });
    expect(await check(files)).toMatchObject({ ok: true, leaves: SIZE });
  });

  test('holds no more bundles ahead than it is told', async () => {
    let open = 0;
    let most = 0;
    const fetch = async (path: string) => {
      most = Math.max(most, ++open);
      await Promise.resolve();
      open--;
      return fetchFrom(FILES)(path);
    };
    expect(await check(FILES, { fetch, ahead: 2 })).toMatchObject({ ok: true });
    expect(most).toBeLessThanOrEqual(5);
  });

  test('waits for who looks at its leaves, and passes on what they throw', async () => {
    let busy = false;
    const visit = async () => {
      expect(busy).toBe(false);
      busy = true;
      await Promise.resolve();
      busy = false;
    };
    expect(await check(FILES, { visit })).toMatchObject({ ok: true });
    const thrown = new Error('seen enough');
    const throwing = check(FILES, {
      visit: (index) => {
        if (index === 700) throw thrown;
      },
    });
    await expect(throwing).rejects.toBe(thrown);
  });
});

describe('a fault is told with its place', () => {
  test('a leaf that was changed', async () => {
    const files = changed({ 'tile/entries/001': otherLeaf('tile/entries/001', 300) });
    expect(await faultsOf(files)).toEqual(['leaf tile/entries/001 300']);
    // The tree still begins with the earlier one: its hashes are there.
    expect(await faultsOf(files, { earlier: kept(301) })).toEqual(['leaf tile/entries/001 300']);
    const last = changed({ 'tile/entries/004.p/6': otherLeaf('tile/entries/004.p/6', 1027) });
    expect(await faultsOf(last)).toEqual(['leaf tile/entries/004.p/6 1027']);
    expect(await faultsOf(last, { earlier: kept(1029) })).toEqual(['leaf tile/entries/004.p/6 1027']);
  });

  test('a hash that was changed, at each level', async () => {
    const flip = (path: string, hash: number) => changed({ [path]: flipped(FILES.get(path)!, hash * 256 + 3) });
    expect(await faultsOf(flip('tile/0/001', 44))).toEqual(['hash tile/0/001 300']);
    expect(await faultsOf(flip('tile/0/004.p/6', 2))).toEqual(['hash tile/0/004.p/6 1026']);
    expect(await faultsOf(flip('tile/1/000.p/4', 3))).toEqual(['hash tile/1/000.p/4 3']);
  });

  test('a leaf that was changed together with its hash', async () => {
    const tile = FILES.get('tile/0/001')!.slice();
    tile.set(sha256(bytesOf('\x00other')), 44 * 32);
    const files = changed({ 'tile/entries/001': otherLeaf('tile/entries/001', 300), 'tile/0/001': tile });
    expect(await faultsOf(files)).toEqual(['subtree tile/0/001 1']);
  });

  test('a leaf, its hash, and the hash of that: only the last tile above shows it', async () => {
    const forged = publishedLog(LEAVES.map((leaf, i) => (i === 300 ? bytesOf('other') : leaf)));
    const files = changed({ checkpoint: FILES.get('checkpoint')! }, forged);
    expect(await faultsOf(files)).toEqual(['root checkpoint']);
    const tiles = changed({ 'tile/1/000.p/4': FILES.get('tile/1/000.p/4')! }, files);
    expect(await faultsOf(tiles)).toEqual(['subtree tile/0/001 1']);
  });

  test('a leaf and its hash, both changed to something else', async () => {
    const files = changed({
      'tile/entries/001': otherLeaf('tile/entries/001', 300),
      'tile/0/001': flipped(FILES.get('tile/0/001')!, 44 * 256),
    });
    expect(await faultsOf(files)).toEqual(['disagreement tile/0/001 300', 'subtree tile/0/001 1']);
  });

  test('two leaves in each other’s place', async () => {
    const entries = LEAVES.slice(256, 512);
    [entries[10], entries[20]] = [entries[20]!, entries[10]!];
    expect(await faultsOf(changed({ 'tile/entries/001': encodeBundle(entries) }))).toEqual([
      'leaf tile/entries/001 266',
      'leaf tile/entries/001 276',
    ]);
  });

  test.each<[string, string[]]>([
    ['tile/entries/001', ['unreadable tile/entries/001']],
    ['tile/entries/004.p/6', ['unreadable tile/entries/004.p/6']],
    ['tile/0/001', ['unreadable tile/0/001']],
    ['tile/0/004.p/6', ['unreadable tile/0/004.p/6']],
    ['tile/1/000.p/4', ['unreadable tile/1/000.p/4']],
    ['checkpoint', ['unreadable checkpoint']],
  ])('%s that is missing', async (path, faults) => {
    expect(await faultsOf(changed({ [path]: null }))).toEqual(faults);
    const fetch = async (asked: string) => {
      if (asked.startsWith(path)) throw new Error('EIO');
      return fetchFrom(FILES)(asked);
    };
    expect(await faultsOf(FILES, { fetch })).toEqual(faults.map((fault) => `${fault} EIO`));
  });

  test('a bundle and its hashes that are missing: the rest is still checked', async () => {
    const both = { 'tile/entries/001': null, 'tile/0/001': null };
    const missing = ['unreadable tile/entries/001', 'unreadable tile/0/001'];
    expect(await check(changed(both))).toMatchObject({ leaves: SIZE - 256, ok: false });
    expect(await faultsOf(changed(both))).toEqual(missing);
    expect(await faultsOf(changed(both), { earlier: kept(300) })).toEqual([...missing, 'no-earlier-root checkpoint']);
    expect(await faultsOf(changed(both), { earlier: kept(600) })).toEqual(missing);
    const oneLeft = changed({ 'tile/entries/001': null });
    expect(await faultsOf(oneLeft, { earlier: kept(300) })).toEqual(['unreadable tile/entries/001']);
    const third = changed({ ...both, 'tile/1/000.p/4': null });
    expect(await faultsOf(third)).toEqual([...missing, 'unreadable tile/1/000.p/4', 'no-root checkpoint']);
    const leaf = changed({ ...both, 'tile/entries/003': otherLeaf('tile/entries/003', 800) });
    expect(await faultsOf(leaf)).toEqual([...missing, 'leaf tile/entries/003 800']);
  });

  test('what is not in the format', async () => {
    const bundle = FILES.get('tile/entries/002')!;
    expect(await faultsOf(changed({ 'tile/entries/002': bundle.subarray(1) }))).toEqual(['malformed tile/entries/002']);
    expect(await faultsOf(changed({ 'tile/0/002': new Uint8Array(8191) }))).toEqual(['malformed tile/0/002']);
    expect(await faultsOf(changed({ 'tile/1/000.p/4': new Uint8Array(0) }))).toEqual(['malformed tile/1/000.p/4']);
    expect(await faultsOf(changed({ checkpoint: bytesOf('x') }))).toEqual(['checkpoint checkpoint malformed']);
  });

  test('a checkpoint by another key, for another log, or of another root', async () => {
    const bySomeone = publishedLog(LEAVES, signerOf('example.com/someone')).get('checkpoint')!;
    expect(await faultsOf(changed({ checkpoint: bySomeone }))).toEqual(['checkpoint checkpoint not-signed']);
    const ofLess = publishedLog(LEAVES.slice(0, 1029)).get('checkpoint')!;
    // The tiles of the smaller tree are not there.
    const faults = await faultsOf(changed({ checkpoint: ofLess }));
    expect(faults).toContain('unreadable tile/entries/004.p/5');
  });

  test('a tree that is smaller than, or does not begin with, an earlier one', async () => {
    const smaller = publishedLog(LEAVES.slice(0, 700));
    expect(await faultsOf(smaller, { earlier: kept(701) })).toEqual(['cut checkpoint']);
    const forged = publishedLog(LEAVES.map((leaf, i) => (i === 300 ? bytesOf('other') : leaf)));
    for (const size of [301, 512, 600, 1024, 1029, 1030]) {
      expect(await faultsOf(forged, { earlier: kept(size) }), `${size}`).toEqual(['rewritten checkpoint']);
    }
    expect(await faultsOf(forged, { earlier: kept(300) })).toEqual([]);
    await expect(check(FILES, { earlier: { ...kept(3), origin: 'x' } })).rejects.toMatchObject({
      refusal: 'other-log',
    });
  });

  test('no more faults than asked for, and then it ends', async () => {
    const report = await check(new Map([['checkpoint', FILES.get('checkpoint')!]]), { mostFaults: 3 });
    expect(report).toMatchObject({ stopped: true, ok: false, leaves: 0 });
    expect(report.faults).toHaveLength(3);
  });
});

test('any bit of any file that is changed is found, at its file', async () => {
  const paths = ['checkpoint', ...[...newTiles(0, SIZE), ...newBundles(0, SIZE)].map(tilePath)];
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...paths), fc.nat(), async (path, bit) => {
      const bytes = FILES.get(path)!;
      const report = await check(changed({ [path]: flipped(bytes, bit % (bytes.length * 8)) }));
      expect(report.ok).toBe(false);
      expect(report.faults.map((fault) => fault.path)).toEqual([path]);
    }),
    { numRuns: 300 },
  );
});

test('files exchanged for any bytes are refused, and nothing is thrown', async () => {
  const paths = [...FILES.keys()];
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...paths), fc.uint8Array({ maxLength: 9000 }), async (path, bytes) => {
      expect(await check(changed({ [path]: bytes }))).toMatchObject({ ok: false });
    }),
  );
});
