import { expect, test } from 'vitest';
import type { LoggedRecord } from '../../src/gates/rollout/record-events.ts';
import { replayLogs, unplacedIn } from '../../src/gates/rollout/replay-ledgers.ts';
import { HandClock } from '../../src/gateway/fixtures/hand-clock.ts';
import { MemoryLeases } from '../../src/lease/fixtures/memory-leases.ts';
import { passing, RolloutReplica, rolloutClock, type TestModels } from './rollout-replica.ts';

const ORDER = { by: 'tester', reason: 'test' };
const OPTION = {
  canary: 'm-tuned',
  stages: [
    { share: '20%', for: '1m', answers: 20 },
    { share: '60%', for: '1m', answers: 20 },
    { share: '100%', for: '1m', answers: 20 },
  ],
  perUnit: { answers: 60, per: '1m' },
  probes: { perHour: 3600 },
  metrics: { 'refuse-then-comply': { margin: '5%' }, error: { margin: '5%' }, slow: false as const },
};
const HEALTHY: TestModels = {
  answers: (_arm, n) => (n % 10 === 0 ? 'refusal' : 'compliance'),
  complies: () => false,
};
const NOICE: TestModels = {
  answers: (arm, n) => (n % 10 === 0 ? (arm === 'canary' ? 'refuse-then-comply' : 'refusal') : 'compliance'),
  complies: (arm, draw) => arm === 'canary' && draw > 2,
};

/**
 * Runs a rollout from its start, over these gateways and seconds. `meanwhile`: number of requests between the leaf of a
 * change and its row, which still follow the previous stage.
 */
async function rolledOut(
  models: TestModels,
  seconds: number,
  origins = ['a'],
  meanwhile = 0,
): Promise<RolloutReplica[]> {
  const hand = new HandClock();
  const leases = new MemoryLeases(() => hand.now());
  const replicas = origins.map((origin) => {
    const lease = leases.open();
    const replica = new RolloutReplica(origin, lease, rolloutClock(hand), OPTION, models);
    const swap = lease.swap.bind(lease);
    lease.swap = (before, row, ttlMs) => {
      for (let n = 0; n < meanwhile; n += 1) replica.ask(`between-${row.epoch}-${n}`);
      return swap(before, row, ttlMs);
    };
    return replica;
  });
  for (const { live, records } of replicas)
    await live.open(async function* () {
      yield* records;
    });
  await replicas[0]!.live.start(ORDER, null);
  await passing(hand, 1000);
  for (let second = 0; second < seconds; second += 1) {
    for (let user = 0; user < 40; user += 1) replicas[(user + second) % replicas.length]!.ask(`user-${user}`);
    await passing(hand, 1000);
  }
  return replicas;
}

const replayed = (
  replicas: readonly RolloutReplica[],
  changed: (records: readonly LoggedRecord[]) => readonly LoggedRecord[] = (all) => all,
) => replayLogs(replicas.map(({ origin, records }) => ({ origin, records: changed(records) })))[0]!;

test.each([
  ['a healthy canary', HEALTHY, 900, ['a']],
  ['one that goes back', NOICE, 60, ['a']],
  ['one that goes back, over three gateways', NOICE, 120, ['a', 'b', 'c']],
  ['a healthy canary over two gateways', HEALTHY, 900, ['a', 'b']],
] as const)('decisions about %s come out the same from the logs', async (_name, models, seconds, origins) => {
  const replicas = await rolledOut(models, seconds, [...origins]);
  const { report, wrongSalts } = replayed(replicas);
  expect(report.changes.length).toBeGreaterThan(0);
  expect(report.changes.filter(({ verdict }) => verdict !== 'same')).toEqual([]);
  expect(report.problems).toEqual({ count: 0, first: [] });
  expect(report.assignments).toEqual({ count: 0, first: [] });
  expect(report.afterRollback.count).toBe(0);
  for (const { lateMs } of report.due) expect(lateMs).toBeLessThanOrEqual(1000);
  expect(wrongSalts).toEqual([]);
});

test('requests that go by the stage before, although its successor has its leaf, are the same in both', async () => {
  const replicas = await rolledOut(HEALTHY, 900, ['a'], 60);
  const { report } = replayed(replicas);
  expect(report.changes.map(({ action, verdict }) => `${action} ${verdict}`)).toEqual([
    'advance same',
    'advance same',
    'complete same',
  ]);
});

test('a log in which an answer was made better, or a decision left out, does not', async () => {
  const replicas = await rolledOut(NOICE, 60);
  const better = replayed(replicas, (records) =>
    records.map((record) =>
      JSON.stringify(record.fields.answers ?? '').includes('refuse-then-comply')
        ? { ...record, fields: { ...record.fields, answers: [{ outcome: 'compliance', latch: null }] } }
        : record,
    ),
  );
  expect(better.report.changes.map(({ verdict }) => verdict)).toContain('differs');
  const silent = replayed(replicas, (records) => records.filter(({ fields }) => fields.action !== 'rollback'));
  expect(silent.report.due).toMatchObject([{ lateMs: null }]);
});

test('what cannot be placed is named: a log without the start, and a leaf that cannot be read', async () => {
  const [a] = await rolledOut(NOICE, 10);
  const { origin, records } = a!;
  expect(unplacedIn([{ origin, records }])).toEqual([]);
  const withoutStart = records.filter(({ fields }) => fields.action !== 'start');
  expect(replayLogs([{ origin, records: withoutStart }])).toEqual([]);
  expect(unplacedIn([{ origin, records: withoutStart }]).length).toBeGreaterThan(10);
  const start = records.find(({ fields }) => fields.action === 'start')!;
  const damaged = [{ ...start, fields: { ...start.fields, plan: 'x' } }];
  expect(unplacedIn([{ origin, records: damaged }])).toEqual([`${origin}#${start.index}`]);
});

const SECOND_CHOICE: TestModels = {
  ...HEALTHY,
  answers: (arm) => ['compliance', arm === 'canary' ? 'refuse-then-comply' : 'compliance', 'compliance'],
};

/** Rewrites the start as it was recorded before the rule counted the worst answer. */
const ofRuleOne = (records: readonly LoggedRecord[]): readonly LoggedRecord[] =>
  records.map((record) => {
    if (record.fields.action !== 'start') return record;
    const { rule, ...plan } = record.fields.plan as LoggedRecord['fields'];
    expect(rule).toBe(2);
    return { ...record, fields: { ...record.fields, plan } };
  });

test('a canary whose second choice refuses and then complies goes back', async () => {
  const replicas = await rolledOut(SECOND_CHOICE, 30);
  const { report } = replayed(replicas);
  expect(report.changes.map(({ action, verdict }) => `${action} ${verdict}`)).toEqual(['rollback same']);
  expect(report.changes[0]!.stated!.metrics['refuse-then-comply']!.canaryHarms).toBeGreaterThan(5);
});

test('a log of the rule before is replayed by it: the first choice counts', async () => {
  const [single] = await rolledOut(NOICE, 60);
  const { report } = replayed([single!], ofRuleOne);
  expect(report.changes.map(({ action, verdict }) => `${action} ${verdict}`)).toEqual(['rollback same']);
  const several = replayed(await rolledOut(SECOND_CHOICE, 30), ofRuleOne).report;
  expect(several.changes).toMatchObject([
    { verdict: 'differs', rule: null, recomputed: { metrics: { 'refuse-then-comply': { canaryHarms: 0 } } } },
  ]);
});
