import type { Decider, Lease, LeasedStage, ReplicaEvidence, StageRow } from '../../src/lease/index.ts';

/**
 * Fate of one swap: it is slow; the store is not reached; it is carried out but the answer is lost; the process ends
 * before the store is asked, or afterwards.
 */
export type SwapFault = 'slow' | 'not-sent' | 'answer-lost' | 'dies-before' | 'dies-after';

/** Callbacks of a faulty lease. */
export interface FaultyWorld {
  /** Called when the store has taken a row. */
  readonly taken: (row: StageRow) => void;
  /** Ends the process that uses the lease. */
  readonly die: () => void;
  /** Resolves after some time. */
  readonly later: () => Promise<void>;
}

const NEVER = new Promise<never>(() => undefined);

/** A lease in which single swaps go wrong. */
export class FaultyLease implements Lease {
  /** Fault of the next swap. */
  fault: SwapFault | null = null;
  readonly #lease: Lease;
  readonly #world: FaultyWorld;

  constructor(lease: Lease, world: FaultyWorld) {
    this.#lease = lease;
    this.#world = world;
  }

  async swap(before: number | null, row: StageRow, ttlMs: number): Promise<boolean> {
    const { fault } = this;
    this.fault = null;
    if (fault === 'slow') await this.#world.later();
    if (fault === 'not-sent') throw new Error('the store was not reached');
    if (fault === 'dies-before') return this.#dead();
    const isTaken = await this.#lease.swap(before, row, ttlMs);
    if (isTaken) this.#world.taken(row);
    if (fault === 'answer-lost') throw new Error('the answer was lost');
    return fault === 'dies-after' ? this.#dead() : isTaken;
  }

  read(model: string): Promise<LeasedStage | null> {
    return this.#lease.read(model);
  }

  renew(model: string, epoch: number, ttlMs: number): Promise<boolean> {
    return this.#lease.renew(model, epoch, ttlMs);
  }

  decide(model: string): Promise<Decider | null> {
    return this.#lease.decide(model);
  }

  putEvidence(model: string, evidence: ReplicaEvidence): Promise<void> {
    return this.#lease.putEvidence(model, evidence);
  }

  evidence(model: string): Promise<readonly ReplicaEvidence[]> {
    return this.#lease.evidence(model);
  }

  onChange(changed: (model: string) => void): () => void {
    return this.#lease.onChange(changed);
  }

  close(): Promise<void> {
    return this.#lease.close();
  }

  #dead(): Promise<never> {
    this.#world.die();
    return NEVER;
  }
}
