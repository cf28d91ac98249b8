import { expect, test } from 'vitest';
import { sha256, sha256Hex } from '../../../test/provenance-keys.ts';
import type { BundleManifest, BundlePart } from '../bundle-manifest.ts';
import { kindOfPart, MANIFEST_NAME } from '../part-names.ts';
import type { BundleTrust, PartReader } from './bundle-reader.ts';
import { CheckList } from './check-list.ts';
import { checkParts } from './part-checks.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);

const FILES: Readonly<Record<string, string>> = {
  'README.txt': 'read me',
  'ledger/1/checkpoint': 'head',
  'ledger/1/summary.json': '{"n":1}',
  'results/scan.json': '{"a":1}',
  'statements/data.json': '{"b":2}',
};

function partOf(name: string, original: BundlePart['original'] = null): BundlePart {
  const bytes = bytesOf(FILES[name]!);
  return { name, kind: kindOfPart(name)!, sha256: sha256Hex(bytes), bytes: bytes.length, original };
}

const PARTS = Object.keys(FILES).map((name) => partOf(name));

const readerOf = (files: readonly (readonly [string, Uint8Array | Error])[]): PartReader => ({
  names: files.map(([name]) => name),
  read: async (name) => {
    const found = files.find(([one]) => one === name)![1];
    if (found instanceof Error) throw found;
    return found;
  },
});

const given = (): [string, Uint8Array | Error][] => [
  [MANIFEST_NAME, bytesOf('signed')],
  ...Object.entries(FILES).map(([name, text]): [string, Uint8Array] => [name, bytesOf(text)]),
];

async function checked(files: readonly [string, Uint8Array | Error][], parts: readonly BundlePart[] = PARTS) {
  const checks = new CheckList();
  const kept = await checkParts({ parts } as BundleManifest, readerOf(files), { sha256 } as BundleTrust, checks);
  const all = checks.all().map(({ check, state, path, expected, found, detail }) => ({
    ...{ check, state, path, expected, found, en: detail.en },
  }));
  return { all, kept: [...kept.keys()] };
}

test('a bundle that holds what it states passes once, and results and statements are kept', async () => {
  const { all, kept } = await checked(given());
  expect(all).toMatchObject([{ check: 'parts', state: 'passed', en: expect.stringContaining('all 5 parts') }]);
  expect(kept).toEqual(['results/scan.json', 'statements/data.json']);
});

test('replacements of originals are kept as well, of a log only the summary', async () => {
  const original = { sha256: '1a'.repeat(32), bytes: 1 };
  const parts = Object.keys(FILES).map((name) => partOf(name, original));
  expect((await checked(given(), parts)).kept).toEqual([
    'README.txt',
    'ledger/1/summary.json',
    'results/scan.json',
    'statements/data.json',
  ]);
});

test('a missing part is named', async () => {
  const { all, kept } = await checked(given().filter(([name]) => name !== 'results/scan.json'));
  expect(all).toMatchObject([{ check: 'part-missing', state: 'failed', path: 'results/scan.json' }]);
  expect(kept).toEqual(['statements/data.json']);
});

const with_ = (name: string, bytes: Uint8Array | Error) =>
  given().map(([one, there]): [string, Uint8Array | Error] => [one, one === name ? bytes : there]);

test.each<[string, Uint8Array, string]>([
  ['cut', bytesOf('{"a"'), 'results/scan.json was cut or changed: 4 bytes of 7'],
  ['changed', bytesOf('{"a":2}'), 'results/scan.json was changed'],
  ['made longer', bytesOf('{"a":1} '), 'results/scan.json was changed'],
  [
    'replaced by another part',
    bytesOf(FILES['statements/data.json']!),
    'results/scan.json holds what belongs to statements/data.json',
  ],
])('a part that was %s is told, and not kept', async (_, bytes, en) => {
  const { all, kept } = await checked(with_('results/scan.json', bytes));
  const digests = { expected: sha256Hex(FILES['results/scan.json']!), found: sha256Hex(bytes) };
  expect(all).toEqual([{ check: 'part-digest', state: 'failed', path: 'results/scan.json', ...digests, en }]);
  expect(kept).toEqual(['statements/data.json']);
});

test('a part that cannot be read is told with the reason, and the others are still checked', async () => {
  const files = with_('README.txt', new Error('wrong checksum'));
  files[5] = ['statements/data.json', bytesOf('x')];
  expect((await checked(files)).all).toMatchObject([
    { check: 'part-unreadable', path: 'README.txt', en: 'README.txt cannot be read: wrong checksum' },
    { check: 'part-digest', path: 'statements/data.json' },
  ]);
});

test('a part that is not in the manifest is told, and whose bytes it holds', async () => {
  const own: [string, Uint8Array] = ['results/x.json', bytesOf('{}')];
  const twin: [string, Uint8Array] = ['results/y.json', bytesOf(FILES['results/scan.json']!)];
  const { all } = await checked([...given().slice(0, 5), own, twin, ...given().slice(5)]);
  expect(all).toMatchObject([
    { check: 'part-extra', path: 'results/x.json', en: 'results/x.json is not in the manifest' },
    { check: 'part-extra', path: 'results/y.json', en: expect.stringContaining('belongs to results/scan.json') },
  ]);
});

test('a manifest that states another size is told', async () => {
  const parts = PARTS.map((part) => (part.name === 'results/scan.json' ? { ...part, bytes: 8 } : part));
  const { all, kept } = await checked(given(), parts);
  expect(all).toMatchObject([{ check: 'part-size', path: 'results/scan.json', expected: '8', found: '7' }]);
  expect(kept).not.toContain('results/scan.json');
});

test.each<[string, (files: [string, Uint8Array | Error][]) => [string, Uint8Array | Error][], string, string | null]>([
  ['the manifest stands last', (files) => [...files.slice(1), files[0]!], MANIFEST_NAME, 'README.txt'],
  [
    'two parts are exchanged',
    (files) => [...files.slice(0, 4), files[5]!, files[4]!],
    'results/scan.json',
    'statements/data.json',
  ],
])('the order counts: %s', async (_, change, path, found) => {
  expect((await checked(change(given()))).all).toMatchObject([{ check: 'part-order', state: 'failed', path, found }]);
});

test('a part that stands twice is told', async () => {
  const files = given();
  expect((await checked([...files, files.at(-1)!])).all).toMatchObject([
    { check: 'part-order', path: 'statements/data.json', found: 'statements/data.json' },
  ]);
});

test('an empty archive lacks every part, and does not begin with its manifest', async () => {
  const { all } = await checked([]);
  expect(all.map(({ check }) => check)).toEqual([...PARTS.map(() => 'part-missing'), 'part-order']);
  expect(all.at(-1)).toMatchObject({ path: MANIFEST_NAME, found: null });
});

/** Parts that share their bytes, so that many large ones cost the memory of one. */
async function large(count: number, size: number) {
  const bytes = new Uint8Array(size);
  const names = Array.from({ length: count }, (_, i) => `results/${i}.json`);
  const parts = names.map(
    (name): BundlePart => ({
      ...{ name, kind: 'result', sha256: 'ab'.repeat(32), bytes: size, original: null },
    }),
  );
  const checks = new CheckList();
  const trust = { sha256: () => Buffer.from('ab'.repeat(32), 'hex') } as unknown as BundleTrust;
  const reader = readerOf([[MANIFEST_NAME, bytes], ...names.map((name) => [name, bytes] as const)]);
  const kept = await checkParts({ parts } as unknown as BundleManifest, reader, trust, checks);
  return { kept: kept.size, all: checks.all().map(({ check, path }) => `${check} ${path}`) };
}

test('a result of 64 MiB is read, one byte more is not', async () => {
  expect(await large(1, 64 * 2 ** 20)).toEqual({ kept: 1, all: ['parts null'] });
  expect(await large(1, 64 * 2 ** 20 + 1)).toEqual({ kept: 0, all: ['part-size results/0.json'] });
});

test('what is kept in memory together is 512 MiB at most', async () => {
  expect(await large(9, 64 * 2 ** 20)).toEqual({ kept: 8, all: ['part-size results/8.json'] });
});
