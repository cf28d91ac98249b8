import { expect, test } from 'vitest';
import { CheckList } from './check-list.ts';

const SAID = { en: 'said', ja: '記載' };

test('keeps the checks in their order, and what was not told of one is null', () => {
  const list = new CheckList();
  list.add('passed', 'parts', SAID);
  list.fail('part-size', SAID, { path: 'a', expected: '1', found: '2' });
  list.add('claimed', 'result', SAID, { path: 'b' });
  expect(list.all()).toEqual([
    { check: 'parts', state: 'passed', path: null, detail: SAID, expected: null, found: null },
    { check: 'part-size', state: 'failed', path: 'a', detail: SAID, expected: '1', found: '2' },
    { check: 'result', state: 'claimed', path: 'b', detail: SAID, expected: null, found: null },
  ]);
  expect(list.failed).toBe(1);
});

test('checks made elsewhere count as those made here', () => {
  const list = new CheckList();
  const made = { check: 'policy', state: 'failed', path: 'p', detail: SAID, expected: 'e', found: 'f' } as const;
  list.addAll([made, { ...made, state: 'passed' }]);
  expect(list.all()).toEqual([made, { ...made, state: 'passed' }]);
  expect(list.failed).toBe(1);
});

test('a thousand faults are listed; the others are counted, and whatever did not fail is still listed', () => {
  const list = new CheckList();
  for (let i = 0; i < 1000; i++) list.fail('part-extra', SAID, { path: `${i}` });
  expect(list.all()).toHaveLength(1000);
  for (let i = 0; i < 3; i++) list.fail('part-extra', SAID);
  list.add('passed', 'parts', SAID);
  expect(list.failed).toBe(1003);
  expect(list.all()).toHaveLength(1002);
  expect(list.all().slice(1000)).toMatchObject([
    { check: 'parts', state: 'passed' },
    { check: 'further', state: 'failed', path: null, detail: { en: '3 further faults are not listed' } },
  ]);
});
