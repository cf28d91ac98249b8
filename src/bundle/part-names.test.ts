import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TILE_WIDTH, type TileId } from '../tlog/index.ts';
import { isPartName, kindOfPart, leavesPath, MANIFEST_NAME } from './part-names.ts';

const bundle: fc.Arbitrary<TileId> = fc.record({
  level: fc.constant<TileId['level']>('entries'),
  index: fc.nat(2 ** 31 - 1),
  width: fc.integer({ min: 1, max: TILE_WIDTH }),
});

test.each<[number, number, string]>([
  [0, 256, 'leaves/000.jsonl'],
  [999, 1, 'leaves/999.p-1.jsonl'],
  [1000, 255, 'leaves/x001/000.p-255.jsonl'],
  [1_234_067, 256, 'leaves/x001/x234/067.jsonl'],
])('the redacted bundle %i of %i leaves is at %s', (index, width, path) => {
  expect(leavesPath({ level: 'entries', index, width })).toBe(path);
});

test('every redacted bundle has a path of its own, which is the name of a part of a log', () => {
  fc.assert(
    fc.property(bundle, bundle, (one, other) => {
      const name = `ledger/1/${leavesPath(one)}`;
      expect([isPartName(name), kindOfPart(name)]).toEqual([true, 'ledger']);
      const same = one.index === other.index && one.width === other.width;
      expect(leavesPath(one) === leavesPath(other)).toBe(same);
    }),
  );
});

test.each(['a', 'README.txt', 'results/scan-1_2.json', '0/1/2', 'a..b', 'x'.repeat(200), MANIFEST_NAME])(
  '%s is a name for a part',
  (name) => expect(isPartName(name)).toBe(true),
);

test.each([
  '',
  '.',
  '..',
  '/etc/passwd',
  'results/',
  'results//a',
  'results/../a',
  './a',
  'results/.hidden',
  '-rf',
  'results/-rf',
  '_a',
  'a b',
  'a\nb',
  'a\n',
  'a\\b',
  'C:a',
  'a$(x)',
  '結果.json',
  'a\0',
  'x'.repeat(201),
])('%j is not', (name) => expect(isPartName(name)).toBe(false));

test('no name for a part leaves the folder or needs quoting in a shell', () => {
  const letters = fc.constantFrom('a', 'Z', '0', '.', '-', '_', '/', '\\', ' ', '~', '*', ':', '\n', 'é');
  fc.assert(
    fc.property(fc.string({ unit: letters, maxLength: 12 }), (name) => {
      if (!isPartName(name)) return;
      expect(name).toMatch(/^[A-Za-z0-9/._-]+$/);
      expect(new URL(name, 'file:///bundle/').pathname).toBe(`/bundle/${name}`);
    }),
    { numRuns: 1000 },
  );
});

test.each([
  ['README.txt', 'readme'],
  ['checklist.json', 'checklist'],
  ['ledger/1/checkpoint', 'ledger'],
  ['policy/policy.json', 'policy'],
  ['report/report.html', 'report'],
  ['results/scan.json', 'result'],
  ['schemas/scan.json', 'schema'],
  ['statements/data.json', 'statement'],
  // The manifest is not a part of itself.
  [MANIFEST_NAME, null],
  ['readme.txt', null],
  ['results', null],
  ['other/results/a.json', null],
])('%s is of the kind %s', (name, kind) => expect(kindOfPart(name)).toBe(kind));
