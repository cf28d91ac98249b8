import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PLAN } from './fixtures/leaves.ts';
import { nextPosition, policyInForce, type RolloutAction, shareInForce, startPosition } from './position.ts';

const START = startPosition({ epoch: 7, attempt: 2, at: 1000 });
const ACTIONS: readonly RolloutAction[] = ['advance', 'promote', 'complete', 'rollback', 'pause', 'resume'];

describe('where a rollout stands', () => {
  test('advances stage by stage, and completes', () => {
    let position = START;
    const shares = [shareInForce(PLAN, position)];
    for (const stage of [1, 2, 3, 4]) {
      position = nextPosition(position, 'advance', { at: 1000 + stage, exposures: 10 * stage }, PLAN);
      shares.push(shareInForce(PLAN, position));
    }
    expect(shares).toEqual([1000, 5000, 25_000, 50_000, 100_000]);
    expect(position).toEqual({ ...START, epoch: 11, stage: 4, since: 1004, exposuresBefore: 40 });
    position = nextPosition(position, 'complete', { at: 1, exposures: 1 }, PLAN);
    expect(position).toMatchObject({ status: 'completed', epoch: 12 });
    expect(shareInForce(PLAN, position)).toBe(100_000);
  });

  test('a pause keeps share and exposures, and the time begins anew after it', () => {
    const paused = nextPosition(START, 'pause', { at: 2000, exposures: 5 }, PLAN);
    expect(shareInForce(PLAN, paused)).toBe(1000);
    const resumed = nextPosition(paused, 'resume', { at: 3000, exposures: 6 }, PLAN);
    expect(resumed).toEqual({ ...START, epoch: 9, since: 3000 });
    expect(nextPosition(paused, 'promote', { at: 3000, exposures: 6 }, PLAN)).toMatchObject({
      status: 'running',
      stage: 1,
    });
    expect(() => nextPosition(paused, 'advance', { at: 3000, exposures: 6 }, PLAN)).toThrow('it is paused');
  });

  test('a rollback gives nobody the canary, guards what still runs, and is final', () => {
    const back = nextPosition(START, 'rollback', { at: 2000, exposures: 5 }, PLAN);
    expect([shareInForce(PLAN, back), policyInForce(PLAN, back)]).toEqual([0, 'final']);
    for (const action of ACTIONS) {
      expect(() => nextPosition(back, action, { at: 3000, exposures: 5 }, PLAN)).toThrow('rolled-back');
    }
  });

  test('whatever is done: the epoch grows by one, the share falls by a rollback only, stages are never skipped', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...ACTIONS), { maxLength: 20 }), (actions) => {
        let position = START;
        for (const action of actions) {
          let next = position;
          try {
            next = nextPosition(position, action, { at: 1, exposures: 1 }, PLAN);
          } catch (problem) {
            expect(problem).toBeInstanceOf(RangeError);
            continue;
          }
          expect(next.epoch).toBe(position.epoch + 1);
          expect(next.stage - position.stage).toBe(action === 'advance' || action === 'promote' ? 1 : 0);
          if (action !== 'rollback')
            expect(shareInForce(PLAN, next)).toBeGreaterThanOrEqual(shareInForce(PLAN, position));
          position = next;
        }
      }),
    );
  });
});
