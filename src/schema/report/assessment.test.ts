import { expect, test } from 'vitest';
import { type Evidence, evidenceOf } from './assessment.ts';

const evidence = ['scan', 'comparison', 'scan'].map((kind, id) => ({ kind, source: { id } }) as unknown as Evidence);

test('evidence of one kind comes in its order', () => {
  expect(evidenceOf(evidence, 'scan').map(({ source }) => source.id)).toEqual([0, 2]);
  expect(evidenceOf(evidence, 'training')).toEqual([]);
});
