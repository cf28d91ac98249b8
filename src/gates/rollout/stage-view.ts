import type { Lease, StageRow } from '../../lease/index.ts';
import type { RolloutClock } from './rollout-ports.ts';
import { readStageState, type StageState } from './stage-state.ts';

/** The stage of one model as this gateway knows it from the lease, and until when it holds. */
export class StageView {
  readonly #model: string;
  readonly #lease: Lease;
  readonly #clock: RolloutClock;
  #stage: StageState | null = null;
  /** By the monotonic clock. */
  #validUntil = 0;
  /** ID of a rollout that was decided against: from that moment on it is served to nobody. */
  #withdrawn: string | null = null;

  constructor(model: string, lease: Lease, clock: RolloutClock) {
    this.#model = model;
    this.#lease = lease;
    this.#clock = clock;
  }

  /** What was last known, whether it is in force or not. */
  get stage(): StageState | null {
    return this.#stage;
  }

  /** Milliseconds for which the stage still holds; 0: it does not. */
  get remainingMs(): number {
    return Math.max(0, this.#validUntil - this.#clock.monotonic());
  }

  /** The stage that may be served; null: everybody gets stable. */
  get inForce(): StageState | null {
    const stage = this.#stage;
    if (stage === null || this.isWithdrawn || stage.position.status === 'rolled-back') return null;
    return this.#clock.monotonic() < this.#validUntil ? stage : null;
  }

  get isWithdrawn(): boolean {
    return this.#stage !== null && this.#stage.id === this.#withdrawn;
  }

  /** From this moment on nobody new gets the canary, whatever the lease says. */
  withdraw(): void {
    this.#withdrawn = this.#stage?.id ?? null;
  }

  /** Looks at the lease. Rejects as it does; then what is known stays until it runs out. */
  async look(): Promise<void> {
    const asked = this.#clock.monotonic();
    const leased = await this.#lease.read(this.#model);
    if (leased !== null) this.adopt(leased.row, asked + leased.remainingMs);
    else {
      this.#stage = null;
      this.#validUntil = 0;
    }
  }

  /** Takes a row over, unless an older one. `validUntil` by the monotonic clock. */
  adopt({ epoch, state }: StageRow, validUntil: number): void {
    const stage = readStageState(state);
    if (stage === null || epoch < (this.#stage?.position.epoch ?? 0)) return;
    this.#stage = stage;
    this.#validUntil = validUntil;
  }

  /** Lets the stage hold on, if it is still the one in force everywhere. */
  async renew(ttlMs: number): Promise<void> {
    const epoch = this.#stage?.position.epoch;
    if (epoch === undefined) return;
    const asked = this.#clock.monotonic();
    if (await this.#lease.renew(this.#model, epoch, ttlMs)) this.#validUntil = asked + ttlMs;
  }
}
