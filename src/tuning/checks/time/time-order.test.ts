import { expect, test } from 'vitest';
import type { LoggedStep, TrainingRecord } from '../../training-record.ts';
import { checkedRun } from '../checked-run.ts';
import { linesOf, recordOf } from '../fixtures/toy-history.ts';
import { timeOrder } from './time-order.ts';

const START = 1_700_000_000_000;
const [MINUTE, HOUR] = [60_000, 3_600_000];

const look = (steps: readonly LoggedStep[], parts: Partial<TrainingRecord> = {}, others: TrainingRecord[] = []) =>
  timeOrder.look(
    checkedRun({ records: [recordOf({ steps, ...parts }), ...others], data: [], base: null, attested: null }),
  );

/** Lines a minute apart; from line `at` on the clock is behind by so much more than the minute. */
const back = (at: number, by: number) =>
  linesOf(20, ({ step }) => ({ time: START + step * MINUTE - (step >= at ? by + MINUTE : 0) }));

const seconds = (total: number) => ({
  totals: { steps: null, epochs: null, rows: null, tokens: null, seconds: total },
});

test('times that go forward fit', () => {
  expect(look(linesOf(20))).toMatchObject({ state: 'consistent', found: '38', expected: '≤ –' });
  expect(look(linesOf(20), seconds(40))).toMatchObject({ state: 'consistent', expected: '≤ 40' });
});

test('one line with a time, or none, tells nothing', () => {
  expect(look(linesOf(20, ({ step }) => (step > 1 ? { time: null } : {})))).toMatchObject({
    state: 'cannot-tell',
    found: null,
  });
  expect(timeOrder.look(checkedRun({ records: [], data: [], base: null, attested: null }))).toMatchObject({
    sources: [],
  });
});

test('a clock that was set back by five seconds was adjusted, by more it contradicts', () => {
  expect(look(back(10, 5000)).state).toBe('consistent');
  expect(look(back(10, 5001))).toMatchObject({
    state: 'inconsistent',
    detail: { en: 'At step 10 the clock goes back by 5 seconds.' },
  });
});

test.each<[string, number, string]>([
  ['ten minutes', 10 * MINUTE, 'inconsistent'],
  ['an hour, as when summer time ends', HOUR, 'cannot-tell'],
  ['half an hour', HOUR / 2, 'cannot-tell'],
  ['three quarters of an hour', 0.75 * HOUR, 'inconsistent'],
  ['nine hours, as on another machine', 9 * HOUR, 'cannot-tell'],
  ['twenty-six hours', 26 * HOUR, 'cannot-tell'],
  ['more than any two zones are apart', 27 * HOUR, 'inconsistent'],
])('a clock that goes back by %s', (_, by, state) => {
  expect(look(back(10, by)).state).toBe(state);
});

test('a run that is said to be shorter than its log is doubtful, since it may have been resumed', () => {
  // 38 seconds: 2 % and five seconds are the slack.
  expect(look(linesOf(20), seconds(32.36)).state).toBe('consistent');
  expect(look(linesOf(20), seconds(32.34))).toMatchObject({ state: 'cannot-tell', expected: '≤ 32', found: '38' });
});

test('a hosted job that was finished before it was created contradicts itself', () => {
  const job = (createdAt: number | null, finishedAt: number | null) => [
    recordOf({ path: 'job.json', steps: [], jobs: [{ createdAt, finishedAt } as never] }),
  ];
  expect(look(linesOf(20), {}, job(START, START - 1))).toMatchObject({ state: 'inconsistent', sources: ['job.json'] });
  for (const [created, finished] of [
    [START, START],
    [START, null],
    [null, START],
  ] as const)
    expect(look(linesOf(20), {}, job(created, finished)).state).toBe('consistent');
});
