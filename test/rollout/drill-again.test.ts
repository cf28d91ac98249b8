import { expect, test } from 'vitest';
import { drillRoutes, drillSettings } from '../../src/gates/rollout/drill/drill.ts';
import { LEASE_MS, LiveRollout } from '../../src/gates/rollout/live-rollout.ts';
import { LiveRollouts } from '../../src/gates/rollout/live-rollouts.ts';
import { RolloutControl } from '../../src/gates/rollout/rollout-control.ts';
import { HandClock } from '../../src/gateway/fixtures/hand-clock.ts';
import { MemoryLeases } from '../../src/lease/fixtures/memory-leases.ts';
import { rolloutClock } from './rollout-replica.ts';

const ORDER = { by: 'tester', reason: 'drill' };

/** Creates the parts of a gateway that drills need. */
function gateway(hand: HandClock, leases: MemoryLeases, isLogging = () => true) {
  const rollouts = new LiveRollouts([]);
  const openDrill = async () => {
    const live = new LiveRollout(drillSettings(), {
      lease: leases.open(),
      clock: rolloutClock(hand),
      random: (bytes) => Buffer.alloc(bytes, 7),
      origin: 'a',
      isLogging,
      append: async () => (isLogging() ? 1 : Promise.reject(new Error('the log takes no records'))),
      ask: async () => ({ complied: null, outcome: 'failed', text: '' }),
      probes: [{ id: 'p', category: 'test', set: 'core', text: '[probe]' }],
      warn: () => undefined,
    });
    await live.open(async function* () {});
    return { live, routes: drillRoutes() };
  };
  return { rollouts, control: new RolloutControl({ rollouts, openDrill }, () => hand.now()) };
}

test('a drill that nobody ended does not keep the next one from beginning', async () => {
  const hand = new HandClock();
  const leases = new MemoryLeases(() => hand.now());
  const { control } = gateway(hand, leases);
  await control.openDrill(ORDER);
  // The gateway is killed, and the lease expires.
  hand.pass(LEASE_MS);
  leases.dropDecider('zenbun-drill');
  const again = gateway(hand, leases);
  expect(await again.control.openDrill(ORDER)).toMatchObject({ status: 'running', isInForce: true, epoch: 2 });
});

test('a drill that could not be begun serves nothing, and can be tried again', async () => {
  const hand = new HandClock();
  let isLogging = false;
  const { rollouts, control } = gateway(hand, new MemoryLeases(() => hand.now()), () => isLogging);
  await expect(control.openDrill(ORDER)).rejects.toThrow();
  expect(rollouts.all).toEqual([]);
  isLogging = true;
  expect(await control.openDrill(ORDER)).toMatchObject({ status: 'running' });
});
