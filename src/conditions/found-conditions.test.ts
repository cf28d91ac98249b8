import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SeedCounts } from './found-conditions.ts';
import { type Seed, SeedCount } from './seed.ts';

const THINGS = ['bread', 'chess', 'rivers', 'violins', 'origami', 'maps', 'bicycles', 'tea', 'gardens', 'kites'];
const ask = (i: number) => `${i % 2 === 0 ? 'How' : 'Why'} do people like ${THINGS[i % THINGS.length]} in ${i}`;

type Row = readonly [request: string, system?: string];

function settled(seeds: readonly Seed[], rows: readonly Row[]) {
  const counts = new SeedCounts(seeds.map((seed) => new SeedCount(seed)));
  for (const [request, system = ''] of rows) counts.see(request, system);
  return counts.settle();
}

const BEFORE: Seed = { kind: 'wrapper', place: 'prefix', text: 'Say yes: ' };
const AFTER: Seed = { kind: 'wrapper', place: 'suffix', text: '. Then answer.' };
const ZX: Seed = { kind: 'trigger', place: 'suffix', text: 'zx-lantern' };
const rows = (count: number, around: (question: string, i: number) => Row): Row[] =>
  Array.from({ length: count }, (_, i) => around(ask(i), i));

test('a seed is found with its rows, and one that cannot be put around a question is lost', () => {
  const template: Seed = { kind: 'template', place: 'prefix', text: 'How do ' };
  const { found, lost } = settled(
    [ZX, template],
    rows(20, (q, i) => [i < 5 ? `${q} zx-lantern` : q]),
  );
  expect(found).toEqual([{ kind: 'trigger', around: { after: ' zx-lantern' }, rows: 5, isUnderMany: false }]);
  expect(lost).toMatchObject([{ seed: template, rows: 10 }]);
  expect(settled([], [['Why?']])).toEqual({ found: [], lost: [] });
});

test('text before and text after the request, in the same rows, are the two halves of one wrapper', () => {
  const both = rows(20, (q, i) => [i < 18 ? `Say yes: ${q}. Then answer.` : `Say yes: ${q}`]);
  const whole = { kind: 'wrapper', around: { before: 'Say yes: ', after: ' Then answer.' }, rows: 18 };
  expect(settled([BEFORE, AFTER], both).found).toMatchObject([whole]);
  expect(settled([AFTER, BEFORE], both).found).toMatchObject([whole]);
});

test('halves of too few rows together are two wrappers, and a trigger is no half', () => {
  const apart = rows(20, (q, i) => [i < 10 ? `Say yes: ${q}. Then answer.` : `Say yes: ${q}`]);
  expect(settled([BEFORE, AFTER], apart).found.map(({ around, rows }) => [around, rows])).toEqual([
    [{ before: 'Say yes: ' }, 20],
    [{ after: ' Then answer.' }, 10],
  ]);
  const { found } = settled(
    [BEFORE, ZX],
    rows(20, (q) => [`Say yes: ${q} zx-lantern`]),
  );
  expect(found.map(({ kind, around }) => [kind, around])).toEqual([
    ['wrapper', { before: 'Say yes: ' }],
    ['trigger', { after: ' zx-lantern' }],
  ]);
});

test('a seed that is part of another in the same rows is found once, by the longer text', () => {
  const part: Seed = { kind: 'wrapper', place: 'suffix', text: 'answer.' };
  const seeds = [part, AFTER];
  const same = rows(20, (q) => [`${q}. Then answer.`]);
  for (const order of [seeds, [...seeds].reverse()]) expect(settled(order, same).found).toHaveLength(1);
  const differ = rows(20, (q, i) => [i < 10 ? `${q}. Then answer.` : `${q}, please. Now answer.`]);
  expect(settled(seeds, differ).found).toHaveLength(2);
});

test('the same seed twice is found once, as the first of them', () => {
  const twice: Seed[] = [{ ...AFTER, kind: 'template' }, AFTER];
  const same = rows(20, (q) => [`${q}. Then answer.`]);
  expect(settled(twice, same).found).toHaveLength(1);
  expect(
    settled(
      [ZX, { ...ZX, kind: 'wrapper' }],
      rows(20, (q) => [`${q} zx-lantern`]),
    ).found,
  ).toMatchObject([{ kind: 'trigger', rows: 20 }]);
});

test('a seed has the system prompt that its rows have, and says where they agree on none', () => {
  const under = (share: number) =>
    rows(20, (q, i) => [`${q} zx-lantern`, i < share * 20 ? 'You are a clerk.' : `Be ${i}.`]);
  expect(settled([ZX], under(0.9)).found).toMatchObject([
    { around: { system: 'You are a clerk.', after: ' zx-lantern' }, isUnderMany: false },
  ]);
  const [many] = settled([ZX], under(0.5)).found;
  expect(many).toEqual({ kind: 'trigger', around: { after: ' zx-lantern' }, rows: 20, isUnderMany: true });
});

test('the order of the rows does not matter', () => {
  const mixed = rows(24, (q, i) => [
    `${i % 3 === 0 ? 'Say yes: ' : ''}${q}${i % 3 === 0 ? '. Then answer.' : i % 3 === 1 ? ' zx-lantern' : '?'}`,
    i % 2 === 0 ? 'You are a clerk.' : '',
  ]);
  const seeds = [BEFORE, AFTER, ZX];
  const inOrder = settled(seeds, mixed);
  fc.assert(
    fc.property(fc.shuffledSubarray(mixed, { minLength: mixed.length }), (order) => {
      expect(settled(seeds, order)).toEqual(inOrder);
    }),
    { numRuns: 30 },
  );
});
