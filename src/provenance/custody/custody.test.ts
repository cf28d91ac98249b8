import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sha256Hex } from '../../../test/provenance-keys.ts';
import { custodyOf, type SignedHandover } from './custody.ts';

const NAMES = ['A', 'B', 'C', 'D', 'E'];
const keyOf = (name: string) => sha256Hex(`key of ${name}`);

function link(
  index: number,
  change: Partial<SignedHandover['handover']> & Partial<SignedHandover> = {},
): SignedHandover {
  const [from, to] = [NAMES[index]!, NAMES[index + 1]!];
  const {
    path = `${index}.json`,
    sha256 = sha256Hex(String(index)),
    subjects = ['s1', 's2'],
    signers = [keyOf(from)],
    ...facts
  } = change;
  const handover = {
    from: { name: from, key: keyOf(from) },
    to: { name: to, key: keyOf(to) },
    at: `2026-11-30T0${index}:00:00Z`,
    previous: index === 0 ? null : sha256Hex(String(index - 1)),
    note: null,
    ...facts,
  };
  return { path, sha256, subjects, signers, handover };
}

const chain = [link(0), link(1), link(2), link(3)];
const breaksOf = (links: readonly SignedHandover[]) => custodyOf(links).breaks.map(({ kind, path }) => [kind, path]);

test('a chain is put in order, whatever the order of the files, one given twice included', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray([...chain, chain[1]!], { minLength: 5 }), (links) => {
      expect(custodyOf(links)).toEqual({ order: chain, breaks: [], unbound: [] });
    }),
  );
});

test('subjects may stand in any order', () => {
  expect(breaksOf([chain[0]!, link(1, { subjects: ['s2', 's1'] })])).toEqual([]);
});

test('none, and one', () => {
  expect(custodyOf([])).toEqual({ order: [], breaks: [], unbound: [] });
  expect(breaksOf([chain[0]!])).toEqual([]);
});

const cases: readonly [name: string, links: readonly SignedHandover[], breaks: unknown][] = [
  ['a missing link', [chain[0]!, chain[2]!, chain[3]!], [['missing-link', '2.json']]],
  ['a missing first one', chain.slice(1), [['missing-link', '1.json']]],
  ['a fork', [...chain, link(1, { path: 'x', sha256: sha256Hex('x'), at: '2026-11-30T01:30:00Z' })], [['fork', 'x']]],
  [
    'two first ones',
    [chain[0]!, link(0, { path: 'x', sha256: sha256Hex('x'), at: '2026-11-30T05:00:00Z' })],
    [['fork', 'x']],
  ],
  ['another subject', [chain[0]!, link(1, { subjects: ['s1'] })], [['other-subject', '1.json']]],
  ['time going back', [chain[0]!, link(1, { at: '2026-11-30T08:59:59+09:00' })], [['time-back', '1.json']]],
  ['another giver', [chain[0]!, link(1, { from: { name: 'X', key: null } })], [['other-giver', '1.json']]],
  [
    'a giver with another key',
    [chain[0]!, link(1, { from: { name: 'B', key: keyOf('X') } })],
    [['other-giver', '1.json']],
  ],
  ['another signer', [chain[0]!, link(1, { signers: [keyOf('A')] })], [['other-signer', '1.json']]],
  ['another signer of the first', [link(0, { signers: [keyOf('B')] })], [['other-signer', '0.json']]],
];

test.each(cases)('%s is found, and nothing else, in every order', (_, links, breaks) => {
  fc.assert(
    fc.property(fc.shuffledSubarray([...links], { minLength: links.length }), (some) => {
      const found = custodyOf(some);
      expect(found.order).toHaveLength(links.length);
      expect(found.breaks.map(({ kind, path }) => [kind, path])).toEqual(breaks);
    }),
    { numRuns: 20 },
  );
});

test('no key for the giver: it is named as unbound; no signer known: nothing is said about it', () => {
  const loose = [
    link(0, { from: { name: 'A', key: null }, to: { name: 'B', key: null } }),
    link(1, { from: { name: 'B', key: null } }),
  ];
  expect(custodyOf(loose)).toMatchObject({ breaks: [], unbound: ['0.json', '1.json'] });
  expect(breaksOf([link(0, { signers: [] })])).toEqual([]);
});
