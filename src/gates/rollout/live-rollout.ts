import { createHash } from 'node:crypto';
import type { GatewayClient, RouteRollout } from '../../gateway/index.ts';
import type { Decider, StageRow } from '../../lease/index.ts';
import type { LeafFields } from '../../ledger/index.ts';
import {
  type Arm,
  decide,
  isCanary,
  type LogHead,
  mergeEvidence,
  nextPosition,
  policyInForce,
  type RolloutAction,
  type RolloutEvidence,
  rolloutFields,
  shareInForce,
  startPosition,
} from '../../rollout/index.ts';
import type { GuardPolicy } from '../../schema/index.ts';
import type { WireRequest } from '../../wire/index.ts';
import { OwnEvidence } from './own-evidence.ts';
import { type ProbeDeck, probeDeck } from './probe-deck.ts';
import type { LoggedRecord } from './record-events.ts';
import { lookFailed, orderRefused } from './refused-orders.ts';
import type { RolloutPorts } from './rollout-ports.ts';
import type { RolloutSettings } from './settings/rollout-settings.ts';
import { identityOf, type StageState } from './stage-state.ts';
import { StageView } from './stage-view.ts';
import { unitBucket, unitOf } from './unit.ts';

/** How long a stage holds without being renewed: a gateway that hears nothing serves stable after that. */
export const LEASE_MS = 10_000;
/** How often the lease is looked at, renewed, and the evidence shared. */
const TURN_MS = 500;
/** How soon after an answer the evidence is weighed. */
const WEIGH_MS = 100;
const HOUR_MS = 3_600_000;
const SALT_BYTES = 32;
const ID_BYTES = 12;

/** Where one request goes. */
export interface RolloutRoute {
  readonly arm: Arm;
  readonly bucket: number;
  /** null: no rollout is in force. */
  readonly rollout: RouteRollout | null;
  /** Guard policy of the stage; null for stable. */
  readonly policy: GuardPolicy | null;
}

/** Who wants a change, and why. */
export interface RolloutOrder {
  readonly by: string;
  readonly reason: string;
}

/** What a decision stands on. */
interface Grounds {
  readonly evidence: RolloutEvidence | null;
  readonly heads: readonly LogHead[];
}

/** The rollout of one model in this process. */
export class LiveRollout {
  readonly settings: RolloutSettings;
  readonly #ports: RolloutPorts;
  readonly #view: StageView;
  /** ID of the rollout that these are of. */
  #id: string | null = null;
  /** Of the assignment; while nothing was rolled out yet, of buckets alone. */
  #salt: Uint8Array;
  #own: OwnEvidence | null = null;
  #deck: ProbeDeck | null = null;
  #lastDraw = -1;
  #decider: Decider | null = null;
  /** A change whose leaf is written and whose row is not. */
  #pending: { readonly before: number | null; readonly row: StageRow } | null = null;
  #work: Promise<unknown> = Promise.resolve();
  #isWeighing = false;
  /** What was told last. */
  #trouble = '';
  #cancel: () => void = () => undefined;
  #turning: Promise<void> = Promise.resolve();
  readonly #offChange: () => void;
  #isClosed = false;

  constructor(settings: RolloutSettings, ports: RolloutPorts) {
    this.settings = settings;
    this.#ports = ports;
    this.#salt = ports.random(SALT_BYTES);
    this.#view = new StageView(this.model, ports.lease, ports.clock);
    this.#offChange = ports.lease.onChange((changed) => {
      if (changed === this.model && !this.#isClosed) void this.#told(() => this.#alone(() => this.#look()));
    });
  }

  get model(): string {
    return this.settings.plan.model;
  }

  /** What was last known of the rollout, whether it is in force or not. */
  get stage(): StageState | null {
    return this.#view.stage;
  }

  /** Whether the stage is served right now; false: everybody gets stable. */
  get isInForce(): boolean {
    return this.#inForce !== null;
  }

  /** Whether this gateway decides. */
  get isDeciding(): boolean {
    return this.#decider?.isHeld === true;
  }

  /** Milliseconds for which the stage still holds; 0: it does not. */
  get remainingMs(): number {
    return this.#view.remainingMs;
  }

  /** Of this gateway's own log; null where nothing was ever rolled out. */
  get evidence(): RolloutEvidence | null {
    return this.#own?.evidence ?? null;
  }

  get #inForce(): StageState | null {
    return this.#ports.isLogging() ? this.#view.inForce : null;
  }

  /** Takes up what is in force, if anything is, with the evidence in this log since a time (milliseconds since 1970). */
  async open(recordsSince: (time: number) => AsyncIterable<LoggedRecord>): Promise<void> {
    await this.#told(() => this.#look());
    const { stage } = this;
    if (stage !== null) for await (const record of recordsSince(stage.startedAt)) this.#own?.learn(record);
    this.#soon();
  }

  /** The route of a request. Asked for every request: it waits for nothing. */
  route(request: WireRequest, client: GatewayClient): RolloutRoute {
    const bucket = unitBucket(this.#salt, unitOf(request, client, this.settings.unit));
    const stage = this.#inForce;
    if (stage === null) return { arm: 'stable', bucket, rollout: null, policy: null };
    const { id, plan, position } = stage;
    const share = shareInForce(plan, position);
    const arm = isCanary(bucket, share) ? 'canary' : 'stable';
    const rollout = { id, epoch: position.epoch, share, isWithdrawn: () => this.#inForce?.id !== id };
    return { arm, bucket, rollout, policy: arm === 'canary' ? policyInForce(plan, position) : null };
  }

  /** A record of this log is durable. Called in the order of the log. */
  see(record: LoggedRecord): void {
    const isNews = this.#own?.learn(record) === true;
    if (!isNews || !this.isDeciding || this.#isWeighing || this.#isClosed) return;
    this.#isWeighing = true;
    this.#ports.clock.after(WEIGH_MS, () => {
      this.#isWeighing = false;
      if (!this.#isClosed) void this.#told(() => this.#alone(() => this.#evaluate()));
    });
  }

  /** Starts the rollout. `entry`: SHA-256 of the comparison that admits it. Rejects with `usage` where one runs, or the canary was rolled back. */
  start(order: RolloutOrder, entry: string | null): Promise<void> {
    return this.#start(order, entry, false);
  }

  /** Starts a drill, whose canary was rolled back every time before. */
  startDrill(order: RolloutOrder): Promise<void> {
    return this.#start(order, null, true);
  }

  #start(order: RolloutOrder, entry: string | null, isDrill: boolean): Promise<void> {
    return this.#alone(async () => {
      await this.#look();
      const { plan } = this.settings;
      const before = this.stage;
      // A drill that was cut off runs for ever, and nobody is served by it.
      if (!isDrill && before !== null && isOpen(before)) throw orderRefused('runs');
      if (!isDrill && before?.rejected.includes(identityOf(plan.canary)) === true) throw orderRefused('rejected');
      const at = this.#ports.clock.now();
      const attempt = isDrill ? 1 : (before?.position.attempt ?? 0) + 1;
      const epoch = (before?.position.epoch ?? 0) + 1;
      const salt = this.#ports.random(SALT_BYTES);
      const position = startPosition({ epoch, attempt, at });
      const rejected = isDrill ? [] : (before?.rejected ?? []);
      const stage = {
        id: this.#ports.random(ID_BYTES).toString('hex'),
        plan,
        position,
        salt: salt.toString('hex'),
        startedAt: at,
        changedAt: at,
        rejected,
      };
      const probes = this.settings.probes === null ? null : probeDeck(this.#ports.probes, salt).commitment;
      const committed = createHash('sha256').update(salt).digest('hex');
      const start = {
        action: 'start',
        rollout: stage.id,
        at,
        epoch,
        attempt,
        plan,
        salt: committed,
        probes,
        entry,
      } as const;
      await this.#change(before?.position.epoch ?? null, stage, rolloutFields({ ...start, ...order }));
      await this.#told(() => this.#hold());
    });
  }

  /** Changes the stage as a person wants it. Rejects with `usage` where that cannot be. */
  order(action: 'promote' | 'rollback' | 'pause' | 'resume', order: RolloutOrder): Promise<void> {
    return this.#alone(async () => {
      await this.#look();
      const { stage } = this;
      const isCompleted = stage?.position.status === 'completed';
      if (stage === null || !(isOpen(stage) || (isCompleted && action === 'rollback'))) throw orderRefused('none');
      const isPaused = stage.position.status === 'paused';
      if (action === 'pause' && isPaused) throw orderRefused('paused');
      if (action === 'resume' && !isPaused) throw orderRefused('not-paused');
      if (action === 'promote' && stage.position.stage + 1 >= stage.plan.stages.length) throw orderRefused('last');
      await this.#act(stage, action, order, { evidence: this.evidence, heads: [] });
    });
  }

  async #act(
    stage: StageState,
    action: RolloutAction,
    order: RolloutOrder,
    { evidence, heads }: Grounds,
  ): Promise<void> {
    // From here on nobody new gets the canary: the leaf and the row follow.
    if (action === 'rollback') this.#view.withdraw();
    const at = this.#ports.clock.now();
    const { id: rollout, plan } = stage;
    const position = nextPosition(stage.position, action, { at, exposures: evidence?.exposures ?? 0 }, plan);
    const rejected = action === 'rollback' ? [...stage.rejected, identityOf(plan.canary)] : stage.rejected;
    const salt = action === 'rollback' || action === 'complete' ? stage.salt : null;
    const { epoch } = position;
    const fields = rolloutFields({ action, rollout, at, epoch, ...order, evidence, heads, salt });
    await this.#change(stage.position.epoch, { ...stage, position, changedAt: at, rejected }, fields);
  }

  /** The leaf first, then the row: a stage without its leaf is never served. */
  async #change(before: number | null, stage: StageState, fields: LeafFields): Promise<void> {
    const { append, origin } = this.#ports;
    const index = await append('rollout', fields);
    const { epoch } = stage.position;
    this.#pending = { before, row: { model: this.model, epoch, state: stage, leaf: `${origin}#${index}` } };
    await this.#push();
  }

  /** Moves the lease to a change whose leaf is written. Tried again with every turn until the store takes or refuses it. */
  async #push(): Promise<void> {
    if (this.#pending === null) return;
    const { before, row } = this.#pending;
    const asked = this.#ports.clock.monotonic();
    // A swap that was cut off may have been taken all the same.
    const isTaken = (await this.#ports.lease.swap(before, row, LEASE_MS)) || (await this.#isInStore(row));
    this.#pending = null;
    if (isTaken) {
      this.#view.adopt(row, asked + LEASE_MS);
      this.#begin();
      return;
    }
    // Another gateway was faster: what it decided is in force.
    await this.#ports.append('rollout', { action: 'superseded', epoch: row.epoch, leaf: row.leaf });
    await this.#look();
    throw orderRefused('superseded');
  }

  async #isInStore({ leaf }: StageRow): Promise<boolean> {
    return (await this.#ports.lease.read(this.model))?.row.leaf === leaf;
  }

  async #look(): Promise<void> {
    await this.#view.look();
    this.#begin();
  }

  /** A rollout that is new here begins with nothing known of it. */
  #begin(): void {
    const { stage } = this;
    if (stage === null || stage.id === this.#id) return;
    this.#id = stage.id;
    this.#own = new OwnEvidence(stage);
    this.#salt = Buffer.from(stage.salt, 'hex');
    this.#deck = this.#ports.probes.length === 0 ? null : probeDeck(this.#ports.probes, this.#salt);
    this.#lastDraw = -1;
  }

  #soon(): void {
    if (this.#isClosed) return;
    this.#cancel = this.#ports.clock.after(TURN_MS, () => {
      this.#turning = this.#turn();
    });
  }

  /** One look at everything: lease, evidence, decision, probe. */
  async #turn(): Promise<void> {
    await this.#told(async () => {
      await this.#alone(() => this.#look());
      await this.#alone(() => this.#push());
      await this.#hold();
      await this.#alone(() => this.#evaluate());
      this.#probe();
    });
    this.#soon();
  }

  /** What a store or a log refuses is told, and tried again with the next turn: until then the lease runs out. */
  async #told(work: () => Promise<void>): Promise<void> {
    try {
      await work();
      this.#trouble = '';
    } catch (cause) {
      const trouble = lookFailed(this.model, cause);
      if (trouble.message !== this.#trouble) this.#ports.warn(trouble);
      this.#trouble = trouble.message;
    }
  }

  /** Gets or keeps the right to decide, renews the lease, shares the evidence. */
  async #hold(): Promise<void> {
    const { lease, origin, isLogging } = this.#ports;
    const { stage } = this;
    if (stage === null || this.#own === null) return;
    if (!this.isDeciding) this.#decider = await lease.decide(this.model);
    const isServed = stage.position.status !== 'rolled-back' && !this.#view.isWithdrawn;
    if (this.isDeciding && isServed && isLogging()) await this.#view.renew(LEASE_MS);
    if (this.isDeciding) return;
    const { size, evidence } = this.#own;
    const shared = { id: stage.id, evidence };
    await lease.putEvidence(this.model, { replica: origin, size, epoch: stage.position.epoch, evidence: shared });
  }

  async #evaluate(): Promise<void> {
    const stage = this.#inForce;
    if (stage === null || this.#own === null || !this.isDeciding) return;
    const { origin, clock, lease } = this.#ports;
    const { size, evidence: own } = this.#own;
    const others = (await lease.evidence(this.model)).flatMap(({ replica, size, evidence }) => {
      const shared = evidence as { readonly id?: string; readonly evidence?: RolloutEvidence } | null;
      const isOfThis = replica !== origin && shared?.id === stage.id && shared.evidence !== undefined;
      return isOfThis ? [{ head: { origin: replica, size }, evidence: shared.evidence! }] : [];
    });
    const evidence = mergeEvidence([own, ...others.map((one) => one.evidence)]);
    const decision = decide(stage.plan, stage.position, evidence, clock.now());
    if (decision === null || !this.isDeciding) return;
    const heads = [{ origin, size }, ...others.map(({ head }) => head)];
    const order = { by: 'zenbun', reason: decision.metric ?? '' };
    await this.#act(stage, decision.action, order, { evidence, heads });
  }

  /** Sends the probe that is due to both models, without waiting for them. */
  #probe(): void {
    const stage = this.#inForce;
    if (stage === null || this.#deck === null || stage.position.status !== 'running' || !this.isDeciding) return;
    const draw = Math.floor(((this.#ports.clock.now() - stage.startedAt) * stage.plan.probesPerHour) / HOUR_MS);
    if (draw <= this.#lastDraw || stage.plan.probesPerHour === 0) return;
    this.#lastDraw = draw;
    const probe = this.#deck.probe(draw);
    for (const arm of ['stable', 'canary'] as const)
      void this.#ports.ask(arm, probe).then(({ complied, outcome, text }) => {
        const body = Buffer.from(JSON.stringify({ probe: probe.id, prompt: probe.text, answer: text }));
        const { epoch } = stage.position;
        const fields = { rollout: stage.id, epoch, draw, arm, complied, outcome, chars: text.length };
        // A log that takes no records has everybody on stable anyway.
        return this.#ports.append('probe', fields, body).catch(() => undefined);
      });
  }

  /** One change after the other. */
  #alone<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#work.then(work, work);
    this.#work = turn.catch(() => undefined);
    return turn;
  }

  /** Looks no more, and gives the right to decide back. The lease runs out by itself, or another gateway renews it. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#cancel();
    this.#offChange();
    // A turn that is under way may still get the right to decide.
    await this.#turning;
    await this.#work;
    await this.#decider?.release();
  }
}

const isOpen = ({ position }: StageState): boolean => position.status === 'running' || position.status === 'paused';
