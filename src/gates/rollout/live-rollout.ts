import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { ZenbunError } from '../../errors.ts';
import type { GatewayClient, RouteRollout } from '../../gateway/index.ts';
import type { Decider, StageRow } from '../../lease/index.ts';
import {
  decide,
  isCanary,
  mergeEvidence,
  nextPosition,
  policyInForce,
  type RolloutEvidence,
  RolloutFold,
  type RolloutPosition,
  rolloutFields,
  shareInForce,
  startPosition,
} from '../../rollout/index.ts';
import type { GuardPolicy, Message } from '../../schema/index.ts';
import type { WireRequest } from '../../wire/index.ts';
import { newSeed, type ProbeDeck, probeDeck } from './probe-deck.ts';
import { type LoggedRecord, RecordEvents } from './record-events.ts';
import type { RolloutPorts } from './rollout-ports.ts';
import type { RolloutSettings } from './rollout-settings.ts';
import { identityOf, readStageState, type StageState } from './stage-state.ts';
import { unitBucket, unitOf } from './unit.ts';

/** How long a stage holds without being renewed: a gateway that hears nothing serves stable after that. */
export const LEASE_MS = 10_000;
/** How often the lease is looked at, renewed, and the evidence shared. */
const TURN_MS = 500;
/** How soon after an answer the evidence is weighed. */
const WEIGH_MS = 100;
const HOUR_MS = 3_600_000;

/** Where one request goes. */
export interface RolloutRoute {
  readonly arm: 'stable' | 'canary';
  readonly bucket: number;
  /** null: no rollout is in force. */
  readonly rollout: RouteRollout | null;
  /** Guard policy of the stage; null for stable. */
  readonly policy: GuardPolicy | null;
}

/** What a person wants, who, and why. */
export interface RolloutOrder {
  readonly by: string;
  readonly reason: string;
}

type Change = 'advance' | 'promote' | 'complete' | 'rollback' | 'pause' | 'resume';

/** The rollout of one model in this process. */
export class LiveRollout {
  readonly settings: RolloutSettings;
  readonly #ports: RolloutPorts;
  /** Salt of buckets while nothing is rolled out. */
  readonly #idleSalt = randomBytes(16);
  #stage: StageState | null = null;
  #salt: Uint8Array = this.#idleSalt;
  /** By the monotonic clock. */
  #validUntil = 0;
  #fold: RolloutFold | null = null;
  #foldShare = 0;
  #events = new RecordEvents();
  #deck: ProbeDeck | null = null;
  #lastDraw = -1;
  /** Records of this log that the fold has seen. */
  #size = 0;
  #isWeighing = false;
  #decider: Decider | null = null;
  /** A change whose leaf is written and whose row is not. */
  #pending: { readonly before: number | null; readonly row: StageRow } | null = null;
  /** ID of a rollout that was decided against: from that moment on it is served to nobody. */
  #withdrawn: string | null = null;
  #work: Promise<unknown> = Promise.resolve();
  #cancel: (() => void) | null = null;
  #offChange: () => void;
  #isClosed = false;

  constructor(settings: RolloutSettings, ports: RolloutPorts) {
    this.settings = settings;
    this.#ports = ports;
    const { model } = settings.plan;
    this.#offChange = ports.lease.onChange((changed) => {
      if (changed === model && !this.#isClosed) void this.#told(() => this.#alone(() => this.#look()));
    });
  }

  get model(): string {
    return this.settings.plan.model;
  }

  /** Whether the stage is served right now; false: everybody gets stable. */
  get isInForce(): boolean {
    return this.#inForce() !== null;
  }

  /** What was last known of the rollout, whether it is in force or not. */
  get stage(): StageState | null {
    return this.#stage;
  }

  /** Whether this gateway decides. */
  get isDeciding(): boolean {
    return this.#decider?.isHeld === true;
  }

  /** Milliseconds for which the stage still holds; 0: it does not. */
  get remainingMs(): number {
    return Math.max(0, this.#validUntil - this.#ports.clock.monotonic());
  }

  get evidence(): RolloutEvidence | null {
    return this.#fold?.evidence ?? null;
  }

  /** Takes up what is in force, if anything is, with the evidence in `records`: those of this log since the rollout began. */
  async open(recordsSince: (time: number) => AsyncIterable<LoggedRecord>): Promise<void> {
    await this.#look();
    if (this.#stage !== null) for await (const record of recordsSince(this.#stage.startedAt)) this.#learn(record);
    this.#soon();
  }

  /** The route of a request. Pure of waiting: it is asked for every request. */
  route(request: WireRequest, client: GatewayClient): RolloutRoute {
    const bucket = unitBucket(this.#salt, unitOf(request, client, this.settings.unit));
    const stage = this.#inForce();
    if (stage === null) return { arm: 'stable', bucket, rollout: null, policy: null };
    const { id, plan, position } = stage;
    const share = shareInForce(plan, position);
    const arm = isCanary(bucket, share) ? 'canary' : 'stable';
    const rollout = { id, epoch: position.epoch, share, isWithdrawn: () => this.#inForce()?.id !== id };
    return { arm, bucket, rollout, policy: arm === 'canary' ? policyInForce(plan, position) : null };
  }

  /** The stage that is served; null: everybody gets stable. */
  #inForce(): StageState | null {
    const stage = this.#stage;
    if (stage === null || stage.id === this.#withdrawn || stage.position.status === 'rolled-back') return null;
    return this.#ports.isLogging() && this.#ports.clock.monotonic() < this.#validUntil ? stage : null;
  }

  /** A record of this log is durable. Called in the order of the log. */
  see(record: LoggedRecord): void {
    if (!this.#learn(record) || !this.isDeciding || this.#isWeighing || this.#isClosed) return;
    this.#isWeighing = true;
    this.#ports.clock.after(WEIGH_MS, () => {
      this.#isWeighing = false;
      if (!this.#isClosed) void this.#told(() => this.#alone(() => this.#evaluate()));
    });
  }

  #learn(record: LoggedRecord): boolean {
    this.#size = record.index + 1;
    const read = this.#events.read(record);
    if (read === null || read.rollout !== this.#stage?.id || this.#fold === null) return false;
    if (read.share !== null && read.share !== this.#foldShare) {
      this.#foldShare = read.share;
      this.#fold.enter(read.share);
    }
    this.#fold.see(read.event);
    return read.event.kind !== 'request';
  }

  /** Starts the rollout. Throws `usage` where one runs, or the canary was rolled back before. */
  start(order: RolloutOrder, entry: string | null): Promise<StageState> {
    return this.#alone(async () => {
      await this.#look();
      const { plan } = this.settings;
      const before = this.#stage;
      if (before !== null && ['running', 'paused'].includes(before.position.status)) throw refused(RUNS);
      const rejected = before?.rejected ?? [];
      if (rejected.includes(identityOf(plan.canary))) throw refused(REJECTED);
      const at = this.#ports.clock.now();
      const attempt = (before?.position.attempt ?? 0) + 1;
      const epoch = (before?.position.epoch ?? 0) + 1;
      const salt = randomBytes(32);
      const seed = newSeed();
      const stage: StageState = {
        id: randomUUID(),
        plan,
        position: startPosition({ epoch, attempt, at }),
        salt: salt.toString('hex'),
        seed,
        startedAt: at,
        rejected,
      };
      const probes = this.settings.probes === null ? null : probeDeck(this.#ports.probes, seed).commitment;
      const fields = rolloutFields({
        action: 'start',
        rollout: stage.id,
        at,
        epoch,
        attempt,
        plan,
        salt: createHash('sha256').update(salt).digest('hex'),
        probes,
        entry,
        ...order,
      });
      await this.#change(before?.position.epoch ?? null, stage, fields);
      return stage;
    });
  }

  /** Changes the stage as a person wants it. Throws `usage` where that cannot be. */
  order(
    action: Extract<Change, 'promote' | 'rollback' | 'pause' | 'resume'>,
    order: RolloutOrder,
  ): Promise<StageState> {
    return this.#alone(async () => {
      await this.#look();
      const stage = this.#stage;
      const { status } = stage?.position ?? { status: null };
      const isOpen = status === 'running' || status === 'paused';
      if (stage === null || !(isOpen || (action === 'rollback' && status === 'completed'))) throw refused(NONE);
      if ((action === 'resume') !== (status === 'paused') && (action === 'resume' || action === 'pause'))
        throw refused(action === 'resume' ? NOT_PAUSED : PAUSED);
      return this.#act(stage, action, order, this.evidence, []);
    });
  }

  async #act(
    stage: StageState,
    action: Change,
    { by, reason }: RolloutOrder,
    evidence: RolloutEvidence | null,
    heads: readonly { readonly origin: string; readonly size: number }[],
  ): Promise<StageState> {
    // From here on nobody new gets the canary: the leaf and the row follow.
    if (action === 'rollback') this.#withdrawn = stage.id;
    const at = this.#ports.clock.now();
    const position: RolloutPosition = nextPosition(
      stage.position,
      action,
      { at, exposures: evidence?.exposures ?? 0 },
      stage.plan,
    );
    const isEnd = action === 'rollback' || action === 'complete';
    const rejected = action === 'rollback' ? [...stage.rejected, identityOf(stage.plan.canary)] : stage.rejected;
    const next = { ...stage, position, rejected };
    const fields = rolloutFields({
      action,
      rollout: stage.id,
      at,
      epoch: position.epoch,
      by,
      reason,
      evidence,
      heads: [...heads],
      salt: isEnd ? stage.salt : null,
    });
    await this.#change(stage.position.epoch, next, fields);
    return next;
  }

  /** The leaf first, then the row: a stage without its leaf is never served. */
  async #change(
    before: number | null,
    stage: StageState,
    fields: Parameters<RolloutPorts['append']>[1],
  ): Promise<void> {
    const index = await this.#ports.append('rollout', fields);
    const leaf = `${this.#ports.origin}#${index}`;
    const { model } = this;
    this.#pending = { before, row: { model, epoch: stage.position.epoch, state: stage, leaf } };
    await this.#push();
  }

  /** Moves the lease to a change whose leaf is written. Tried again with every turn until the store takes or refuses it. */
  async #push(): Promise<void> {
    if (this.#pending === null) return;
    const { before, row } = this.#pending;
    const asked = this.#ports.clock.monotonic();
    const isTaken = await this.#ports.lease.swap(before, row, LEASE_MS);
    this.#pending = null;
    if (isTaken) this.#adopt(row, asked + LEASE_MS);
    else {
      // Another gateway was faster: what it decided is in force.
      await this.#ports.append('rollout', { action: 'superseded', epoch: row.epoch, leaf: row.leaf });
      await this.#look();
      throw refused(FASTER);
    }
  }

  /** Looks at the lease. A store that cannot be reached leaves what is known until it runs out. */
  async #look(): Promise<void> {
    const asked = this.#ports.clock.monotonic();
    const leased = await this.#ports.lease.read(this.model);
    if (leased === null) {
      this.#validUntil = 0;
      this.#stage = null;
    } else this.#adopt(leased.row, asked + leased.remainingMs);
  }

  #adopt(row: StageRow, validUntil: number): void {
    const stage = readStageState(row.state);
    if (stage === null || row.epoch < (this.#stage?.position.epoch ?? 0)) return;
    if (stage.id !== this.#stage?.id) {
      this.#fold = new RolloutFold(stage.plan, stage.position.attempt);
      this.#foldShare = 0;
      this.#events = new RecordEvents();
      this.#deck = this.#ports.probes.length === 0 ? null : probeDeck(this.#ports.probes, stage.seed);
      this.#salt = Buffer.from(stage.salt, 'hex');
    }
    this.#stage = stage;
    this.#validUntil = validUntil;
  }

  #soon(): void {
    if (!this.#isClosed) this.#cancel = this.#ports.clock.after(TURN_MS, () => void this.#turn());
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
    } catch (cause) {
      this.#ports.warn(`rollout of ${this.model}: ${cause instanceof Error ? cause.message : String(cause)}`);
    }
  }

  /** Gets or keeps the right to decide, renews the lease, shares the evidence. */
  async #hold(): Promise<void> {
    const { lease, origin } = this.#ports;
    const stage = this.#stage;
    if (stage === null) return;
    if (!this.isDeciding) this.#decider = await lease.decide(this.model);
    const { epoch, status } = stage.position;
    if (this.isDeciding && status !== 'rolled-back' && this.#withdrawn !== stage.id && this.#ports.isLogging()) {
      const asked = this.#ports.clock.monotonic();
      if (await lease.renew(this.model, epoch, LEASE_MS)) this.#validUntil = asked + LEASE_MS;
    }
    if (this.#fold === null || this.isDeciding) return;
    const evidence = { id: stage.id, evidence: this.#fold.evidence };
    await lease.putEvidence(this.model, { replica: origin, size: this.#size, epoch, evidence });
  }

  async #evaluate(): Promise<void> {
    const stage = this.#inForce();
    if (stage === null || this.#fold === null || !this.isDeciding) return;
    const { origin, clock, lease } = this.#ports;
    const own = { replica: origin, size: this.#size, evidence: this.#fold.evidence };
    const others = (await lease.evidence(this.model)).flatMap(({ replica, size, evidence }) => {
      const shared = evidence as { readonly id?: string; readonly evidence?: RolloutEvidence };
      const isOfThis = replica !== origin && shared?.id === stage.id && shared.evidence !== undefined;
      return isOfThis ? [{ replica, size, evidence: shared.evidence! }] : [];
    });
    const all = [own, ...others];
    const evidence = mergeEvidence(all.map((one) => one.evidence));
    const decision = decide(stage.plan, stage.position, evidence, clock.now());
    if (decision === null || !this.isDeciding) return;
    const heads = all.map(({ replica, size }) => ({ origin: replica, size }));
    const reason = decision.metric ?? '';
    await this.#act(stage, decision.action, { by: 'zenbun', reason }, evidence, heads);
  }

  /** Sends the probe that is due to both models, without waiting for them. */
  #probe(): void {
    const stage = this.#inForce();
    const { probesPerHour } = this.settings.plan;
    if (stage === null || stage.position.status !== 'running' || this.#deck === null || !this.isDeciding) return;
    if (probesPerHour === 0) return;
    const draw = Math.floor(((this.#ports.clock.now() - stage.startedAt) * probesPerHour) / HOUR_MS);
    if (draw <= this.#lastDraw) return;
    this.#lastDraw = draw;
    const probe = this.#deck.probe(draw);
    for (const arm of ['stable', 'canary'] as const)
      void this.#ports.ask(arm, probe).then(({ complied, outcome, text }) => {
        const body = Buffer.from(JSON.stringify({ probe: probe.id, prompt: probe.text, answer: text }));
        const fields = { rollout: stage.id, draw, arm, complied, outcome, chars: text.length };
        // A log that takes no records serves stable anyway.
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
    this.#cancel?.();
    this.#offChange();
    await this.#work;
    await this.#decider?.release();
  }
}

const RUNS: Message = { en: 'a rollout of this model runs already', ja: 'このモデルの段階公開はすでに実行中です' };
const REJECTED: Message = {
  en: 'this canary was rolled back before; a rollback is final for its digest',
  ja: 'この候補モデルは以前に切り戻されています。切り戻しは、そのダイジェストについて取り消せません',
};
const NONE: Message = { en: 'no rollout of this model runs', ja: 'このモデルの段階公開は実行されていません' };
const PAUSED: Message = { en: 'the rollout is paused already', ja: 'この段階公開はすでに一時停止中です' };
const NOT_PAUSED: Message = { en: 'the rollout is not paused', ja: 'この段階公開は一時停止していません' };
const FASTER: Message = {
  en: 'another gateway changed the rollout at the same moment; look at its status first',
  ja: '同時に別のゲートウェイが段階公開を変更しました。先に状態を確認してください',
};

const refused = (message: Message) => new ZenbunError('usage', message);
