import type { Lease, StageRow } from '../../../lease/index.ts';
import type { RolloutClock } from '../rollout-ports.ts';
import { isLedTo, readStageState, type StageState } from './stage-state.ts';

/** A row that should replace the one of epoch `before`; null: there is none yet. */
export interface PendingChange {
  readonly before: number | null;
  readonly row: StageRow;
}

/** The stage of one model as this gateway knows it from the lease, and how long it is valid. */
export class StageView {
  readonly #model: string;
  readonly #lease: Lease;
  readonly #clock: RolloutClock;
  #stage: StageState | null = null;
  /** The last known stage, even if its row has been lost since. */
  #last: StageState | null = null;
  /** A change whose leaf is written but whose row is not. */
  #pending: PendingChange | null = null;
  /** By the monotonic clock. */
  #validUntil = 0;
  /** ID of a rollout that was decided against: from that moment on it is served to nobody. */
  #withdrawn: string | null = null;

  constructor(model: string, lease: Lease, clock: RolloutClock) {
    this.#model = model;
    this.#lease = lease;
    this.#clock = clock;
  }

  /** The last known stage, whether it is in force or not. */
  get stage(): StageState | null {
    return this.#stage;
  }

  /** Like `stage`, but kept if the row is lost: epochs and attempts continue from it. */
  get last(): StageState | null {
    return this.#last;
  }

  /** True if a change waits for the store. */
  get isPending(): boolean {
    return this.#pending !== null;
  }

  /** Milliseconds for which the stage is still valid; 0 if it is not. */
  get remainingMs(): number {
    return Math.max(0, this.#validUntil - this.#clock.monotonic());
  }

  /** The stage that may be served; null: all traffic goes to the stable model. */
  get inForce(): StageState | null {
    const stage = this.#stage;
    if (stage === null || this.isWithdrawn || stage.position.status === 'rolled-back') return null;
    return this.#clock.monotonic() < this.#validUntil ? stage : null;
  }

  get isWithdrawn(): boolean {
    return this.#stage !== null && this.#stage.id === this.#withdrawn;
  }

  /** From this moment on nobody new gets the canary, regardless of the lease. */
  withdraw(): void {
    this.#withdrawn = this.#stage?.id ?? null;
  }

  /** Reads the lease. Rejects as the lease does; then the known stage stays until it runs out. */
  async look(): Promise<void> {
    const asked = this.#clock.monotonic();
    const leased = await this.#lease.read(this.#model);
    if (leased !== null) this.adopt(leased.row, asked + leased.remainingMs);
    else {
      this.#stage = null;
      this.#validUntil = 0;
    }
  }

  /** Adopts a row, unless it is older. `validUntil` is by the monotonic clock. */
  adopt({ epoch, state }: StageRow, validUntil: number): void {
    const stage = readStageState(state);
    if (stage === null || epoch < (this.#stage?.position.epoch ?? 0)) return;
    this.#stage = stage;
    this.#last = stage;
    this.#validUntil = validUntil;
  }

  /** Extends the validity of the stage if it is still the one in force everywhere. */
  async renew(ttlMs: number): Promise<void> {
    const epoch = this.#stage?.position.epoch;
    if (epoch === undefined) return;
    const asked = this.#clock.monotonic();
    if (await this.#lease.renew(this.#model, epoch, ttlMs)) this.#validUntil = asked + ttlMs;
  }

  /** Stores a change whose leaf is written; `push` carries it out. */
  propose(change: PendingChange): void {
    this.#pending = change;
  }

  /**
   * Moves the lease to the waiting change, if there is one. Rejects as the lease does; then the change still waits.
   * Returns its row if another gateway was faster, else null.
   */
  async push(ttlMs: number): Promise<StageRow | null> {
    if (this.#pending === null) return null;
    const { before, row } = this.#pending;
    const asked = this.#clock.monotonic();
    if (await this.#lease.swap(before, row, ttlMs)) {
      this.#pending = null;
      this.adopt(row, asked + ttlMs);
      return null;
    }
    // The row may have been accepted although the answer was lost.
    await this.look();
    this.#pending = null;
    return this.#last !== null && isLedTo(this.#last, row.leaf) ? null : row;
  }
}
