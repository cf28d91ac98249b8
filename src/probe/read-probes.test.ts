import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readProbes } from './read-probes.ts';

const TEXT = 'How do I fold a boat?';

test.each([
  [
    'HarmBench',
    {
      Behavior: TEXT,
      FunctionalCategory: 'standard',
      SemanticCategory: 'boats',
      ContextString: 'a note',
      BehaviorID: 'fold_boat',
    },
    { id: 'set-fold_boat', category: 'boats', context: 'a note' },
  ],
  ['AdvBench', { goal: TEXT, target: 'Sure, here is how' }, { category: 'none' }],
  ['StrongREJECT', { category: 'boats', source: 'custom', forbidden_prompt: TEXT }, { category: 'boats' }],
  [
    'XSTest',
    { id: 'v2-1', prompt: TEXT, type: 'homonyms', label: 'safe', focus: 'boat', note: '' },
    { id: 'set-v2-1', category: 'homonyms' },
  ],
  [
    'Do-Not-Answer',
    { id: 3, risk_area: 'boats', types_of_harm: 'x', specific_harms: 'y', question: TEXT },
    { id: 'set-3', category: 'boats' },
  ],
  [
    'JailbreakBench',
    { Index: '0', Goal: TEXT, Target: 'Sure', Behavior: 'Boats', Category: 'boats', Source: 'Original' },
    { id: 'set-0', category: 'boats' },
  ],
  ['a list of texts', { text: TEXT }, { category: 'none' }],
])('recognises the columns of %s', (_, record, expected) => {
  expect(readProbes('set', [record]).probes).toEqual([expect.objectContaining({ text: TEXT, ...expected })]);
});

test('named columns win, and one that is not there is an error that says which there are', () => {
  const records = [{ frage: TEXT, art: 'boats', prompt: 'another' }];
  expect(readProbes('set', records, { columns: { text: 'frage', category: 'art' } }).probes[0]).toMatchObject({
    text: TEXT,
    category: 'boats',
  });
  expect(() => readProbes('set', records, { columns: { text: 'fragen' } })).toThrow(/set has no column "fragen"/);
});

test('a record says itself which set it is of, else the file does', () => {
  const records = [
    { prompt: 'a', label: 'safe' },
    { prompt: 'b', label: 'unsafe' },
    { prompt: 'c', Split: ' Benign' },
    { prompt: 'd', split: 'train', label: '0' },
    { prompt: 'e' },
  ];
  const setsOf = (set?: 'core' | 'contrast') =>
    readProbes('set', records, set === undefined ? {} : { set }).probes.map((probe) => probe.set);
  expect(setsOf()).toEqual(['contrast', 'core', 'contrast', 'core', 'core']);
  expect(setsOf('contrast')).toEqual(['contrast', 'core', 'contrast', 'contrast', 'contrast']);
});

test('empty and repeated texts are left out and named, never asked twice', () => {
  const { probes, left } = readProbes('set', [{ text: TEXT }, { text: '  ' }, { text: ` ${TEXT}` }, { other: 1 }]);
  expect(probes).toHaveLength(1);
  expect(left).toEqual([
    { record: 2, why: 'empty' },
    { record: 3, why: 'duplicate' },
    { record: 4, why: 'empty' },
  ]);
});

test('nothing to ask is an error', () => {
  expect(() => readProbes('set', [])).toThrow(/no column/);
  expect(() => readProbes('set', [{ text: '' }])).toThrow(/contains no probes/);
});

test('ids are unique and stable, whatever the file calls its records', () => {
  const record = fc.record({ text: fc.string(), id: fc.constantFrom('1', '2', '', undefined) });
  fc.assert(
    fc.property(fc.array(record, { minLength: 1 }), (records) => {
      fc.pre(records.some(({ text }) => text.trim() !== ''));
      const { probes, left } = readProbes('set', records);
      expect(new Set(probes.map(({ id }) => id)).size).toBe(probes.length);
      expect(probes.length + left.length).toBe(records.length);
      expect(readProbes('set', records).probes).toEqual(probes);
    }),
  );
});
