import { expect, test } from 'vitest';
import { checkedRun } from '../checked-run.ts';
import { baseLikeness } from './base-likeness.ts';

const look = (...cosines: number[]) => {
  const likeness = cosines.map((cosine, i) => ({ tensor: `t${i}`, name: `t${i}`, cosine }));
  return baseLikeness.look(checkedRun({ records: [], data: [], base: null, attested: null, likeness }));
};

test('the median counts: a few tensors that were replaced change nothing', () => {
  expect(look(0.99, 0.98, -0.1)).toMatchObject({ state: 'consistent', found: '0.98', sources: ['--base'] });
  expect(look(0.99, 0.01, 0.02)).toMatchObject({ state: 'inconsistent', found: '0.02', expected: '≥ 0.5' });
});

test('one half, as it is shown, is the border', () => {
  expect([look(0.4994).state, look(0.4996).state]).toEqual(['inconsistent', 'consistent']);
});

test('without tensors that can be compared it cannot tell', () => {
  expect(look()).toMatchObject({ state: 'cannot-tell', expected: null });
});
