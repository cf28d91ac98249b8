import fc from 'fast-check';
import { expect } from 'vitest';
import { LEASE_MS } from '../../src/gates/rollout/live-rollout.ts';
import { OwnEvidence } from '../../src/gates/rollout/own-evidence.ts';
import type { LoggedRecord } from '../../src/gates/rollout/record-events.ts';
import { replayLogs } from '../../src/gates/rollout/replay-ledgers.ts';
import type { RolloutOption } from '../../src/gates/rollout/settings/rollout-options.ts';
import { HandClock } from '../../src/gateway/fixtures/hand-clock.ts';
import { type MemoryLease, MemoryLeases } from '../../src/lease/fixtures/memory-leases.ts';
import type { StageRow } from '../../src/lease/index.ts';
import { FaultyLease, type SwapFault } from './faulty-lease.ts';
import { passing, RolloutReplica, rolloutClock, settled, type TestModels } from './rollout-replica.ts';

const ORDER = { by: 'tester', reason: 'test' };
const HOUR_MS = 3_600_000;

/** Options that lead to a decision after about a dozen pairs, either way. */
const OPTION: RolloutOption = {
  canary: 'm-tuned',
  alpha: 0.2,
  beta: 0.2,
  stages: [
    { share: '40%', for: '1s', answers: 4 },
    { share: '100%', for: '3s', answers: 4 },
  ],
  perUnit: { answers: 100, per: '1m' },
  probes: { perHour: 3600, margin: '50%' },
  metrics: {
    'refuse-then-comply': { margin: '50%' },
    error: { margin: '50%' },
    slow: false,
    latch: false,
    partial: false,
  },
};

/** One event. `at`: the replica, modulo their number. */
export type Happening =
  | { readonly what: 'ask' | 'ask-slowly'; readonly at: number; readonly users: number }
  | { readonly what: 'finish' | 'cut' | 'heal' | 'kill' | 'restart' | 'log-fails'; readonly at: number }
  | {
      readonly what: 'order';
      readonly at: number;
      readonly action: 'start' | 'promote' | 'rollback' | 'pause' | 'resume';
    }
  | { readonly what: 'swap'; readonly at: number; readonly fault: SwapFault }
  | { readonly what: 'drop-decider' | 'lose-row' }
  | { readonly what: 'time'; readonly quarters: number }
  | { readonly what: 'canary'; readonly isBad: boolean };

type HappeningAt = Extract<Happening, { readonly at: number }>;

const at = fc.nat({ max: 3 });
const of = <T extends string>(...what: T[]) => fc.constantFrom(...what);

export const happenings: fc.Arbitrary<readonly Happening[]> = fc.array(
  fc.oneof(
    { weight: 8, arbitrary: fc.record({ what: of('ask', 'ask-slowly'), at, users: fc.integer({ min: 1, max: 24 }) }) },
    { weight: 8, arbitrary: fc.record({ what: of('time'), quarters: fc.integer({ min: 1, max: 24 }) }) },
    {
      weight: 4,
      arbitrary: fc.record({ what: of('order'), at, action: of('start', 'promote', 'rollback', 'pause', 'resume') }),
    },
    {
      weight: 6,
      arbitrary: fc.record({
        what: of('finish', 'cut', 'heal', 'heal', 'kill', 'restart', 'restart', 'log-fails'),
        at,
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        what: of('swap'),
        at,
        fault: of('slow', 'not-sent', 'answer-lost', 'dies-before', 'dies-after'),
      }),
    },
    { weight: 1, arbitrary: fc.record({ what: of('drop-decider', 'lose-row') }) },
    { weight: 1, arbitrary: fc.record({ what: of('canary'), isBad: fc.boolean() }) },
  ) as fc.Arbitrary<Happening>,
  { minLength: 5, maxLength: 60 },
);

interface Member {
  readonly memory: MemoryLease;
  readonly lease: FaultyLease;
  readonly replica: RolloutReplica;
  readonly open: { readonly arm: 'stable' | 'canary'; readonly intent: number }[];
}

/** Gateways with failing stores, logs and processes, and the invariants that must hold throughout. */
export class FaultyFleet {
  readonly hand = new HandClock();
  readonly #leases = new MemoryLeases(() => this.hand.now());
  readonly #members: Member[];
  readonly #skews: readonly number[];
  /** Rows in the order in which the store took them. */
  readonly #rows: { readonly row: StageRow; readonly since: number }[] = [];
  #isBad = false;
  /** True if the row was lost and processes must now keep their knowledge, from which epochs continue. */
  #isLost = false;
  readonly #models: TestModels = {
    answers: (arm) => (this.#isBad && arm === 'canary' ? 'refuse-then-comply' : 'refusal'),
    complies: (arm) => this.#isBad && arm === 'canary',
  };

  private constructor(skewHours: readonly number[]) {
    this.#skews = skewHours.map((hours) => hours * HOUR_MS);
    this.#members = skewHours.map((_, i) => this.#born(i, []));
  }

  /** Opens one gateway per clock, each wrong by the given number of hours. */
  static async open(skewHours: readonly number[]): Promise<FaultyFleet> {
    const fleet = new FaultyFleet(skewHours);
    for (const { replica } of fleet.#members) await opened(replica);
    return fleet;
  }

  get replicas(): readonly RolloutReplica[] {
    return this.#members.map(({ replica }) => replica);
  }

  async happens(happening: Happening): Promise<void> {
    await this.#does(happening);
    await settled();
    this.#check();
  }

  /** Ends all faults and lets pending work finish, then checks what the logs say. */
  async ends(): Promise<void> {
    for (const i of this.#members.keys()) {
      this.#members[i]!.lease.fault = null;
      await this.happens({ what: 'heal', at: i });
      if (!this.#members[i]!.replica.isLogging) await this.happens({ what: 'kill', at: i });
      await this.happens({ what: 'restart', at: i });
    }
    for (let i = 0; i < 12; i += 1) await this.happens({ what: 'time', quarters: 2 });
    for (const { replica } of this.#members) this.#checkEvidence(replica);
    for (const { report, wrongSalts } of replayLogs(
      this.replicas.map(({ origin, records }) => ({ origin, records })),
    )) {
      expect(report.changes.filter(({ verdict }) => verdict === 'differs' || verdict === 'unknown')).toEqual([]);
      expect(report.problems.first).toEqual([]);
      expect(report.assignments.first).toEqual([]);
      expect(wrongSalts).toEqual([]);
    }
  }

  async #does(happening: Happening): Promise<void> {
    if (happening.what === 'time') return passing(this.hand, happening.quarters * 250, 250);
    if (happening.what === 'canary') this.#isBad = happening.isBad;
    else if (happening.what === 'drop-decider') this.#leases.dropDecider('m');
    else if (happening.what === 'lose-row') this.#lose();
    else await this.#at((happening as HappeningAt).at % this.#members.length, happening as HappeningAt);
  }

  #lose(): void {
    if (this.#members.some(({ memory, replica }) => memory.isCut || replica.isDead || !replica.isLogging)) return;
    // Epochs continue from the one known to the gateway that starts the next rollout.
    const epoch = this.#leases.read('m')?.row.epoch;
    if (this.replicas.some(({ live }) => live.stage?.position.epoch !== epoch) || epoch === undefined) return;
    this.#isLost = true;
    this.#leases.loseRow('m');
  }

  async #at(i: number, happening: HappeningAt): Promise<void> {
    const { replica, memory, lease, open } = this.#members[i]!;
    if (happening.what === 'restart') return replica.isDead ? this.#restart(i) : undefined;
    if (happening.what === 'heal') memory.isCut = false;
    if (replica.isDead) return;
    if (happening.what === 'cut' && !this.#isLost) memory.isCut = true;
    if (happening.what === 'kill' && !this.#isLost) this.#kill(i);
    if (happening.what === 'swap' && !(this.#isLost && happening.fault.startsWith('dies')))
      lease.fault = happening.fault;
    if (happening.what === 'log-fails') replica.isLogging = false;
    if (happening.what === 'order') this.#order(replica, happening.action);
    if (!replica.isLogging) return;
    if (happening.what === 'ask') for (let n = 0; n < happening.users; n += 1) replica.ask(`user-${n}`);
    if (happening.what === 'ask-slowly')
      for (let n = 0; n < happening.users; n += 1) open.push(replica.begin(`user-${n}`));
    if (happening.what === 'finish') for (const { arm, intent } of open.splice(0)) replica.finish(arm, intent);
  }

  /** Not awaited: others may send an order at the same moment. */
  #order(replica: RolloutReplica, action: Extract<Happening, { what: 'order' }>['action']): void {
    const done = action === 'start' ? replica.live.start(ORDER, null) : replica.live.order(action, ORDER);
    done.catch(() => undefined);
  }

  #born(i: number, records: LoggedRecord[]): Member {
    const memory = this.#leases.open();
    const lease = new FaultyLease(memory, {
      taken: (row) => {
        this.#isLost = false;
        this.#rows.push({ row, since: this.hand.now() });
      },
      die: () => this.#kill(i),
      later: () => new Promise((resolve) => this.hand.after(400, resolve)),
    });
    const real = rolloutClock(this.hand, this.#skews[i]);
    let replica: RolloutReplica;
    const after = (ms: number, callback: () => void) => real.after(ms, () => (replica.isDead ? undefined : callback()));
    replica = new RolloutReplica('abcd'[i]!, lease, { ...real, after }, OPTION, this.#models, records);
    return { memory, lease, replica, open: [] };
  }

  #kill(i: number): void {
    const { replica, memory } = this.#members[i]!;
    replica.isDead = true;
    memory.isCut = true;
    void memory.close();
  }

  /** Restarts a gateway as a reopened ledger would: requests without an end receive one. */
  async #restart(i: number): Promise<void> {
    const { replica: dead, open } = this.#members[i]!;
    const member = this.#born(i, dead.records);
    this.#members[i] = member;
    for (const { intent } of open) member.replica.append('response', { intent, state: 'lost' });
    await opened(member.replica);
  }

  #check(): void {
    // A row whose answer was lost, and which was then lost itself, is inserted again.
    const leaves = new Map(this.#rows.map(({ row }) => [row.leaf, row.epoch]));
    const epochs = [...leaves.values()];
    expect(epochs).toEqual([...new Set(epochs)].sort((a, b) => a - b));
    for (const { replica } of this.#members) if (!replica.isDead) this.#checkServed(replica);
  }

  /**
   * Checks that a gateway serves stable, or a stage that is backed by a leaf and was replaced less than a lease time
   * ago.
   */
  #checkServed({ live, origin }: RolloutReplica): void {
    const { stage, isInForce } = live;
    if (!isInForce || stage === null) return;
    const leaf = stage.leaves.at(-1)!.leaf;
    const [log, index] = leaf.split('#');
    const record = this.replicas.find((each) => each.origin === log)?.records[Number(index)];
    expect([origin, leaf, record?.kind, record?.fields.epoch]).toEqual([origin, leaf, 'rollout', stage.position.epoch]);
    const next = this.#rows.find(({ row }) => row.epoch > stage.position.epoch);
    expect(this.hand.now() - (next?.since ?? this.hand.now()), `${origin} serves ${leaf}`).toBeLessThan(LEASE_MS);
  }

  /** Checks that a process knows what another one would learn by reading its log from the beginning. */
  #checkEvidence({ live, records }: RolloutReplica): void {
    if (live.stage === null || live.evidence === null) return;
    const fresh = new OwnEvidence(live.stage);
    for (const record of records) fresh.learn(record);
    expect(live.evidence).toEqual(fresh.evidence);
  }
}

const opened = ({ live, records }: RolloutReplica): Promise<void> =>
  live.open(async function* () {
    yield* records;
  });
