import { describe, expect, test } from 'vitest';
import { START } from '../fixtures/leaves.ts';
import { LiveGateways } from '../fixtures/live-gateway.ts';
import type { RolloutChange } from '../leaf/rollout-leaf.ts';
import type { ReplayedRecord } from './replay-report.ts';
import { replayRollouts } from './replay-rollouts.ts';

const NONE = { count: 0, first: [] };

/** Asks until the rollout has this status, at most 20,000 times. */
function until(live: LiveGateways, status: string, harm: number, gateways = 1): void {
  for (let i = 0; i < 20_000 && live.position.status !== status; i += 1) live.ask(harm, i % gateways);
  expect(live.position.status).toBe(status);
}

function isChange(record: ReplayedRecord): record is ReplayedRecord & { readonly leaf: RolloutChange } {
  return 'leaf' in record && record.leaf !== null && record.leaf.action !== 'start';
}

/** Returns the records with the changes of this action altered. */
const tampered = (records: readonly ReplayedRecord[], action: string, more: Partial<RolloutChange>): ReplayedRecord[] =>
  records.map((record) =>
    isChange(record) && record.leaf.action === action ? { ...record, leaf: { ...record.leaf, ...more } } : record,
  );

describe('a replay', () => {
  test('of a healthy canary, through all stages: every decision is the same', () => {
    const live = new LiveGateways(['a']);
    until(live, 'completed', 0);
    const { changes, ...rest } = replayRollouts(live.logs);
    expect(changes.map(({ action, verdict }) => [action, verdict])).toEqual([
      ['advance', 'same'],
      ['advance', 'same'],
      ['complete', 'same'],
    ]);
    expect(rest).toEqual({ due: [], afterRollback: NONE, assignments: NONE, problems: NONE });
  });

  test('of two gateways and a harmful canary: the rollback is the same, and was due with its last event', () => {
    const live = new LiveGateways(['a', 'b']);
    until(live, 'rolled-back', 0.6, 2);
    const { changes, due, ...rest } = replayRollouts(live.logs);
    expect(changes.map(({ action, verdict }) => [action, verdict])).toEqual([['rollback', 'same']]);
    expect(due).toMatchObject([{ lateMs: 0, canaryRequests: 0, metric: 'judge', rollout: START.rollout }]);
    expect(rest).toEqual({ afterRollback: NONE, assignments: NONE, problems: NONE });
  });

  test('says what differs: evidence that is another, a decision that the rule does not take, a log that is missing', () => {
    const live = new LiveGateways(['a', 'b']);
    until(live, 'completed', 0, 2);
    const [a, b] = live.logs;
    const verdicts = (records: readonly ReplayedRecord[], others = [b!]) =>
      replayRollouts([{ origin: 'a', events: records }, ...others]).changes.map(({ verdict }) => verdict);
    expect(verdicts(a!.events)).toEqual(['same', 'same', 'same']);
    expect(verdicts(a!.events, [])).toEqual(['unknown', 'unknown', 'unknown']);
    const first = a!.events.find(isChange)!.leaf;
    const evidence = { ...first.evidence!, exposures: first.evidence!.exposures + 1 };
    expect(verdicts(tampered(a!.events, 'complete', { evidence }))).toEqual(['same', 'same', 'differs']);
    expect(verdicts(tampered(a!.events, 'complete', { evidence: null }))).toEqual(['same', 'same', 'differs']);
    const early = tampered(a!.events, 'complete', { heads: [{ origin: 'a', size: 20 }] });
    expect(verdicts(early)).toEqual(['same', 'same', 'differs']);
    const complete = a!.events.filter(isChange).at(-1)!.leaf;
    const short = complete.heads.map(({ origin, size }) => ({ origin, size: size - 6 }));
    expect(verdicts(tampered(a!.events, 'complete', { heads: short }))).toEqual(['same', 'same', 'differs']);
    expect(verdicts(tampered(a!.events, 'complete', { by: 'somebody' }))).toEqual(['same', 'same', 'person']);
  });

  test('sees a rollback that came late, or never, and who got the canary meanwhile', () => {
    const live = new LiveGateways(['a']);
    while (live.evidence.metrics.judge!.logRollback < 20) live.ask(0.9, 0, false);
    const [never] = replayRollouts(live.logs).due;
    expect(never).toMatchObject({ lateMs: null, metric: 'judge' });
    expect(never!.canaryRequests).toBeGreaterThan(5);
    live.at += 5000;
    live.decide();
    const { due, changes } = replayRollouts(live.logs);
    expect(changes.map(({ verdict }) => verdict)).toEqual(['same']);
    expect(due).toEqual([{ ...never, lateMs: live.at - never!.at }]);
  });

  test('sees canary requests after a rollback, with how long after', () => {
    const live = new LiveGateways(['a', 'b']);
    const before = live.position;
    live.change('rollback', 'operator');
    const back = live.at;
    live.position = before;
    while (
      live.gateways[1]!.records.filter(
        (record) => 'event' in record && record.event.kind === 'request' && record.event.arm === 'canary',
      ).length < 3
    ) {
      live.ask(0, 1, false);
    }
    const { afterRollback, changes, assignments } = replayRollouts(live.logs);
    expect(changes.map(({ verdict }) => verdict)).toEqual(['person']);
    expect(afterRollback.count).toBe(3);
    expect(afterRollback.first[0]).toMatchObject({ origin: 'b', epoch: START.epoch });
    expect(afterRollback.first[2]!.afterMs).toBe(live.at - back);
    expect(assignments).toEqual(NONE);
  });

  test('sees an assignment that does not follow from bucket and share, and one without an epoch', () => {
    const live = new LiveGateways(['a']);
    for (let i = 0; i < 200; i += 1) live.ask(0, 0, false);
    const records = live.logs[0]!.events;
    const isOfCanary = (record: ReplayedRecord) =>
      'event' in record && record.event.kind === 'request' && record.event.arm === 'canary';
    const nth = records.findIndex(isOfCanary);
    const wrong = records.map((record, i) => {
      if (i !== nth || !('event' in record) || record.event.kind !== 'request') return record;
      return { ...record, event: { ...record.event, bucket: 60_000 } };
    });
    const found = replayRollouts([{ origin: 'a', events: wrong }]).assignments;
    expect(found).toMatchObject({ count: 1, first: [{ bucket: 60_000, arm: 'canary', share: 5000 }] });
    const without = records.map((record, i) => (i === nth ? { ...record, epoch: null } : record)) as ReplayedRecord[];
    expect(replayRollouts([{ origin: 'a', events: without }]).assignments).toMatchObject({
      count: 1,
      first: [{ share: 0 }],
    });
  });

  test('lists what cannot be, and goes on', () => {
    const live = new LiveGateways(['a']);
    until(live, 'completed', 0);
    const records = live.logs[0]!.events;
    const last = records.at(-1)!;
    const more: ReplayedRecord[] = [
      { index: last.index + 1, at: live.at, leaf: { ...records.find(isChange)!.leaf, epoch: 99 } },
      { index: last.index + 2, at: live.at, leaf: { ...records.find(isChange)!.leaf, rollout: 'another' } },
      { index: last.index + 3, event: { kind: 'label', at: 0.5, intent: 1, isUnsafe: true }, epoch: null },
    ];
    const { problems } = replayRollouts([{ origin: 'a', events: [...records, ...more] }]);
    expect(problems.first.map(({ problem }) => problem)).toEqual([
      'epoch 99 after 20',
      'advance of another, which does not run',
      expect.stringContaining('no event of a rollout'),
    ]);
    expect(replayRollouts([]).changes).toEqual([]);
  });

  test('a log whose clock is ahead waits for the leaf of its epoch', () => {
    const live = new LiveGateways(['a', 'b']);
    until(live, 'completed', 0, 2);
    const ahead = live.logs.map(({ origin, events }) => {
      if (origin === 'a') return { origin, events };
      const moved = events.map((record) =>
        'event' in record ? { ...record, event: { ...record.event, at: record.event.at - 50_000 } } : record,
      );
      return { origin, events: moved };
    });
    const { changes, assignments } = replayRollouts(ahead);
    expect(changes.map(({ verdict }) => verdict)).toEqual(['same', 'same', 'same']);
    expect(assignments).toEqual(NONE);
  });
});
