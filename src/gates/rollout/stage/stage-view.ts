import type { Lease, StageRow } from '../../../lease/index.ts';
import type { RolloutClock } from '../rollout-ports.ts';
import { isLedTo, readStageState, type StageState } from './stage-state.ts';

/** A row that is to replace the one of epoch `before`; null: there is none. */
export interface PendingChange {
  readonly before: number | null;
  readonly row: StageRow;
}

/** The stage of one model as this gateway knows it from the lease, and until when it holds. */
export class StageView {
  readonly #model: string;
  readonly #lease: Lease;
  readonly #clock: RolloutClock;
  #stage: StageState | null = null;
  /** Known last, also where its row was lost since. */
  #last: StageState | null = null;
  /** A change whose leaf is written and whose row is not. */
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

  /** What was last known, whether it is in force or not. */
  get stage(): StageState | null {
    return this.#stage;
  }

  /** As `stage`, but also where its row was lost: epochs and attempts are counted on from it. */
  get last(): StageState | null {
    return this.#last;
  }

  /** Whether a change waits for the store. */
  get isPending(): boolean {
    return this.#pending !== null;
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
    this.#last = stage;
    this.#validUntil = validUntil;
  }

  /** Lets the stage hold on, if it is still the one in force everywhere. */
  async renew(ttlMs: number): Promise<void> {
    const epoch = this.#stage?.position.epoch;
    if (epoch === undefined) return;
    const asked = this.#clock.monotonic();
    if (await this.#lease.renew(this.#model, epoch, ttlMs)) this.#validUntil = asked + ttlMs;
  }

  /** A change whose leaf is written. `push` carries it out. */
  propose(change: PendingChange): void {
    this.#pending = change;
  }

  /**
   * Moves the lease to the change that waits, if one does. Rejects as the lease does; then it still waits. Returns the row where another gateway
   * was faster, else null.
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
    // It may have been taken when the answer got lost.
    await this.look();
    this.#pending = null;
    return this.#last !== null && isLedTo(this.#last, row.leaf) ? null : row;
  }
}
