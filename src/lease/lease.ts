/** The stage of one model, as known to all gateways that serve it: a copy of a leaf of the log. */
export interface StageRow {
  /** The model's name for clients. */
  readonly model: string;
  /** Goes up by one with every change; a row with a lower epoch is ignored. */
  readonly epoch: number;
  /** The content of the stage: JSON that only its writer understands. */
  readonly state: unknown;
  /** The leaf that decided it: origin of the log, `#`, index. */
  readonly leaf: string;
}

/** A row and its remaining validity. */
export interface LeasedStage {
  readonly row: StageRow;
  /** Milliseconds left, by the store's clock. At 0 or less the row has expired, and stable is served. */
  readonly remainingMs: number;
}

/** The evidence of one gateway, stored for the decider. */
export interface ReplicaEvidence {
  /** Origin of the gateway's log. */
  readonly replica: string;
  /** Number of records of that log covered by the evidence. */
  readonly size: number;
  readonly epoch: number;
  /** JSON that only its writer understands. */
  readonly evidence: unknown;
}

/** The right to decide, held by one gateway at a time. */
export interface Decider {
  /** False as soon as another gateway may hold it. */
  readonly isHeld: boolean;
  release(): Promise<void>;
}

/**
 * The shared state of gateways that serve the same models. There is one driver for one machine (files) and one for many
 * (PostgreSQL). Methods reject with a ZenbunError (`upstream`) if the store cannot be reached; they never wait for it
 * for more than a second.
 */
export interface Lease {
  /** Returns the row of a model, or null if there is none. */
  read(model: string): Promise<LeasedStage | null>;
  /**
   * Replaces the row for `ttlMs` if its epoch is `before` (null: if there is none). False if another gateway was
   * faster.
   */
  swap(before: number | null, row: StageRow, ttlMs: number): Promise<boolean>;
  /** Extends the row to `ttlMs` from now, if its epoch is still this one. */
  renew(model: string, epoch: number, ttlMs: number): Promise<boolean>;
  /** Acquires the right to decide about a model; null if it is already held. */
  decide(model: string): Promise<Decider | null>;
  putEvidence(model: string, evidence: ReplicaEvidence): Promise<void>;
  /** Returns the latest evidence of every gateway. */
  evidence(model: string): Promise<readonly ReplicaEvidence[]>;
  /** Calls back soon after a row may have changed; the returned function stops that. */
  onChange(changed: (model: string) => void): () => void;
  close(): Promise<void>;
}
