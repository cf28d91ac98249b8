import { describe, expect, test } from 'vitest';
import { LEASE_MS } from '../../src/gates/rollout/live-rollout.ts';
import type { RolloutOption } from '../../src/gates/rollout/settings/rollout-options.ts';
import type { StageState } from '../../src/gates/rollout/stage/stage-state.ts';
import { unitBucket } from '../../src/gates/rollout/unit.ts';
import { HandClock } from '../../src/gateway/fixtures/hand-clock.ts';
import { MemoryLeases } from '../../src/lease/fixtures/memory-leases.ts';
import { readRolloutLeaf } from '../../src/rollout/index.ts';
import { FaultyLease } from './faulty-lease.ts';
import { passing, RolloutReplica, rolloutClock, settled, type TestModels } from './rollout-replica.ts';

const ORDER = { by: 'tester', reason: 'test' };
const HEALTHY: TestModels = {
  answers: (_arm, n) => (n % 10 === 0 ? 'refusal' : 'compliance'),
  complies: () => false,
};
/** Refuses as often as before, and then gives everything. */
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

/** Simulates traffic: `users` users ask every second. */
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

test('buckets do not go by the salt any more when it was revealed', async () => {
  const { hand, replica, opened } = world(NOICE);
  await opened();
  await replica.live.start(ORDER, null);
  await traffic(hand, [replica], 60);
  const from = replica.records.findIndex(({ fields }) => fields.action === 'rollback');
  const salt = Buffer.from(String(replica.records[from]!.fields.salt), 'hex');
  await passing(hand, 1000);
  const since = replica.records.length;
  for (let user = 0; user < 40; user += 1) replica.ask(`user-${user}`);
  const intents = replica.records.slice(since).filter(({ kind }) => kind === 'intent');
  const guessed = intents.filter(({ fields }, user) => fields.bucket === unitBucket(salt, `user:user-${user}`));
  expect([intents.length, guessed.length]).toEqual([40, 0]);
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

  test('answers that run: those of the canary know at once that it was taken back, those of stable go on', async () => {
    const { replica, opened } = world(HEALTHY);
    await opened();
    await replica.live.start(ORDER, null);
    const request = {
      model: 'm',
      stream: true,
      choices: 1,
      usageWanted: false,
      prompt: 'q',
      firstPrompt: 'q',
      maxTokens: null,
    };
    const routes = Array.from({ length: 100 }, (_, n) =>
      replica.live.route({ ...request, user: `u${n}` }, { id: 'key', subject: null }),
    );
    const withdrawn = () => new Set(routes.flatMap(({ arm, rollout }) => (rollout?.isWithdrawn() ? [arm] : [])));
    expect(withdrawn()).toEqual(new Set());
    const back = replica.live.order('rollback', ORDER);
    await back;
    expect(withdrawn()).toEqual(new Set(['canary']));
    expect(routes.filter(({ arm, rollout }) => arm === 'canary' && !rollout?.isWithdrawn())).toEqual([]);
  });

  test('when the configuration names another canary than the rollout that was begun', async () => {
    const { hand, replica, leases, opened } = world(HEALTHY);
    await opened();
    await replica.live.start(ORDER, null);
    await traffic(hand, [replica], 900);
    expect(replica.live.stage?.position.status).toBe('completed');
    await replica.live.close();
    leases.dropDecider('m');
    hand.pass(LEASE_MS);
    const next = new RolloutReplica('a', leases.open(), replica.clock, { ...OPTION, canary: 'm-next' }, HEALTHY);
    await next.live.open(async function* () {
      yield* replica.records;
    });
    await passing(hand, 3000);
    expect(canaries(next)).toBe(0);
    await next.live.start(ORDER, null);
    expect(canaries(next)).toBeGreaterThan(20);
  });

  test('when what another gateway shares cannot be read, so that nobody can decide', async () => {
    const { hand, replica, lease, opened } = world({ ...HEALTHY, answers: NOICE.answers });
    await opened();
    await replica.live.start(ORDER, null);
    const { id } = replica.live.stage!;
    await lease[0]!.putEvidence('m', { replica: 'z', size: 1, epoch: 1, evidence: { id, evidence: { exposures: 1 } } });
    await traffic(hand, [replica], 60);
    expect(actions(replica)).toEqual(['start', 'rollback']);
    expect(canaries(replica)).toBe(0);
  });

  test('when the evidence of the others cannot be had for as long as the lease', async () => {
    const { hand, replica, lease, opened } = world(HEALTHY);
    await opened();
    await replica.live.start(ORDER, null);
    await passing(hand, 1000);
    lease[0]!.evidence = () => Promise.reject(new Error('a file of it cannot be read'));
    await passing(hand, LEASE_MS + 500);
    expect(canaries(replica)).toBe(0);
    await passing(hand, 3 * LEASE_MS);
    expect(canaries(replica)).toBe(0);
  });

  test.each<[string, (stage: StageState) => unknown]>([
    [
      'a share of more than everybody',
      ({ plan, ...rest }) => ({ ...rest, plan: { ...plan, stages: [{ ...plan.stages[0], share: 200_000 }] } }),
    ],
    [
      'a metric that this version does not know',
      ({ plan, ...rest }) => ({ ...rest, plan: { ...plan, metrics: [{ ...plan.metrics[0], id: 'x' }] } }),
    ],
    [
      'a guard that there is not',
      ({ plan, ...rest }) => ({ ...rest, plan: { ...plan, stages: [{ ...plan.stages[0], policy: 'none' }] } }),
    ],
    [
      'a stage that there is not',
      ({ position, ...rest }) => ({ ...rest, position: { ...position, stage: 'constructor' } }),
    ],
  ])('when the row has %s', async (_name, damaged) => {
    const { hand, replica, lease, opened } = world(HEALTHY);
    await opened();
    await replica.live.start(ORDER, null);
    await passing(hand, 1000);
    const { position, ...stage } = replica.live.stage!;
    const state = damaged({ ...stage, id: 'z', position: { ...position, epoch: 2 } }) as never;
    await lease[0]!.swap(1, { model: 'm', epoch: 2, state, leaf: 'z#1' }, 10 * LEASE_MS);
    await passing(hand, LEASE_MS + 1000);
    expect(canaries(replica)).toBe(0);
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

test('a gateway that starts while its store is away takes the rollout up as soon as it is back', async () => {
  const { hand, leases, replica, opened } = world(HEALTHY);
  await opened();
  await replica.live.start(ORDER, null);
  await traffic(hand, [replica], 30);
  const before = replica.live.evidence;
  await replica.live.close();
  const lease = leases.open();
  lease.isCut = true;
  const again = new RolloutReplica('a', lease, replica.clock, OPTION, HEALTHY, replica.records);
  await again.live.open(async function* () {
    yield* replica.records;
  });
  expect([again.live.evidence, again.ask('anybody')]).toEqual([null, 'stable']);
  lease.isCut = false;
  await passing(hand, 500);
  expect(again.live.isInForce).toBe(true);
  expect(again.live.evidence).toEqual(before);
});

test('a change whose leaf was written by a process that ended before it was in force is said to be none', async () => {
  const { hand, leases, replica, opened } = world(HEALTHY);
  await opened();
  await replica.live.start(ORDER, null);
  await replica.live.close();
  const left = replica.append('rollout', { ...replica.records[0]!.fields, epoch: 2 });
  const again = new RolloutReplica('a', leases.open(), replica.clock, OPTION, HEALTHY, replica.records);
  const reopened = () =>
    again.live.open(async function* () {
      yield* replica.records;
    });
  await reopened();
  await passing(hand, 500);
  const superseded = { action: 'superseded', epoch: 2, leaf: `a#${left}` };
  expect(replica.records.filter(({ fields }) => fields.action === 'superseded')).toMatchObject([
    { fields: superseded },
  ]);
  expect(again.live.stage?.position.epoch).toBe(1);
});

test('a rollback is final although the row of the lease is gone, for a process that knows only the log', async () => {
  const { hand, leases, replica, opened } = world(NOICE);
  await opened();
  await replica.live.start(ORDER, null);
  await traffic(hand, [replica], 60);
  await replica.live.close();
  leases.loseRow('m');
  const again = new RolloutReplica('a', leases.open(), replica.clock, OPTION, NOICE);
  await again.live.open(async function* () {
    yield* replica.records;
  });
  await expect(again.live.start(ORDER, null)).rejects.toThrow('rolled back before');
});

describe('several gateways', () => {
  test('a rollback is carried out after a change that was faster', async () => {
    const hand = new HandClock();
    const leases = new MemoryLeases(() => hand.now());
    const later = () => new Promise<void>((resolve) => hand.after(100, resolve));
    const slow = new FaultyLease(leases.open(), { taken: () => undefined, die: () => undefined, later });
    const [a, b] = [
      new RolloutReplica('a', leases.open(), rolloutClock(hand), OPTION, HEALTHY),
      new RolloutReplica('b', slow, rolloutClock(hand), OPTION, HEALTHY),
    ];
    for (const { live } of [a, b]) await live.open(async function* () {});
    await a.live.start(ORDER, null);
    await settled();
    slow.fault = 'slow';
    const back = b.live.order('rollback', ORDER);
    await settled();
    await a.live.order('pause', ORDER);
    await passing(hand, 1000);
    await back;
    expect([...actions(a), ...actions(b)]).toEqual(['start', 'pause', 'rollback', 'superseded', 'rollback']);
    expect([a, b].map(({ live }) => live.stage?.position)).toMatchObject(
      Array(2).fill({ epoch: 3, status: 'rolled-back' }),
    );
  });

  test('whoever cannot write its log gives the right to decide to another', async () => {
    const { hand, replicas, opened } = world(HEALTHY, { origins: ['a', 'b'] });
    await opened();
    await replicas[0]!.live.start(ORDER, null);
    expect(replicas.map(({ live }) => live.isDeciding)).toEqual([true, false]);
    replicas[0]!.isLogging = false;
    await passing(hand, 1000);
    expect(replicas.map(({ live }) => live.isDeciding)).toEqual([false, true]);
    await passing(hand, LEASE_MS);
    expect(replicas.map(({ live }) => live.isInForce)).toEqual([false, true]);
  });

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

  test('what the one that decided had seen is not lost with it', async () => {
    const { hand, replicas, lease, opened } = world(HEALTHY, { origins: ['a', 'b'] });
    await opened();
    await replicas[0]!.live.start(ORDER, null);
    await traffic(hand, replicas, 30);
    await passing(hand, 1000);
    const [first, second] = replicas[0]!.live.isDeciding ? [0, 1] : [1, 0];
    const { exposures } = replicas[first]!.live.evidence!;
    await replicas[first]!.live.close();
    const known = (await lease[second]!.evidence('m')).find(({ replica }) => replica === replicas[first]!.origin);
    expect(exposures).toBeGreaterThan(10);
    // Shared at every tick: the last probe may be missing.
    const shared = known?.evidence as unknown as { evidence: { exposures: number } } | undefined;
    expect(shared?.evidence.exposures).toBeGreaterThan(exposures - 3);
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
