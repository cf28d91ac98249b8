import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Changeable, sha256, sha256Hex } from '../../../test/provenance-keys.ts';
import type { FolderListing } from '../ports.ts';
import type { Statement } from '../statement.ts';
import { compareFolder } from './compare-folder.ts';
import { readFolderSigning } from './folder-signing.ts';
import { isIgnored } from './ignore-paths.ts';
import { compareNames } from './resource-name.ts';
import { folderDigest, folderDigests, folderStatement } from './sign-folder.ts';

const listingOf = (...names: readonly string[]): FolderListing => ({
  files: names.map((name) => ({ name, sha256: sha256Hex(name), bytes: name.length })),
  ignored: [],
});
const SCOPE = { ignorePaths: ['.git', 'model.sig'], allowSymlinks: false };
const signed = (listing: FolderListing) => folderStatement('weights', listing, SCOPE, sha256);
const two = listingOf('a.bin', 'b/c.bin');

function changed(change: (statement: Changeable) => void, listing = two): Statement {
  const statement = structuredClone(signed(listing));
  change(statement);
  return statement;
}

/** Like `changed`, but with the subject's digest made to match, like a signer who cheats on purpose. */
function resigned(change: (predicate: Changeable) => void, listing = two): Statement {
  return changed((statement) => {
    change(statement.predicate);
    const digests = statement.predicate.resources.map(({ digest }: Changeable) => Buffer.from(digest, 'hex'));
    statement.subject[0].digest.sha256 = sha256Hex(Buffer.concat(digests));
  }, listing);
}

test('a known folder has the digest that was worked out by hand', () => {
  const digest = sha256Hex(Buffer.concat([sha256(Buffer.from('a.bin')), sha256(Buffer.from('b/c.bin'))]));
  expect(folderDigest(two, sha256)).toBe(digest);
  expect(signed(two)).toEqual({
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ name: 'weights', digest: { sha256: digest } }],
    predicateType: 'https://model_signing/signature/v1.0',
    predicate: {
      serialization: {
        method: 'files',
        hash_type: 'sha256',
        allow_symlinks: false,
        ignore_paths: ['.git', 'model.sig'],
      },
      resources: [
        { name: 'a.bin', algorithm: 'sha256', digest: sha256Hex('a.bin') },
        { name: 'b/c.bin', algorithm: 'sha256', digest: sha256Hex('b/c.bin') },
      ],
    },
  });
});

const part = fc
  .string({ unit: fc.constantFrom('a', 'b', '.', 'é', '𝕏', '\uffff', ' '), minLength: 1, maxLength: 3 })
  .filter((text) => !['.', '..'].includes(text));
const names = fc.uniqueArray(
  fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/')),
  { minLength: 1, maxLength: 8 },
);

test('whatever the order in which files are found, the statement is the same, is read, and fits the folder', () => {
  const shuffled = names.chain((some) =>
    fc.tuple(fc.constant(some), fc.shuffledSubarray(some, { minLength: some.length })),
  );
  fc.assert(
    fc.property(shuffled, ([some, others]) => {
      const statement = signed(listingOf(...some));
      expect(signed(listingOf(...others))).toEqual(statement);
      const signing = readFolderSigning(statement, sha256);
      expect(compareFolder(signing, listingOf(...others)).map(({ state }) => state)).toEqual(['passed']);
    }),
  );
});

test('names are in order of their bytes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (a, b) => {
      expect(Math.sign(compareNames(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
    }),
  );
});

test('the order of parts, as model_signing writes it, is read as well', () => {
  const listing = listingOf('a.b', 'a/b');
  const reversed = resigned((predicate) => predicate.resources.reverse(), listing);
  expect(readFolderSigning(reversed, sha256).resources.map(({ name }) => name)).toEqual(['a/b', 'a.b']);
  expect(folderDigests(listing, sha256)).toEqual([folderDigest(listing, sha256), reversed.subject[0]!.digest.sha256]);
  expect(folderDigests(two, sha256)).toEqual([folderDigest(two, sha256)]);
});

test('what older statements have is accepted: no ignored paths, any name of the subject', () => {
  const old = changed((statement) => {
    delete statement.predicate.serialization.ignore_paths;
    statement.subject[0].name = '';
  });
  expect(readFolderSigning(old, sha256)).toMatchObject({ name: '', ignorePaths: [] });
});

const serialization = (fields: object) =>
  changed((statement) => Object.assign(statement.predicate.serialization, fields));
const first = (fields: object) => resigned((predicate) => Object.assign(predicate.resources[0], fields));

describe('refused', () => {
  test.each<[string, Statement]>([
    ['predicate-type', changed((s) => Object.assign(s, { predicateType: 'https://model_signing/Digests/v0.1' }))],
    ['subject-count', changed((s) => s.subject.push(s.subject[0]))],
    ['subject-count', changed((s) => s.subject.pop())],
    ['bad-digest', changed((s) => Object.assign(s.subject[0], { digest: { sha512: 'a'.repeat(128) } }))],
    ['subject-digest', changed((s) => Object.assign(s.subject[0].digest, { sha256: sha256Hex('other') }))],
    ['not-sorted', changed((s) => s.predicate.resources.reverse())],
    ['subject-digest', changed((s) => s.predicate.resources.pop())],
    ['subject-digest', changed((s) => Object.assign(s.predicate.resources[0], { digest: sha256Hex('other') }))],
    ['not-sorted', resigned((p) => p.resources.reverse())],
    ['duplicate-name', resigned((p) => p.resources.push(p.resources[0]))],
    ['hash-kind', serialization({ hash_type: 'blake2b' })],
    ['hash-kind', first({ algorithm: 'blake3' })],
    ['hash-kind', first({ algorithm: undefined })],
    ['bad-digest', first({ digest: 'A'.repeat(64) })],
    ['bad-digest', first({ digest: 'ab' })],
    ['unsafe-name', first({ name: '../a.bin' })],
    ['unsafe-name', first({ name: '/a.bin' })],
    ['unsafe-name', first({ name: 'a//b' })],
    ['unsafe-name', first({ name: './a' })],
    ['unsafe-name', first({ name: '' })],
    ['unsafe-name', first({ name: 'a\0' })],
    ['unsafe-name', first({ name: '\udc00' })],
    ['malformed', first({ name: 1 })],
    ['malformed', serialization({ method: 'blocks' })],
    ['malformed', serialization({ method: 'shards' })],
    ['malformed', serialization({ shard_size: 10 })],
    ['malformed', serialization({ allow_symlinks: 'false' })],
    ['malformed', serialization({ ignore_paths: 'x' })],
    ['malformed', serialization({ ignore_paths: [1] })],
    ['malformed', changed((s) => Object.assign(s, { predicate: null }))],
    ['malformed', changed((s) => Object.assign(s.predicate, { resources: {} }))],
    ['malformed', changed((s) => Object.assign(s.predicate, { serialization: [] }))],
  ])('%s', (refusal, statement) => {
    expect(() => readFolderSigning(statement, sha256)).toThrow(expect.objectContaining({ refusal }));
  });

  test('to sign an empty folder, one name twice, or a name that leads out', () => {
    expect(() => signed(listingOf())).toThrow(expect.objectContaining({ refusal: 'no-subject' }));
    expect(() => signed(listingOf('a', 'a'))).toThrow(expect.objectContaining({ refusal: 'duplicate-name' }));
    expect(() => signed(listingOf('a/../b'))).toThrow(expect.objectContaining({ refusal: 'unsafe-name' }));
  });
});

describe('a folder that is not what was signed', () => {
  const signing = readFolderSigning(signed(two), sha256);
  const failures = (listing: FolderListing) =>
    compareFolder(signing, listing)
      .filter(({ state }) => state === 'failed')
      .map(({ check, path }) => [check, path]);

  test('a file that is changed, missing, added or renamed is named', () => {
    const [a, b] = two.files;
    const other = { ...a!, sha256: sha256Hex('other') };
    expect(failures(two)).toEqual([]);
    expect(failures({ files: [other, b!], ignored: [] })).toEqual([['file-digest', 'a.bin']]);
    expect(failures({ files: [a!], ignored: [] })).toEqual([['missing-file', 'b/c.bin']]);
    expect(failures({ files: [...two.files, { ...a!, name: 'z' }], ignored: [] })).toEqual([['unsigned-file', 'z']]);
    expect(failures({ files: [{ ...a!, name: 'A.bin' }, b!], ignored: [] })).toEqual([
      ['missing-file', 'a.bin'],
      ['unsigned-file', 'A.bin'],
    ]);
    expect(failures({ files: [], ignored: [] })).toHaveLength(2);
  });

  test('what was left out must be what the statement leaves out, and is said not to be checked', () => {
    expect(failures({ ...two, ignored: ['.git', '.git/HEAD', 'notes.txt'] })).toEqual([['unsigned-file', 'notes.txt']]);
    const states = compareFolder(signing, { ...two, ignored: ['.git'] }).map(({ check, state }) => [check, state]);
    expect(states).toEqual([
      ['file-digest', 'passed'],
      ['ignored-path', 'not-checked'],
    ]);
  });

  test('of many failures a thousand are listed and the rest are counted', () => {
    const many = listingOf(...Array.from({ length: 1500 }, (_, i) => `x${i}`));
    const extra = compareFolder(signing, many).filter(({ check }) => check === 'unsigned-file');
    expect(extra).toHaveLength(1001);
    expect(extra.at(-1)).toMatchObject({
      state: 'failed',
      path: null,
      detail: { en: expect.stringContaining('500 more') },
    });
  });
});

describe('shards', () => {
  const sharded = (...parts: readonly [name: string, content: string][]) =>
    resigned((predicate) => {
      Object.assign(predicate.serialization, { method: 'shards', shard_size: 10 });
      predicate.resources = parts.map(([name, text]) => ({ name, algorithm: 'sha256', digest: sha256Hex(text) }));
    });
  const states = (statement: Statement, listing: FolderListing) =>
    compareFolder(readFolderSigning(statement, sha256), listing).map(({ check, state, path }) => [check, state, path]);
  const file = (name: string, bytes: number) => ({ name, bytes, sha256: sha256Hex(name) });

  test('a file of one part is compared, one of several is said not to be', () => {
    const statement = sharded(['a:b:0:4', 'a:b'], ['big:0:10', 'x'], ['big:10:13', 'y']);
    expect(states(statement, { files: [file('a:b', 4), file('big', 13)], ignored: [] })).toEqual([
      ['file-digest', 'passed', null],
      ['file-parts', 'not-checked', 'big'],
    ]);
    const changed = { files: [{ ...file('a:b', 4), sha256: sha256Hex('other') }, file('big', 14)], ignored: [] };
    expect(states(statement, changed)).toEqual([
      ['file-digest', 'failed', 'a:b'],
      ['file-parts', 'failed', 'big'],
    ]);
  });

  test('parts with a gap do not cover a file', () => {
    const statement = sharded(['big:0:10', 'x'], ['big:11:13', 'y']);
    expect(states(statement, { files: [file('big', 13)], ignored: [] })).toEqual([['file-parts', 'failed', 'big']]);
  });

  test.each([
    ['unsafe-name', sharded(['big', 'x'])],
    ['unsafe-name', sharded(['big:5:4', 'x'])],
    ['unsafe-name', sharded(['../big:0:4', 'x'])],
    ['duplicate-name', sharded(['big:0:4', 'x'], ['big:0:5', 'y'])],
    ['not-sorted', sharded(['big:4:8', 'x'], ['big:0:4', 'y'])],
  ])('%s', (refusal, statement) => {
    expect(() => readFolderSigning(statement, sha256)).toThrow(expect.objectContaining({ refusal }));
  });
});

test('ignored paths are exact: no patterns, no beginnings of names', () => {
  expect(isIgnored('.git', ['.git'])).toBe(true);
  expect(isIgnored('.git/config', ['./.git/'])).toBe(true);
  expect(isIgnored('.gitignore', ['.git'])).toBe(false);
  expect(isIgnored('a/.git', ['.git'])).toBe(false);
  expect(isIgnored('a.bin', ['*.bin'])).toBe(false);
  expect(isIgnored('*.bin', ['*.bin'])).toBe(true);
  expect(isIgnored('anything', ['', '.', '/', './'])).toBe(false);
});
