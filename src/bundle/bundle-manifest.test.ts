import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Statement } from '../provenance/index.ts';
import { type BundleManifest, manifestStatement, readManifest } from './bundle-manifest.ts';
import { MANIFEST_NAME } from './part-names.ts';

const [ONE, OTHER] = ['1a'.repeat(32), '2b'.repeat(32)];

const MANIFEST: BundleManifest = {
  schema: 'zenbun.bundle/1',
  tool: { name: 'zenbun', version: '0.1.0' },
  at: '2026-11-30T00:00:00.000Z',
  redacted: false,
  parts: [
    { name: 'ledger/1/checkpoint', kind: 'ledger', sha256: ONE, bytes: 3, original: null },
    { name: 'results/scan.json', kind: 'result', sha256: OTHER, bytes: 0, original: { sha256: ONE, bytes: 9 } },
  ],
  ledgers: [
    {
      ...{ folder: 'ledger/1', origin: 'example.com/log', vkey: 'example.com/log+00000000+AA==' },
      ...{ size: 600, root: 'AAAA', from: 256, to: 600, entries: 'leaves' },
    },
  ],
};

test('states the parts as subjects, in the order of their names, and their digests only there', () => {
  const statement = manifestStatement({ ...MANIFEST, parts: MANIFEST.parts.toReversed() });
  expect(statement).toEqual({
    _type: 'https://in-toto.io/Statement/v1',
    subject: [
      { name: 'ledger/1/checkpoint', digest: { sha256: ONE } },
      { name: 'results/scan.json', digest: { sha256: OTHER } },
    ],
    predicateType: 'urn:zenbun:statement:bundle:1',
    predicate: {
      ...MANIFEST,
      parts: [
        { name: 'ledger/1/checkpoint', kind: 'ledger', bytes: 3, original: null },
        { name: 'results/scan.json', kind: 'result', bytes: 0, original: { sha256: ONE, bytes: 9 } },
      ],
    },
  });
});

test('what is stated is read again, in whatever order the parts came and after JSON', () => {
  const digest = fc.stringMatching(/^[\da-f]{64}$/);
  const part = fc.record({
    name: fc.stringMatching(/^results\/[A-Za-z0-9][A-Za-z0-9._-]{0,8}$/),
    kind: fc.constant('result' as const),
    sha256: digest,
    bytes: fc.nat(),
    original: fc.option(fc.record({ sha256: digest, bytes: fc.nat() })),
  });
  fc.assert(
    fc.property(
      fc.uniqueArray(part, { selector: ({ name }) => name, maxLength: 8 }),
      fc.boolean(),
      (parts, redacted) => {
        const statement = JSON.parse(JSON.stringify(manifestStatement({ ...MANIFEST, redacted, parts }))) as Statement;
        const sorted = parts.toSorted((a, b) => Buffer.compare(Buffer.from(a.name), Buffer.from(b.name)));
        expect(readManifest(statement)).toEqual({ ...MANIFEST, redacted, parts: sorted });
      },
    ),
  );
});

// biome-ignore lint/suspicious/noExplicitAny: what is changed has no type.
type Change = (statement: any) => void;

const faultAfter = (change: Change) => {
  const statement = JSON.parse(JSON.stringify(manifestStatement(MANIFEST)));
  change(statement);
  return readManifest(statement);
};

test.each<[string, Change]>([
  ['predicateType', (one) => (one.predicateType = 'urn:zenbun:statement:bundle:2')],
  ['predicate', (one) => (one.predicate = [])],
  ['predicate.schema', (one) => (one.predicate.schema = 'zenbun.bundle/2')],
  ['predicate.tool', (one) => (one.predicate.tool.name = 'other')],
  ['predicate.tool', (one) => (one.predicate.tool.version = 1)],
  ['predicate.tool', (one) => delete one.predicate.tool],
  ['predicate.at', (one) => (one.predicate.at = 0)],
  ['predicate.redacted', (one) => (one.predicate.redacted = 'no')],
  ['predicate.parts', (one) => (one.predicate.parts = {})],
  ['predicate.parts', (one) => one.predicate.parts.pop()],
  ['predicate.parts', (one) => one.subject.pop()],
  ['predicate.ledgers', (one) => (one.predicate.ledgers = null)],
  ['predicate.ledgers[1]', (one) => one.predicate.ledgers.push(one.predicate.ledgers[0])],
])('a statement with another %s is none, and that is told: %s', (at, change) => {
  expect(faultAfter(change)).toEqual({ at });
});

test.each<[string, Change]>([
  ['another folder', (one) => (one.folder = 'ledger/2')],
  ['no entries', (one) => delete one.entries],
  ['entries of an unknown kind', (one) => (one.entries = 'all')],
  ['no origin', (one) => delete one.origin],
  ['a key that is no text', (one) => (one.vkey = 1)],
  ['a root that is no text', (one) => (one.root = null)],
  ['more records in the range than in the log', (one) => (one.to = 601)],
  ['a range that ends before it begins', (one) => (one.to = 255)],
  ['a negative beginning', (one) => (one.from = -1)],
  ['half a record', (one) => (one.from = 0.5)],
  ['a size that is no exact number', (one) => (one.size = 2 ** 53)],
  ['a size as text', (one) => (one.size = '600')],
])('a log with %s is none', (_, change) => {
  expect(faultAfter(({ predicate }) => change(predicate.ledgers[0]))).toEqual({ at: 'predicate.ledgers[0]' });
});

test('an empty range, and one up to the end, are ranges', () => {
  expect(faultAfter(({ predicate }) => (predicate.ledgers[0].to = 256))).toMatchObject({ ledgers: [{ to: 256 }] });
  expect(faultAfter(({ predicate }) => (predicate.ledgers[0].entries = 'redacted'))).toHaveProperty('parts');
});

test.each<[string, Change]>([
  ['another name in its subject', ({ subject }) => (subject[1].name = 'results/other.json')],
  ['no digest', ({ subject }) => (subject[1].digest = { sha512: ONE })],
  ['a digest in capitals', ({ subject }) => (subject[1].digest.sha256 = ONE.toUpperCase())],
  ['a digest with more behind it', ({ subject }) => (subject[1].digest.sha256 = `${ONE}0`)],
  ['the kind of another part', ({ predicate }) => (predicate.parts[1].kind = 'report')],
  ['a negative size', ({ predicate }) => (predicate.parts[1].bytes = -1)],
  ['no word on an original', ({ predicate }) => delete predicate.parts[1].original],
  ['an original without a digest', ({ predicate }) => delete predicate.parts[1].original.sha256],
  ['an original without a size', ({ predicate }) => delete predicate.parts[1].original.bytes],
  ['a name that leaves the folder', (one) => renamed(one, 'results/../../x')],
  ['a name of no kind', (one) => renamed(one, 'x')],
  ['the name of the manifest', (one) => renamed(one, MANIFEST_NAME)],
  ['the name of the part before it', (one) => renamed(one, 'ledger/1/checkpoint', 'ledger')],
  ['a name that belongs before it', (one) => renamed(one, 'README.txt', 'readme')],
])('a part with %s is none', (_, change) => {
  expect(faultAfter(change)).toEqual({ at: 'subject[1]' });
});

// biome-ignore lint/suspicious/noExplicitAny: what is changed has no type.
function renamed({ subject, predicate }: any, name: string, kind: string | null = null): void {
  subject[1].name = name;
  Object.assign(predicate.parts[1], { name, kind });
}
