import { expect, test } from 'vitest';
import { LiveRollouts } from '../../src/gates/rollout/live-rollouts.ts';
import { actOnAlarm } from '../../src/gates/watch/live/act-on-alarm.ts';
import { HandClock } from '../../src/gateway/fixtures/hand-clock.ts';
import { MemoryLeases } from '../../src/lease/fixtures/memory-leases.ts';
import type { WatchAlarm } from '../../src/schema/index.ts';
import { RolloutReplica, rolloutClock, settled } from '../rollout/rollout-replica.ts';

const suspect = (id: 'latch' | 'retry', named: boolean) => ({
  id,
  title: { en: `title of ${id}`, ja: `${id} の名前` },
  named,
});
const alarm = (...signals: object[]) =>
  ({ at: 0, answers: 1, evidence: 9, threshold: 9, horizon: 1, alpha: 0.05, signals }) as unknown as WatchAlarm;
const ALARM = alarm(suspect('retry', false), suspect('latch', true));

async function world(share: string) {
  const hand = new HandClock();
  const lease = new MemoryLeases(() => hand.now()).open();
  const models = { answers: () => 'compliance' as const, complies: () => false };
  const { live, records } = new RolloutReplica(
    'a',
    lease,
    rolloutClock(hand),
    { canary: 'm-tuned', stages: [share] },
    models,
  );
  await live.start({ by: 'tester', reason: 'test' }, null);
  const told: string[] = [];
  let tightened = 0;
  const reach = {
    rollouts: new LiveRollouts([live]),
    tighten: () => {
      tightened += 1;
    },
    onTrouble: (trouble: unknown) => void told.push((trouble as Error).message),
  };
  const last = () => records.filter(({ kind }) => kind === 'rollout').at(-1)!.fields;
  return { reach, told, last, tightened: () => tightened, live };
}

test('an alarm is told, and by default nothing else happens', async () => {
  const { reach, told, last, tightened } = await world('100%');
  actOnAlarm('tell', ALARM, reach);
  await settled();
  expect(told).toEqual(['watch: answers have changed: title of latch']);
  expect([last().action, tightened()]).toEqual(['start', 0]);
});

test('where no signal is certain by itself, the first one is told', async () => {
  const { reach, told } = await world('100%');
  actOnAlarm('tell', alarm(suspect('retry', false), suspect('latch', false)), reach);
  expect(told).toEqual(['watch: answers have changed: title of retry']);
});

test('final guards all routes from then on', async () => {
  const { reach, last, tightened } = await world('100%');
  actOnAlarm('final', ALARM, reach);
  await settled();
  expect([last().action, tightened()]).toEqual(['start', 1]);
});

test('rollback takes back a canary that everybody gets, with the signals as the reason', async () => {
  const { reach, last } = await world('100%');
  actOnAlarm('rollback', ALARM, reach);
  await settled();
  expect(last()).toMatchObject({ action: 'rollback', by: 'zenbun watch', reason: 'alarm: latch' });
});

test('rollback leaves a canary beside stable alone: the answers that changed are those of stable', async () => {
  const { reach, last, live } = await world('50%');
  actOnAlarm('rollback', ALARM, reach);
  await settled();
  expect(last().action).toBe('start');
  expect(live.isInForce).toBe(true);
});

test('a gateway that was tightened guards every route as final, whatever is configured', () => {
  const rollouts = new LiveRollouts([]);
  const route = {
    name: 'm',
    model: 'm',
    upstream: () => Promise.reject(new Error('not asked')),
    stage: 'stable',
    modelDigest: null,
  };
  const observed = {
    ...route,
    bucket: null,
    rollout: null,
    policy: 'observe' as const,
    hold: 'opening' as const,
    fallback: null,
  };
  const asked = {
    model: 'm',
    stream: false,
    choices: 1,
    usageWanted: false,
    prompt: '',
    firstPrompt: '',
    user: null,
    maxTokens: null,
  };
  const policy = () => rollouts.route(asked, { id: 'key', subject: null }, new Map([['m', observed]]))?.policy;
  expect(policy()).toBe('observe');
  rollouts.tighten();
  expect(policy()).toBe('final');
});
