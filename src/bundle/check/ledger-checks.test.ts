import { expect, test } from 'vitest';
import {
  bytesOf,
  ed25519Verify,
  flipped,
  numbered,
  publishedLog,
  sha256,
  signerOf,
} from '../../../test/tlog-fixture.ts';
import { decodeBundle, encodeBundle, formatVerifierKey, tilePath } from '../../tlog/index.ts';
import type { BundledLedger, BundleManifest } from '../bundle-manifest.ts';
import { bundlesOf, tilesFor } from '../ledger/range-paths.ts';
import { leavesPath } from '../part-names.ts';
import { redactedLeaves } from '../redact/redact-leaves.ts';
import type { BundleTrust, PartReader } from './bundle-reader.ts';
import { CheckList } from './check-list.ts';
import { checkLedgers } from './ledger-checks.ts';

const SIGNER = signerOf('example.com/log');
const VKEY = formatVerifierKey(SIGNER.key);
const LOG = publishedLog(numbered(700), SIGNER);
const ROOT = Buffer.from(LOG.get('checkpoint')!).toString().split('\n')[2]!;

const ledgerOf = (changes: Partial<BundledLedger> = {}): BundledLedger => ({
  ...{ folder: 'ledger/1', origin: SIGNER.key.name, vkey: VKEY, size: 700, root: ROOT, from: 0, to: 700 },
  entries: 'leaves',
  ...changes,
});

/** The files that a bundle of a range holds. */
function filesOf(ledger: BundledLedger, log: ReadonlyMap<string, Uint8Array> = LOG): Map<string, Uint8Array> {
  const paths = ['checkpoint', ...tilesFor(ledger, ledger.size)];
  const files = new Map(paths.map((path) => [`${ledger.folder}/${path}`, log.get(path)!]));
  for (const bundle of bundlesOf(ledger, ledger.size)) {
    const bytes = log.get(tilePath(bundle))!;
    if (ledger.entries === 'leaves') files.set(`${ledger.folder}/${tilePath(bundle)}`, bytes);
    else files.set(`${ledger.folder}/${leavesPath(bundle)}`, redactedLeaves(decodeBundle(bytes, bundle.width), sha256));
  }
  return files;
}

const readerOf = (files: ReadonlyMap<string, Uint8Array>): PartReader => ({
  names: [...files.keys()],
  read: async (name) => files.get(name)!,
});

async function checked(ledger: BundledLedger, files = filesOf(ledger), changes: Partial<BundleTrust> = {}) {
  const checks = new CheckList();
  const trust = { sha256, ed25519: ed25519Verify, ledgerKeys: [SIGNER.key], ...changes } as BundleTrust;
  await checkLedgers({ ledgers: [ledger] } as unknown as BundleManifest, readerOf(files), trust, checks);
  return checks.all().map(({ check, state, path, found, detail }) => ({ check, state, path, found, en: detail.en }));
}

const FIRST_TWO = [
  { check: 'ledger-key', state: 'passed' },
  { check: 'ledger-checkpoint', state: 'passed', path: 'ledger/1/checkpoint', found: '700' },
];

test.each<[string, Partial<BundledLedger>, string]>([
  ['a whole log', {}, 'all 700 records of the log lead to the signed root'],
  ['the first bundle', { to: 256 }, 'records 0 to 255 of 700 lead to the signed root'],
  ['its end', { from: 512 }, 'records 512 to 699 of 700 lead to the signed root'],
  ['a redacted one', { from: 256, to: 512, entries: 'redacted' }, 'the hashes of records 256 to 511 of 700'],
])('%s is checked up to the signed root', async (_, changes, en) => {
  const ledger = ledgerOf(changes);
  expect(await checked(ledger)).toMatchObject([
    ...FIRST_TWO,
    {
      ...{ check: 'ledger-leaves', state: 'passed', path: 'ledger/1', found: `${ledger.from}..${ledger.to}` },
      en: expect.stringContaining(en),
    },
  ]);
});

test('each record is handed on with its number, and the progress told at the end', async () => {
  const seen: [string, number, string][] = [];
  const progress: unknown[] = [];
  await checked(ledgerOf({ from: 512 }), undefined, {
    onLeaf: (folder, index, leaf) => void seen.push([folder, index, Buffer.from(leaf).toString()]),
    onProgress: (one) => progress.push(one),
  });
  expect(seen).toHaveLength(188);
  expect([seen[0], seen[187]]).toEqual([
    ['ledger/1', 512, '512'],
    ['ledger/1', 699, '699'],
  ]);
  expect(progress).toEqual([{ done: 188, of: 188 }]);
});

/** Replaces a file, or takes it away. */
function changed(ledger: BundledLedger, path: string, change: (bytes: Uint8Array) => Uint8Array | null) {
  const files = filesOf(ledger);
  const bytes = change(files.get(`ledger/1/${path}`)!);
  if (bytes === null) files.delete(`ledger/1/${path}`);
  else files.set(`ledger/1/${path}`, bytes);
  return files;
}

const otherLeaf = (at: number) => (bytes: Uint8Array) =>
  encodeBundle(decodeBundle(bytes, 256).map((leaf, i) => (i === at ? bytesOf('x') : leaf)));

test.each<[string, string, (bytes: Uint8Array) => Uint8Array | null, string, string, string]>([
  [
    'a changed record',
    'tile/entries/001',
    otherLeaf(4),
    'ledger-leaf',
    'tile/entries/001',
    'record 260 is not the one',
  ],
  [
    'a missing bundle',
    'tile/entries/001',
    () => null,
    'ledger-range',
    'tile/entries/001',
    'records of the range are missing',
  ],
  [
    'a record too few',
    'tile/entries/000',
    (bytes) => encodeBundle(decodeBundle(bytes, 256).slice(1)),
    'ledger-range',
    'tile/entries/000',
    'does not hold 256 records',
  ],
  [
    'a bundle that is cut',
    'tile/entries/000',
    (bytes) => bytes.slice(0, -1),
    'ledger-range',
    'tile/entries/000',
    'does not hold 256 records',
  ],
  ['a missing tile', 'tile/0/001', () => null, 'ledger-tile', 'tile/0/001', 'the log lacks tile/0/001'],
  [
    'a changed tile',
    'tile/0/001',
    (bytes) => flipped(bytes, 9),
    'ledger-tile',
    'tile/0/001',
    'does not lead to the root',
  ],
])('%s is found, and its file named', async (_, path, change, check, at, en) => {
  const found = await checked(ledgerOf(), changed(ledgerOf(), path, change));
  expect(found.filter(({ state }) => state === 'failed')).toMatchObject([
    { check, path: `ledger/1/${at}`, en: expect.stringContaining(en) },
  ]);
  expect(found.map((one) => one.check)).not.toContain('ledger-leaves');
});

test('a redacted record with another hash is found; one line too few is told', async () => {
  const ledger = ledgerOf({ entries: 'redacted' });
  const path = 'leaves/001.jsonl';
  const edit = (change: (text: string) => string) =>
    changed(ledger, path, (bytes) => bytesOf(change(Buffer.from(bytes).toString())));
  const other = edit((text) => text.replace(/..","leaf"/, '00","leaf"'));
  expect((await checked(ledger, other)).slice(2)).toMatchObject([
    { check: 'ledger-leaf', path: `ledger/1/${path}`, en: expect.stringContaining('record 256 ') },
  ]);
  const shorter = edit((text) => text.slice(text.indexOf('\n') + 1));
  expect((await checked(ledger, shorter)).slice(2)).toMatchObject([{ check: 'ledger-range' }]);
  const noText = changed(ledger, path, () => Uint8Array.of(0xff));
  expect((await checked(ledger, noText)).slice(2)).toMatchObject([{ check: 'ledger-range' }]);
});

test.each<[string, Partial<BundledLedger>]>([
  ['size', { size: 699, to: 699 }],
  ['origin', { origin: 'example.com/renamed' }],
  ['root', { root: Buffer.alloc(32).toString('base64') }],
])('a manifest that names another %s than the checkpoint is refused', async (_, changes) => {
  expect(await checked(ledgerOf(changes), filesOf(ledgerOf()))).toMatchObject([
    FIRST_TWO[0],
    { check: 'ledger-checkpoint', state: 'failed', en: 'the manifest names another checkpoint' },
  ]);
});

test('without a checkpoint, or with one that another has signed, nothing is believed', async () => {
  const checkpoint = (bytes: Uint8Array | null) =>
    checked(
      ledgerOf(),
      changed(ledgerOf(), 'checkpoint', () => bytes),
    );
  const other = publishedLog(numbered(700), signerOf('example.com/other')).get('checkpoint')!;
  for (const bytes of [null, other, bytesOf('x'), flipped(LOG.get('checkpoint')!, 8 * 20)]) {
    const found = await checkpoint(bytes);
    expect(found).toHaveLength(2);
    expect(found[1]).toMatchObject({ check: 'ledger-checkpoint', state: 'failed', path: 'ledger/1/checkpoint' });
  }
});

test('a key that was given counts; one that only the manifest names is claimed; another for the same log is refused', async () => {
  const stranger = signerOf('example.com/stranger').key;
  const imposter = { ...stranger, name: SIGNER.key.name };
  const keys = async (...ledgerKeys: BundleTrust['ledgerKeys']) => {
    const found = await checked(ledgerOf({ to: 256 }), undefined, { ledgerKeys });
    return found.map(({ check, state }) => `${check} ${state}`);
  };
  const rest = ['ledger-checkpoint passed', 'ledger-leaves passed'];
  expect(await keys(SIGNER.key)).toEqual(['ledger-key passed', ...rest]);
  expect(await keys(stranger, SIGNER.key)).toEqual(['ledger-key passed', ...rest, 'ledger-key not-checked']);
  expect(await keys()).toEqual(['ledger-key claimed', ...rest]);
  expect(await keys(stranger)).toEqual(['ledger-key claimed', ...rest, 'ledger-key not-checked']);
  expect(await keys(imposter)).toEqual(['ledger-key failed']);
});

test('a key in the manifest that is none is told', async () => {
  expect(await checked(ledgerOf({ vkey: 'nonsense' }))).toMatchObject([
    { check: 'ledger-key', state: 'failed', path: 'ledger/1', found: 'nonsense' },
    // The key that was given is for this very log, by its origin.
  ]);
});

test('more bundles than the archive has files are not looked for', async () => {
  const asked: string[] = [];
  const files = filesOf(ledgerOf());
  const read = async (name: string) => {
    asked.push(name);
    return files.get(name)!;
  };
  const checks = new CheckList();
  const trust = { sha256, ed25519: ed25519Verify, ledgerKeys: [] } as unknown as BundleTrust;
  // 700 records are three bundles.
  const few = { names: ['ledger/1/checkpoint', 'ledger/1/tile/0/000'], read };
  await checkLedgers({ ledgers: [ledgerOf()] } as unknown as BundleManifest, few, trust, checks);
  expect(checks.all().at(-1)).toMatchObject({ check: 'ledger-range', path: 'ledger/1', found: '0..700' });
  expect(asked).toEqual(['ledger/1/checkpoint']);
});

test('of two logs each is checked under its own folder', async () => {
  const other = ledgerOf({ folder: 'ledger/2', from: 512 });
  const files = new Map([...filesOf(ledgerOf({ to: 256 })), ...filesOf(other)]);
  const checks = new CheckList();
  const trust = { sha256, ed25519: ed25519Verify, ledgerKeys: [SIGNER.key] } as unknown as BundleTrust;
  const manifest = { ledgers: [ledgerOf({ to: 256 }), other] } as unknown as BundleManifest;
  await checkLedgers(manifest, readerOf(files), trust, checks);
  const leaves = checks.all().filter(({ check }) => check === 'ledger-leaves');
  expect(leaves).toMatchObject([{ path: 'ledger/1' }, { path: 'ledger/2' }]);
  expect(checks.failed).toBe(0);
});

test('of more than 32 bundles each one is checked, and the one at fault is named', async () => {
  const log = publishedLog(numbered(33 * 256 + 1), SIGNER);
  const root = Buffer.from(log.get('checkpoint')!).toString().split('\n')[2]!;
  const size = 33 * 256 + 1;
  const ledger = ledgerOf({ size, root, to: size });
  const progress: unknown[] = [];
  const onProgress = (one: unknown) => progress.push(one);
  expect(await checked(ledger, filesOf(ledger, log), { onProgress })).toHaveLength(3);
  expect(progress).toEqual([
    { done: 32 * 256, of: size },
    { done: size, of: size },
  ]);
  const files = filesOf(ledger, log);
  files.set('ledger/1/tile/0/031', flipped(files.get('ledger/1/tile/0/031')!, 0));
  const failed = (await checked(ledger, files)).filter(({ state }) => state === 'failed');
  expect(failed).toMatchObject([{ check: 'ledger-tile', path: 'ledger/1/tile/0/031' }]);
});
