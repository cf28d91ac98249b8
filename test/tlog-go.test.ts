import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  consistencyProof,
  formatVerifierKey,
  type HashReader,
  inclusionProof,
  newTiles,
  noteSigner,
  openNote,
  parseSecret,
  parseVerifierKey,
  rootAt,
  signNote,
  type TileId,
  tileHashReader,
  tilePath,
  verifyConsistency,
  verifyInclusion,
} from '../src/tlog/index.ts';
import { describeWith } from './optional.ts';
import {
  bytesOf,
  ed25519Verify,
  fetchFrom,
  flipped,
  hex,
  keyPair,
  LOG,
  leafHashes,
  numbered,
  publishedLog,
  sha256,
  signerOf,
} from './tlog-fixture.ts';

// Puts the same questions to golang.org/x/mod (Debian: golang-go, golang-golang-x-mod-dev), which shares no code with
// this room. If Go is not installed, the tests are skipped.

const GOPATH = '/usr/share/gocode';
const hasGo = spawnSync('go', ['version']).status === 0 && existsSync(join(GOPATH, 'src/golang.org/x/mod/sumdb/tlog'));

const COUNT = 65_538;
const EDGES = [255, 256, 257, 511, 512, 513, 65_535, 65_536, 65_537];
const SMALL = Array.from({ length: 21 }, (_, i) => i);
/** Sizes without a pattern, but the same in every run. */
const OTHERS = Array.from({ length: 40 }, (_, i) =>
  Number(BigInt(`0x${hex(sha256(bytesOf(`size ${i}`))).slice(0, 12)}`) % 65_538n),
);
const SIZES = [...SMALL, ...EDGES, ...OTHERS];
/** Leaves in trees: the first, the last, and some in between. */
const LEAVES = SIZES.filter((size) => size > 0).flatMap((size) =>
  [...new Set([0, size - 1, size >> 1, (size * 7919) % size, 255 % size, 256 % size])].map(
    (index) => [index, size] as const,
  ),
);
const PAIRS = SIZES.flatMap((newSize) =>
  [1, 2, newSize - 1, newSize, newSize >> 1, 256, 65_536, (newSize * 5) >> 3]
    .filter((oldSize) => oldSize > 0 && oldSize <= newSize)
    .map((oldSize) => [oldSize, newSize] as const),
);
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
const fromBase64 = (texts: readonly string[]) => texts.map((text) => new Uint8Array(Buffer.from(text, 'base64')));

describeWith(
  'golang.org/x/mod agrees',
  hasGo ? '' : 'there is no Go with golang.org/x/mod',
  { timeout: 300_000 },
  () => {
    let folder: string;
    const leaves = numbered(COUNT);
    let reader: HashReader;
    const roots = new Map<number, Uint8Array>();

    const go = (command: string, question: unknown) =>
      JSON.parse(
        execFileSync(join(folder, 'tlog-go'), [command], {
          input: JSON.stringify(question),
          maxBuffer: 1 << 28,
          encoding: 'utf8',
        }),
      );

    beforeAll(async () => {
      reader = tileHashReader(sha256, { size: COUNT, root: null }, fetchFrom(publishedLog(leaves)));
      folder = mkdtempSync(join(tmpdir(), 'zenbun-tlog-'));
      const source = fileURLToPath(new URL('fixtures/tlog-go/main.go', import.meta.url));
      const env = { ...process.env, GOPATH, GO111MODULE: 'off', GOFLAGS: '' };
      execFileSync('go', ['build', '-o', join(folder, 'tlog-go'), source], { env, stdio: 'pipe' });
      for (const size of SIZES) roots.set(size, await rootAt(sha256, reader, size));
    }, 300_000);
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    test('on roots and proofs, which verify here', async () => {
      const said = go('prove', { Count: COUNT, Sizes: SIZES, Leaves: LEAVES, Pairs: PAIRS });
      // For Go 0.7.0, the root of the empty tree is all zero bytes; its log never signs that root.
      const some = SIZES.flatMap((size, i) => (size === 0 ? [] : [[hex(roots.get(size)!), said.roots[i]] as const]));
      expect(some.map(([ours]) => ours)).toEqual(some.map(([, theirs]) => hex(Buffer.from(theirs, 'base64'))));
      for (const [i, [index, size]] of LEAVES.entries()) {
        const proof = await inclusionProof(sha256, reader, index, size);
        expect(said.leaves[i]).toEqual(proof.map(base64));
        const claim = { index, size, root: roots.get(size)!, proof: fromBase64(said.leaves[i]) };
        expect(verifyInclusion(sha256, { ...claim, leafHash: leafHashes([leaves[index]!])[0]! })).toBe(true);
      }
      for (const [i, [oldSize, newSize]] of PAIRS.entries()) {
        const proof = await consistencyProof(sha256, reader, oldSize, newSize);
        expect(said.pairs[i]).toEqual(proof.map(base64));
        const oldRoot = roots.get(oldSize) ?? (await rootAt(sha256, reader, oldSize));
        const claim = { oldSize, newSize, oldRoot, newRoot: roots.get(newSize)!, proof: fromBase64(said.pairs[i]) };
        expect(verifyConsistency(sha256, claim)).toBe(true);
      }
    });

    test('on which proofs verify and which do not', async () => {
      const Leaves = [];
      for (const [i, [index, size]] of LEAVES.entries()) {
        const proof = await inclusionProof(sha256, reader, index, size);
        const damaged = i % 3 === 0 ? proof.map((hash, at) => (at === 0 ? flipped(hash, i % 256) : hash)) : proof;
        const claim = {
          index,
          size,
          leafHash: leafHashes([leaves[index]!])[0]!,
          root: roots.get(size)!,
          proof: damaged,
        };
        Leaves.push({ ours: verifyInclusion(sha256, claim), claim });
      }
      const Pairs = [];
      for (const [i, [oldSize, newSize]] of PAIRS.entries()) {
        const proof = await consistencyProof(sha256, reader, oldSize, newSize);
        const oldRoot = roots.get(oldSize) ?? (await rootAt(sha256, reader, oldSize));
        const damaged = i % 3 === 0 ? flipped(oldRoot, i % 256) : oldRoot;
        const claim = { oldSize, newSize, oldRoot: damaged, newRoot: roots.get(newSize)!, proof };
        Pairs.push({ ours: verifyConsistency(sha256, claim), claim });
      }
      const said = go('check', {
        Leaves: Leaves.map(({ claim }) => ({
          Index: claim.index,
          Size: claim.size,
          Leaf: base64(leaves[claim.index]!),
          Root: base64(claim.root),
          Proof: claim.proof.map(base64),
        })),
        Pairs: Pairs.map(({ claim }) => ({
          OldSize: claim.oldSize,
          NewSize: claim.newSize,
          OldRoot: base64(claim.oldRoot),
          NewRoot: base64(claim.newRoot),
          Proof: claim.proof.map(base64),
        })),
      });
      expect(said.leaves).toEqual(Leaves.map(({ ours }) => ours));
      expect(said.pairs).toEqual(Pairs.map(({ ours }) => ours));
      expect(new Set(said.leaves)).toEqual(new Set([true, false]));
      expect(new Set(said.pairs)).toEqual(new Set([true, false]));
    });

    test('on the tiles of a tree', () => {
      const sizes = SIZES.filter((size) => size > 0);
      const said: string[][] = go(
        'tiles',
        sizes.map((size) => [0, size]),
      );
      // Go also lists the narrower partial tiles along the way.
      const last = (paths: readonly string[]) => [
        ...new Map(paths.map((path) => [path.split('.p/')[0], path])).values(),
      ];
      const ours = (tiles: Iterable<TileId>) => [...tiles].map(tilePath);
      expect(said.map(last)).toEqual(sizes.map((size) => ours(newTiles(0, size))));
    });

    test.each([1, 255, 256, 257, 700, 65_536, 65_537])('on a published log of %d leaves', (size) => {
      const log = join(folder, String(size));
      for (const [path, bytes] of publishedLog(leaves.slice(0, size))) {
        mkdirSync(dirname(join(log, path)), { recursive: true });
        writeFileSync(join(log, path), bytes);
      }
      const said = go('log', { Folder: log, Key: formatVerifierKey(LOG.key) });
      expect(said).toEqual({ size, rootFits: true, entries: size });
    });

    const TEXTS = [
      'one line\n',
      '\n',
      'a\n\nb\n',
      'é あ 😀 \u007f\n',
      '— looks like a signature\n',
      `${'long '.repeat(5000)}\n`,
    ];

    test('on notes that Go signs', () => {
      const made: { secret: string; public: string; signed: string }[] = go('keys', TEXTS);
      for (const [i, { secret, public: vkey, signed }] of made.entries()) {
        const key = parseVerifierKey(sha256, vkey);
        expect(formatVerifierKey(key)).toBe(vkey);
        expect(openNote(bytesOf(signed), [key], ed25519Verify)).toMatchObject({ text: TEXTS[i], verified: [{ key }] });
        const parsed = parseSecret(secret);
        const { sign } = keyPair(parsed.seed);
        expect(Buffer.from(signNote(TEXTS[i]!, [noteSigner(key, sign, parsed)])).toString()).toBe(signed);
      }
    });

    test('on notes that are signed here, whole and damaged', () => {
      const signers = ['example.com/a', 'é/b', 'c'].map(signerOf);
      const notes = TEXTS.flatMap((text, i) => {
        const note = signNote(text, signers.slice(0, 1 + (i % 3)));
        // One flipped bit at each of several places, but not in base64's last digit: there, Go accepts what is refused
        // here.
        const damaged = Array.from({ length: 60 }, (_, n) => flipped(note, (n * 977) % (note.length * 8 - 40)));
        return [note, ...damaged];
      });
      const keys = signers.slice(0, 2).map(({ key }) => key);
      const said = go(
        'open',
        notes.map((note) => ({ Note: base64(note), Keys: keys.map(formatVerifierKey) })),
      );
      const ours = notes.map((note) => {
        try {
          const { text, verified, unknown } = openNote(note, keys, ed25519Verify);
          return { text, names: verified.map(({ key }) => key.name), unknown: unknown.length };
        } catch {
          return { text: '', names: [], unknown: 0 };
        }
      });
      expect(said).toEqual(ours);
      expect(ours.filter(({ text }) => text !== '').length).toBeGreaterThanOrEqual(TEXTS.length);
    });
  },
);
