import { expect, test } from 'vitest';
import { LoggedAnswerCounts } from './count-answers.ts';

const INTENT = { model: 'm', served: 's', stage: 'stable' };
const said = (...outcomes: readonly string[]) => ({
  state: 'complete',
  answers: outcomes.map((outcome) => ({ outcome, latch: outcome === 'compliance' ? null : 3 })),
});

test('of an exchange the worst answer counts, also one for which its leaf had no room', () => {
  const counts = new LoggedAnswerCounts();
  counts.add(INTENT, said('compliance', 'refuse-then-comply'), 1);
  counts.add(INTENT, { ...said('compliance'), more: 1, rest: { outcome: 'partial', withheld: 2 } }, 2);
  counts.add(INTENT, { ...said('refusal', 'compliance'), more: 1 }, 3);
  expect(counts.all).toMatchObject({
    ...{ n: 3, latched: 2, withheld: 1, partlyUnread: 1 },
    outcomes: { 'refuse-then-comply': 1, partial: 1, compliance: 1, refusal: 0 },
  });
});

test('a rehearsal is not among the answers that people got', () => {
  const counts = new LoggedAnswerCounts();
  counts.add({ ...INTENT, model: 'zenbun-drill', served: 'toy:noice' }, said('refuse-then-comply'), 1);
  expect([counts.all.n, counts.groups(), counts.span]).toEqual([0, [], null]);
});

test('what an earlier version wrote is counted as it counted', () => {
  const counts = new LoggedAnswerCounts(1);
  counts.add(INTENT, said('compliance', 'refuse-then-comply'), 1);
  counts.add({ ...INTENT, model: 'zenbun-drill' }, said('refusal'), 2);
  expect(counts.all).toMatchObject({ n: 2, outcomes: { compliance: 1, refusal: 1, 'refuse-then-comply': 0 } });
});
