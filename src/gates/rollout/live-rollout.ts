import { createHash } from 'node:crypto';
import type { GatewayClient } from '../../gateway/index.ts';
import type { Decider } from '../../lease/index.ts';
import type { LeafFields } from '../../ledger/index.ts';
import {
  decide,
  isCanary,
  nextPosition,
  policyInForce,
  type RolloutAction,
  type RolloutEvidence,
  rolloutFields,
  shareInForce,
  startPosition,
} from '../../rollout/index.ts';
import type { WireRequest } from '../../wire/index.ts';
import { OwnEvidence } from './own-evidence.ts';
import { DueProbes, probeDeck } from './probe-deck.ts';
import type { LoggedRecord } from './record-events.ts';
import { lookFailed, orderRefused, rolledBack } from './refused-orders.ts';
import type { RolloutOrder, RolloutPorts, RolloutRoute } from './rollout-ports.ts';
import type { RolloutSettings } from './settings/rollout-settings.ts';
import { pastOf, pastRollouts } from './stage/past-rollouts.ts';
import { type Grounds, groundsOf } from './stage/shared-evidence.ts';
import { holdsBack, identityOf, isOpen, type StageState, UnfinishedChanges, withLeaf } from './stage/stage-state.ts';
import { StageView } from './stage/stage-view.ts';
import { unitBucket, unitOf } from './unit.ts';

/** How long a stage is valid without renewal: a gateway that hears nothing then serves stable. */
export const LEASE_MS = 10_000;
/** Interval at which the lease is read and the evidence shared. */
const TURN_MS = 500;
/** Interval of renewal: a store need not write more often. */
const RENEW_MS = 2000;
/** Delay between an answer and the weighing of the evidence. */
const WEIGH_MS = 100;
const SALT_BYTES = 32;
const ID_BYTES = 12;

/** Reads all records of this log. */
type Records = () => AsyncIterable<LoggedRecord>;

/** The rollout of one model in this process. */
export class LiveRollout {
  readonly settings: RolloutSettings;
  readonly #ports: RolloutPorts;
  readonly #view: StageView;
  /** ID of the rollout that the following fields belong to. */
  #id: string | null = null;
  /** Salt of the assignment. */
  #salt: Uint8Array;
  /** Salt of buckets while nothing is rolled out: the salt of a rollout is in the log once it has ended. */
  readonly #idleSalt: Uint8Array;
  #own: OwnEvidence | null = null;
  /** The part of it that was last shared with the other gateways. */
  #shared: RolloutEvidence | null = null;
  #probes: DueProbes | null = null;
  #decider: Decider | null = null;
  /** Order and grounds of a rollback that was decided on. */
  #back: { readonly order: RolloutOrder; readonly grounds: Grounds } | null = null;
  /** Records of earlier processes in the log, until they have been read. */
  #earlier: Records | null = null;
  #records: Records = async function* () {};
  #work: Promise<unknown> = Promise.resolve();
  #isWeighing = false;
  /** The last trouble that was reported. */
  #trouble = '';
  #cancel: () => void = () => undefined;
  #offChange: () => void = () => undefined;
  #isClosed = false;

  constructor(settings: RolloutSettings, ports: RolloutPorts) {
    this.settings = settings;
    this.#ports = ports;
    this.#idleSalt = ports.random(SALT_BYTES);
    this.#salt = this.#idleSalt;
    this.#view = new StageView(this.model, ports.lease, ports.clock);
  }

  get model(): string {
    return this.settings.plan.model;
  }

  /** The last known state of the rollout, whether it is in force or not. */
  get stage(): StageState | null {
    return this.#view.stage;
  }

  /** True while the stage is being served; otherwise all traffic goes to the stable model. */
  get isInForce(): boolean {
    return this.#inForce !== null;
  }

  /** True if this gateway decides. */
  get isDeciding(): boolean {
    return this.#decider?.isHeld === true;
  }

  /** Milliseconds for which the stage is still valid; 0 if it is not. */
  get remainingMs(): number {
    return this.#view.remainingMs;
  }

  /** Evidence of this gateway's own log; null if nothing was ever rolled out. */
  get evidence(): RolloutEvidence | null {
    return this.#own?.evidence ?? null;
  }

  get #inForce(): StageState | null {
    const { inForce } = this.#view;
    const isServed = inForce !== null && inForce.id === this.#id && this.#isOfThis(inForce);
    return isServed && this.#ports.isLogging() ? inForce : null;
  }

  /** Reports whether a stage is of the configured canary; a row may belong to one that was configured before. */
  #isOfThis({ plan }: StageState): boolean {
    return identityOf(plan.canary) === identityOf(this.settings.plan.canary);
  }

  /**
   * Takes up the stage in force, if there is one, with the evidence in this log. All records are read: by this log's
   * clock, the rollout may have begun at any time.
   */
  async open(records: Records): Promise<void> {
    this.#records = records;
    this.#earlier = records;
    this.#offChange = this.#ports.lease.onChange((changed) => {
      if (changed === this.model && !this.#isClosed) void this.#told(() => this.#alone(() => this.#look()));
    });
    await this.#told(() => this.#alone(() => this.#look()));
    this.#soon();
  }

  /** Returns the route of a request. Called for every request, so it waits for nothing. */
  route(request: WireRequest, client: GatewayClient): RolloutRoute {
    const stage = this.#inForce;
    const known = this.stage;
    const isSecret = known !== null && (isOpen(known) || holdsBack(known));
    const bucket = unitBucket(isSecret ? this.#salt : this.#idleSalt, unitOf(request, client, this.settings.unit));
    if (stage === null) return { arm: 'stable', bucket, rollout: null, policy: null };
    const { id, plan, position } = stage;
    const share = shareInForce(plan, position);
    const arm = isCanary(bucket, share) ? 'canary' : 'stable';
    // Only answers of the canary are withdrawn; those of stable continue as they began.
    const isWithdrawn = () => arm === 'canary' && this.#inForce?.id !== id;
    const rollout = { id, epoch: position.epoch, share, isWithdrawn };
    return { arm, bucket, rollout, policy: arm === 'canary' ? policyInForce(plan, position) : null };
  }

  /** Call this when a record of this log is durable, in the order of the log. */
  see(record: LoggedRecord): void {
    const isNews = this.#own?.learn(record) === true;
    if (!isNews || !this.isDeciding || this.#isWeighing || this.#isClosed) return;
    this.#isWeighing = true;
    this.#ports.clock.after(WEIGH_MS, () => {
      this.#isWeighing = false;
      if (!this.#isClosed) void this.#told(() => this.#alone(() => this.#evaluate()));
    });
  }

  /**
   * Starts the rollout. `entry`: SHA-256 of the comparison that admits it. Rejects with `usage` if a rollout is
   * running, or if the canary was rolled back before.
   */
  start(order: RolloutOrder, entry: string | null): Promise<void> {
    return this.#start(order, entry, false);
  }

  /** Starts a drill, whose canary was rolled back in every earlier drill. */
  startDrill(order: RolloutOrder): Promise<void> {
    return this.#start(order, null, true);
  }

  #start(order: RolloutOrder, entry: string | null, isDrill: boolean): Promise<void> {
    return this.#alone(async () => {
      await this.#settle();
      const { plan } = this.settings;
      const { last } = this.#view;
      // A drill whose lease ran out was left behind by a gateway that is gone.
      const isLeft = isDrill && !this.isInForce;
      if (this.stage !== null && isOpen(this.stage) && !isLeft) throw orderRefused('runs');
      // If the row was lost, continue from what was last known of it, else from what this log knows.
      const past = last === null ? await pastRollouts(this.#records(), this.model) : pastOf(last);
      if (!isDrill && past.rejected.includes(identityOf(plan.canary))) throw orderRefused('rejected');
      const at = this.#ports.clock.now();
      const attempt = isDrill ? 1 : past.attempt + 1;
      const epoch = past.epoch + 1;
      const salt = this.#ports.random(SALT_BYTES);
      const position = startPosition({ epoch, attempt, at });
      const rejected = isDrill ? [] : past.rejected;
      const id = this.#ports.random(ID_BYTES).toString('hex');
      const leaves = last?.leaves ?? [];
      const since = { startedAt: at, changedAt: at };
      const stage = { id, plan, position, salt: salt.toString('hex'), ...since, leaves, rejected };
      const probes = this.settings.probes === null ? null : probeDeck(this.#ports.probes, salt).commitment;
      const committed = createHash('sha256').update(salt).digest('hex');
      const start = { action: 'start', rollout: id, at, epoch, attempt, plan, salt: committed, probes, entry } as const;
      await this.#change(this.stage?.position.epoch ?? null, stage, rolloutFields({ ...start, ...order }));
      await this.#told(() => this.#hold());
    });
  }

  /** Changes the stage on a person's order. Rejects with `usage` if that is impossible. */
  order(action: 'promote' | 'rollback' | 'pause' | 'resume', order: RolloutOrder): Promise<void> {
    return this.#alone(async () => {
      // A rollback does not wait for a store that cannot be reached.
      if (action === 'rollback') await this.#told(() => this.#settle());
      else await this.#settle();
      const { stage } = this;
      const isCompleted = stage?.position.status === 'completed';
      if (stage === null || !(isOpen(stage) || (isCompleted && action === 'rollback'))) throw orderRefused('none');
      const isPaused = stage.position.status === 'paused';
      if (action === 'pause' && isPaused) throw orderRefused('paused');
      if (action === 'resume' && !isPaused) throw orderRefused('not-paused');
      if (action === 'promote' && stage.position.stage + 1 >= stage.plan.stages.length) throw orderRefused('last');
      // The next stage counts its answers from the current total of all gateways; a rollback waits for nothing.
      const grounds = action === 'promote' ? await this.#grounds(stage) : { evidence: this.evidence, heads: [] };
      const acted = this.#act(stage, action, order, grounds);
      // Once the leaf is written, the rollback is done here, and it is retried until it is done everywhere.
      await acted.catch((cause) => {
        if (action !== 'rollback' || !this.#view.isPending) throw cause;
      });
    });
  }

  async #act(stage: StageState, action: RolloutAction, order: RolloutOrder, grounds: Grounds): Promise<void> {
    if (action === 'rollback') {
      // From now on nobody new gets the canary; the leaf and the row follow.
      this.#view.withdraw();
      this.#back = { order, grounds };
    }
    const { evidence, heads } = grounds;
    const at = this.#ports.clock.now();
    const { id: rollout, plan } = stage;
    const position = nextPosition(stage.position, action, { at, exposures: evidence?.exposures ?? 0 }, plan);
    const rejected = action === 'rollback' ? [...stage.rejected, identityOf(plan.canary)] : stage.rejected;
    // While a share is held back, assignments still use the salt.
    const isEnd = action === 'rollback' || (action === 'complete' && !holdsBack({ plan, position }));
    const salt = isEnd ? stage.salt : null;
    const { epoch } = position;
    const fields = rolloutFields({ action, rollout, at, epoch, ...order, evidence, heads, salt });
    await this.#change(stage.position.epoch, { ...stage, position, changedAt: at, rejected }, fields);
  }

  /** Writes the leaf first, then the row: a stage without its leaf is never served. */
  async #change(before: number | null, stage: StageState, fields: LeafFields): Promise<void> {
    const { append, origin } = this.#ports;
    const index = await append('rollout', fields);
    const { epoch } = stage.position;
    const leaf = `${origin}#${index}`;
    this.#view.propose({ before, row: { model: this.model, epoch, state: withLeaf(stage, leaf), leaf } });
    await this.#push();
  }

  /** Moves the lease to a change whose leaf is written, retried until the store accepts or refuses it. */
  async #push(): Promise<void> {
    const late = await this.#view.push(LEASE_MS);
    await this.#begin();
    if (late === null) return;
    // Another gateway was faster, and its decision is in force. But a rollback takes precedence over everything.
    await this.#ports.append('rollout', { action: 'superseded', epoch: late.epoch, leaf: late.leaf });
    if (!(await this.#insist())) throw orderRefused('superseded');
  }

  /** Carries out a rollback that lost to a faster change, or that the log did not accept. */
  async #insist(): Promise<boolean> {
    const { stage } = this;
    if (stage === null || this.#back === null || this.#view.isPending || !this.#view.isWithdrawn) return false;
    if (stage.position.status === 'rolled-back') return false;
    await this.#act(stage, 'rollback', this.#back.order, this.#back.grounds);
    return true;
  }

  async #look(): Promise<void> {
    await this.#view.look();
    await this.#begin();
  }

  /** Prepares another change: reads what is in force, and carries out what still waited for the store. */
  async #settle(): Promise<void> {
    await this.#look();
    await this.#push();
  }

  /** Takes up a rollout that is new to this gateway; it is served from then on. */
  async #begin(): Promise<void> {
    const { stage } = this;
    const earlier = this.#earlier;
    if (stage === null || stage.id === this.#id) {
      this.#earlier = null;
      return;
    }
    const own = new OwnEvidence(stage);
    const unfinished = new UnfinishedChanges(stage, this.#ports.origin);
    if (earlier !== null)
      for await (const record of earlier()) {
        own.learn(record);
        unfinished.learn(record);
      }
    this.#earlier = null;
    this.#id = stage.id;
    this.#own = own;
    this.#salt = Buffer.from(stage.salt, 'hex');
    this.#probes = this.#ports.probes.length === 0 ? null : new DueProbes(this.#ports, this.#salt);
    for (const { epoch, leaf } of unfinished.all)
      await this.#ports.append('rollout', { action: 'superseded', epoch, leaf });
  }

  #soon(): void {
    if (!this.#isClosed) this.#cancel = this.#ports.clock.after(TURN_MS, () => void this.#turn());
  }

  /** Performs one turn: lease, evidence, decision, probe. */
  async #turn(): Promise<void> {
    await this.#told(async () => {
      await this.#alone(() => this.#look());
      await this.#alone(() => this.#push());
      if (this.#ports.isLogging()) await this.#alone(() => this.#insist());
      // Evaluate before the lease is renewed, so that a stage that nobody can judge runs out.
      await this.#alone(() => this.#evaluate());
      await this.#alone(() => this.#hold());
      const stage = this.#inForce;
      if (stage?.position.status === 'running' && this.isDeciding) this.#probes?.ask(stage);
    });
    this.#soon();
  }

  /** Reports what a store or a log refuses; it is retried with the next turn, and until then the lease runs down. */
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

  /** Acquires or keeps the right to decide, renews the lease, and shares the evidence. */
  async #hold(): Promise<void> {
    const { lease, origin, isLogging } = this.#ports;
    const { stage } = this;
    if (stage === null || this.#own === null || this.#isClosed || !this.#isOfThis(stage)) return;
    if (!isLogging()) {
      // A gateway that cannot write a leaf cannot decide: let another one do it.
      const decider = this.#decider;
      this.#decider = null;
      await decider?.release();
    } else {
      if (!this.isDeciding) this.#decider = await lease.decide(this.model);
      const isServed = stage.position.status !== 'rolled-back' && !this.#view.isWithdrawn;
      const isDue = this.#view.remainingMs < LEASE_MS - RENEW_MS;
      if (this.isDeciding && isServed && isDue) await this.#view.renew(LEASE_MS);
    }
    // The deciding gateway shares its evidence, too, so that another one can take over from it.
    const { size, evidence } = this.#own;
    if (evidence === this.#shared) return;
    const shared = { id: stage.id, evidence };
    await lease.putEvidence(this.model, { replica: origin, size, epoch: stage.position.epoch, evidence: shared });
    this.#shared = evidence;
  }

  async #evaluate(): Promise<void> {
    const { stage } = this;
    if (stage === null || stage.id !== this.#id || this.#view.isWithdrawn || !this.#isOfThis(stage)) return;
    if (!this.isDeciding || this.#view.isPending || !this.#ports.isLogging()) return;
    const grounds = await this.#grounds(stage);
    const decision = decide(stage.plan, stage.position, grounds.evidence, this.#ports.clock.now());
    if (decision === null || !this.isDeciding) return;
    await this.#act(stage, decision.action, { by: 'zenbun', reason: decision.metric ?? '' }, grounds);
    if (decision.action === 'rollback') this.#ports.warn(rolledBack(this.model, decision.metric ?? ''));
  }

  /** Returns the evidence of all gateways together. */
  async #grounds(stage: StageState): Promise<Grounds<RolloutEvidence>> {
    const { origin, lease } = this.#ports;
    const { size, evidence } = this.#own!;
    const shared = await lease.evidence(this.model);
    return groundsOf(stage.id, { replica: origin, size, evidence }, shared);
  }

  /** Runs changes one after the other. */
  #alone<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#work.then(work, work);
    this.#work = turn.catch(() => undefined);
    return turn;
  }

  /** Stops the turns and gives up the right to decide. The lease runs out unless another gateway renews it. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#cancel();
    this.#offChange();
    await this.#work;
    await this.#decider?.release();
  }
}
