import { expect, test } from 'vitest';
import { LiveRollouts } from '../../src/gates/rollout/live-rollouts.ts';
import { planOf } from '../../src/gates/serve/serve-plan.ts';
import { HandClock } from '../../src/gateway/fixtures/hand-clock.ts';
import { MemoryLeases } from '../../src/lease/fixtures/memory-leases.ts';
import { RolloutReplica, rolloutClock } from './rollout-replica.ts';

const STABLE = { model: 'm-before', digest: 'sha256:before' };
const CANARY = { model: 'm-after', digest: 'sha256:after' };

const nobody = () => Promise.reject(new Error('not asked'));

test.each([
  ['as it was when the rollout began', { m: STABLE, 'm-tuned': CANARY }, ['m-before', 'm-after']],
  ['with other weights', { m: STABLE, 'm-tuned': { model: 'm-other', digest: 'sha256:other' } }, ['m-before']],
])('a configuration that was read anew and has the canary %s', async (_name, models, served) => {
  const hand = new HandClock();
  const lease = new MemoryLeases(() => hand.now()).open();
  const option = { canary: 'm-tuned', stages: ['50%'] };
  const models_ = { answers: () => 'compliance' as const, complies: () => false };
  const { live } = new RolloutReplica('a', lease, rolloutClock(hand), option, models_);
  await live.start({ by: 'tester', reason: 'test' }, null);
  const { router } = planOf({ models }, new Map([['one', nobody]]), new LiveRollouts([live]));
  const asked = { stream: false, choices: 1, usageWanted: false, prompt: 'q', firstPrompt: 'q', maxTokens: null };
  const routes = Array.from({ length: 100 }, (_, n) =>
    router({ ...asked, model: 'm', user: `u${n}` }, { id: 'key', subject: null }),
  );
  expect([...new Set(routes.map((route) => route?.model))].sort()).toEqual([...served].sort());
  expect(routes.filter((route) => route?.rollout === null && route.stage === 'canary')).toEqual([]);
});
