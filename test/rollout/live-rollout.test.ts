import { describe, expect, test } from 'vitest';
import { LEASE_MS } from '../../src/gates/rollout/live-rollout.ts';
import type { RolloutOption } from '../../src/gates/rollout/settings/rollout-options.ts';
import { HandClock } from '../../src/gateway/fixtures/hand-clock.ts';
import { MemoryLeases } from '../../src/lease/fixtures/memory-leases.ts';
import { readRolloutLeaf } from '../../src/rollout/index.ts';
import { passing, RolloutReplica, rolloutClock, settled, type TestModels } from './rollout-replica.ts';

const ORDER = { by: 'tester', reason: 'test' };
const HEALTHY: TestModels = {
  answers: (_arm, n) => (n % 10 === 0 ? 'refusal' : 'compliance'),
  complies: () => false,
};
/** Refuses as often as before, and gives everything afterwards. */
const NOICE: TestModels = {
  answers: (arm, n) => (n % 10 === 0 ? (arm === 'canary' ? 'refuse-then-comply' : 'refusal') : 'compliance'),
  complies: (arm) => arm === 'canary',
};
const OPTION: RolloutOption = {
  canary: 'm-tuned',
  stages: [
    { share: '20%', for: '1m', answers: 20 },
    { share: '60%', for: '1m', answers: 20 },
  ],
  perUnit: { answers: 60, per: '1m' },
  probes: { perHour: 3600 },
  metrics: { 'refuse-then-comply': { margin: '5%' }, error: { margin: '5%' }, slow: false },
};

function world(models: TestModels, { option = OPTION, origins = ['a'] } = {}) {
  const hand = new HandClock();
  const leases = new MemoryLeases(() => hand.now());
  const open = origins.map((origin) => {
    const lease = leases.open();
    return { lease, replica: new RolloutReplica(origin, lease, rolloutClock(hand), option, models) };
  });
  const replicas = open.map(({ replica }) => replica);
  return {
    hand,
    leases,
    replicas,
    replica: replicas[0]!,
    lease: open.map(({ lease }) => lease),
    opened: () =>
      Promise.all(
        replicas.map(({ live, records }) =>
          live.open(async function* () {
            yield* records;
          }),
        ),
      ),
  };
}

/** So many users ask every second for a while. */
async function traffic(
  hand: HandClock,
  replicas: readonly RolloutReplica[],
  seconds: number,
  users = 40,
): Promise<void> {
  for (let second = 0; second < seconds; second += 1) {
    for (let user = 0; user < users; user += 1) replicas[user % replicas.length]!.ask(`user-${user}`);
    await passing(hand, 1000);
  }
}

const actions = ({ records }: RolloutReplica) =>
  records.flatMap(({ kind, fields }) => (kind === 'rollout' ? [String(fields.action)] : []));

test('nobody gets the canary before the start, and a healthy one goes through all stages', async () => {
  const { hand, replica, opened } = world(HEALTHY);
  await opened();
  expect(Array.from({ length: 200 }, (_, n) => replica.ask(`user-${n}`))).not.toContain('canary');
  await replica.live.start(ORDER, null);
  await traffic(hand, [replica], 900);
  expect(actions(replica)).toEqual(['start', 'advance', 'complete']);
  expect(replica.live.stage?.position.status).toBe('completed');
  expect(replica.ask('anybody')).toBe('canary');
});

test('a canary that refuses and then complies goes back by itself, and stays back', async () => {
  const { hand, replica, opened } = world(NOICE);
  await opened();
  await replica.live.start(ORDER, null);
  await traffic(hand, [replica], 60);
  expect(actions(replica)).toEqual(['start', 'rollback']);
  const rollback = replica.records.findIndex(({ fields }) => fields.action === 'rollback');
  const after = replica.records.slice(rollback).filter(({ kind }) => kind === 'intent');
  expect(after.length).toBeGreaterThan(0);
  expect(after.filter(({ fields }) => fields.stage === 'canary')).toEqual([]);
  await expect(replica.live.start(ORDER, null)).rejects.toThrow('rolled back before');
});

test('every leaf of a rollout can be read again, and the salt is revealed with the end', async () => {
  const { hand, replica, opened } = world(NOICE);
  await opened();
  await replica.live.start(ORDER, null);
  await traffic(hand, [replica], 60);
  const leaves = replica.records.filter(({ kind }) => kind === 'rollout').map(({ fields }) => readRolloutLeaf(fields));
  expect(leaves.map((leaf) => leaf?.action)).toEqual(['start', 'rollback']);
  expect(leaves[1]).toMatchObject({ by: 'zenbun', salt: expect.stringMatching(/^[0-9a-f]{64}$/) });
});

describe('stable for everybody', () => {
  const canaries = (replica: RolloutReplica) =>
    Array.from({ length: 300 }, (_, n) => replica.ask(`somebody-${n}`)).filter((arm) => arm === 'canary').length;

  test('when nobody renews the lease', async () => {
    const { hand, replica, opened } = world(HEALTHY);
    await opened();
    await replica.live.start(ORDER, null);
    expect(canaries(replica)).toBeGreaterThan(20);
    await replica.live.close();
    hand.pass(LEASE_MS);
    expect(canaries(replica)).toBe(0);
  });

  test('when the store cannot be reached for as long as the lease, and the canary again afterwards', async () => {
    const { hand, replica, lease, opened } = world(HEALTHY);
    await opened();
    await replica.live.start(ORDER, null);
    await passing(hand, 1000);
    lease[0]!.isCut = true;
    await passing(hand, LEASE_MS);
    expect(canaries(replica)).toBe(0);
    expect(replica.warnings.length).toBeGreaterThan(0);
    lease[0]!.isCut = false;
    await passing(hand, 2000);
    expect(canaries(replica)).toBeGreaterThan(20);
  });

  test('when the log takes no records', async () => {
    const { replica, opened } = world(HEALTHY);
    await opened();
    await replica.live.start(ORDER, null);
    const request = {
      model: 'm',
      stream: false,
      choices: 1,
      usageWanted: false,
      prompt: 'q',
      firstPrompt: 'q',
      maxTokens: null,
    };
    const client = { id: 'key', subject: null };
    const route = (n: number) => replica.live.route({ ...request, user: `u${n}` }, client);
    const canary = Array.from({ length: 100 }, (_, n) => n).find((n) => route(n).arm === 'canary')!;
    const { rollout } = route(canary);
    expect(rollout?.isWithdrawn()).toBe(false);
    replica.isLogging = false;
    expect(route(canary).arm).toBe('stable');
    expect(rollout?.isWithdrawn()).toBe(true);
  });

  test('when the row is lost', async () => {
    const { hand, replica, leases, opened } = world(HEALTHY);
    await opened();
    await replica.live.start(ORDER, null);
    leases.loseRow('m');
    await passing(hand, 1000);
    expect(canaries(replica)).toBe(0);
  });
});

test('a restarted gateway takes the rollout up with the evidence of its log', async () => {
  const { hand, leases, replica, opened } = world(HEALTHY);
  await opened();
  await replica.live.start(ORDER, null);
  await traffic(hand, [replica], 30);
  const before = replica.live.evidence;
  await replica.live.close();
  const again = new RolloutReplica('a', leases.open(), replica.clock, OPTION, HEALTHY);
  await again.live.open(async function* () {
    yield* replica.records;
  });
  expect(again.live.evidence).toEqual(before);
  expect(before!.exposures).toBeGreaterThan(10);
});

describe('several gateways', () => {
  test('one decides on the evidence of all, and all follow', async () => {
    const { hand, replicas, opened } = world(NOICE, { origins: ['a', 'b', 'c'], option: { ...OPTION, probes: false } });
    await opened();
    await replicas[1]!.live.start(ORDER, null);
    await passing(hand, 1000);
    expect(replicas.filter(({ live }) => live.isDeciding)).toHaveLength(1);
    await traffic(hand, replicas, 240);
    const all = replicas.flatMap(actions);
    expect(all.filter((action) => action === 'rollback')).toHaveLength(1);
    expect(replicas.map(({ live }) => live.stage?.position.status)).toEqual(Array(3).fill('rolled-back'));
    const leaf = replicas.flatMap(({ records }) => records).find(({ fields }) => fields.action === 'rollback')!;
    const read = readRolloutLeaf(leaf.fields);
    expect(read?.action === 'rollback' && read.heads.map(({ origin }) => origin).sort()).toEqual(['a', 'b', 'c']);
  });

  test('of two orders at the same moment one is in force, and the other says so', async () => {
    const { hand, replicas, opened } = world(HEALTHY, { origins: ['a', 'b'] });
    await opened();
    await replicas[0]!.live.start(ORDER, null);
    await passing(hand, 1000);
    const both = await Promise.allSettled([
      replicas[0]!.live.order('promote', ORDER),
      replicas[1]!.live.order('rollback', ORDER),
    ]);
    await settled();
    await passing(hand, 1000);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(replicas.flatMap(actions)).toContain('superseded');
    const [a, b] = replicas.map(({ live }) => live.stage?.position);
    expect(a).toEqual(b);
    expect(a?.epoch).toBe(2);
  });

  test('another decides when the one that did is gone', async () => {
    const { hand, leases, replicas, opened } = world(HEALTHY, { origins: ['a', 'b'] });
    await opened();
    await replicas[0]!.live.start(ORDER, null);
    await passing(hand, 1000);
    const [first, second] = replicas[0]!.live.isDeciding ? replicas : [replicas[1]!, replicas[0]!];
    await first!.live.close();
    leases.dropDecider('m');
    await passing(hand, 2000);
    expect(second!.live.isDeciding).toBe(true);
    await passing(hand, LEASE_MS);
    expect(second!.live.isInForce).toBe(true);
  });
});

test('a pause keeps the share and stops promotions; resuming goes on', async () => {
  const { hand, replica, opened } = world(HEALTHY);
  await opened();
  await replica.live.start(ORDER, null);
  await replica.live.order('pause', ORDER);
  await traffic(hand, [replica], 300);
  expect(actions(replica)).toEqual(['start', 'pause']);
  await expect(replica.live.order('pause', ORDER)).rejects.toThrow('paused');
  await replica.live.order('resume', ORDER);
  await traffic(hand, [replica], 120);
  expect(actions(replica).slice(0, 4)).toEqual(['start', 'pause', 'resume', 'advance']);
});

describe('a drill', () => {
  test('that was cut off before it decided does not stand in the way of the next', async () => {
    const { hand, replica, leases, opened } = world(HEALTHY);
    await opened();
    await replica.live.startDrill(ORDER);
    await replica.live.close();
    hand.pass(LEASE_MS);
    const next = new RolloutReplica('b', leases.open(), rolloutClock(hand), OPTION, HEALTHY);
    await next.live.open(async function* () {});
    expect(next.live.isInForce).toBe(false);
    await next.live.startDrill(ORDER);
    expect(next.live.isInForce).toBe(true);
    expect(next.live.isDeciding).toBe(true);
  });

  test('that is closed in the middle of a turn does not keep the right to decide', async () => {
    const { hand, replica, leases, lease, opened } = world(HEALTHY);
    await opened();
    await replica.live.startDrill(ORDER);
    leases.dropDecider('m');
    let [isAsked, answer] = [false, () => {}];
    const answered = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const decide = lease[0]!.decide.bind(lease[0]);
    lease[0]!.decide = async (model) => {
      isAsked = true;
      await answered;
      return decide(model);
    };
    hand.pass(500);
    await settled();
    expect(isAsked).toBe(true);
    const closed = replica.live.close();
    await settled();
    answer();
    await closed;
    await settled();
    expect(await leases.open().decide('m')).not.toBeNull();
  });
});
