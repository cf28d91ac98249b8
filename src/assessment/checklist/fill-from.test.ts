import { describe, expect, test } from 'vitest';
import type { ChecklistState, Evidence } from '../../schema/index.ts';
import { anyOne, everyOne, gravest, type ResultFilling, referencesTo } from './fill-from.ts';

const ROOT = 'cm9vdHJvb3Ryb290cm9vdA==';
const result = (id: string, filling: ResultFilling | null, kind = 'watch'): Evidence =>
  ({ kind, source: { id, path: id, sha256: `${id}${'0'.repeat(30)}`, ledger: null }, result: { filling } }) as never;
const says = (state: ChecklistState, name: string, records?: readonly number[]): ResultFilling => ({
  state,
  note: { en: `${name}.`, ja: `${name}。` },
  ...(records === undefined ? {} : { records }),
});
const read = (one: unknown) => (one as { filling: ResultFilling | null }).filling;
const all = everyOne('watch', read);
const any = anyOne('watch', read);

describe('of several results', () => {
  const rows: readonly (readonly [ChecklistState, ChecklistState, every: ChecklistState, any: ChecklistState])[] = [
    ['lacking', 'confirmed', 'lacking', 'confirmed'],
    ['open', 'confirmed', 'open', 'confirmed'],
    ['lacking', 'open', 'lacking', 'lacking'],
    ['not-applicable', 'confirmed', 'confirmed', 'confirmed'],
    ['not-applicable', 'open', 'open', 'open'],
  ];
  test.each(rows)('%s and %s: every one is %s, any one is %s', (a, b, every, one) => {
    for (const evidence of [
      [result('E1', says(a, 'x')), result('E2', says(b, 'y'))],
      [result('E2', says(b, 'y')), result('E1', says(a, 'x'))],
    ]) {
      expect(all(evidence)?.state).toBe(every);
      expect(any(evidence)?.state).toBe(one);
    }
  });

  test('only those that decide are told, each with its id', () => {
    const evidence = [result('E1', says('lacking', 'x')), result('E2', says('confirmed', 'y'))];
    expect(all(evidence)).toEqual({
      state: 'lacking',
      note: { en: 'x.', ja: 'x。' },
      evidence: ['E1 sha256:E100000000000000…'],
    });
  });

  test('three are told, the rest is counted', () => {
    const evidence = ['E1', 'E2', 'E3', 'E4', 'E5'].map((id) => result(id, says('open', id.toLowerCase())));
    expect(all(evidence.slice(0, 3))?.note).toEqual({
      en: 'E1: e1. E2: e2. E3: e3.',
      ja: 'E1：e1。E2：e2。E3：e3。',
    });
    expect(all(evidence)?.note.en).toBe('E1: e1. E2: e2. E3: e3. And 2 more.');
    expect(all(evidence)?.note.ja).toBe('E1：e1。E2：e2。E3：e3。ほか 2 件。');
    expect(all(evidence)?.evidence).toHaveLength(5);
  });
});

test('results of another kind, and those that say nothing, fill nothing', () => {
  expect(all([])).toBeNull();
  expect(all([result('E1', null), result('E2', says('confirmed', 'x'), 'scan')])).toBeNull();
});

test('of several fillings the gravest decides; those that are absent do not', () => {
  const filling = (state: ChecklistState) => ({ state, note: { en: state, ja: state }, evidence: ['E1'] });
  expect(gravest([null, filling('confirmed'), filling('lacking')])?.state).toBe('lacking');
  expect(gravest([null])).toBeNull();
});

describe('references', () => {
  const at = (sha256: string | null, root: string | null) =>
    ({ source: { id: 'E3', sha256, ledger: root === null ? null : { size: 1, root } } }) as unknown as Evidence;

  test('records, of which five are named', () => {
    expect(referencesTo(at('a'.repeat(64), null), [1, 2, 3, 4, 5])).toEqual([1, 2, 3, 4, 5].map((n) => `E3 #${n}`));
    expect(referencesTo(at(null, ROOT), [1, 2, 3, 4, 5, 6])).toEqual([
      ...[1, 2, 3, 4, 5].map((n) => `E3 #${n}`),
      'E3 …',
    ]);
  });

  test('otherwise a digest, a root, or the id alone', () => {
    expect(referencesTo(at('0123456789abcdef0', null))).toEqual(['E3 sha256:0123456789abcdef…']);
    expect(referencesTo(at(null, ROOT))).toEqual(['E3 root:cm9vdHJvb3Ryb290…']);
    expect(referencesTo(at(null, ''))).toEqual(['E3']);
    expect(referencesTo(at(null, null))).toEqual(['E3']);
  });
});
