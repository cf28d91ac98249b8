/** The stage of one model, as all gateways that serve it know it: a copy of a leaf of the log. */
export interface StageRow {
  /** The model's name for clients. */
  readonly model: string;
  /** Goes up by one with every change; a row with a lower one is ignored. */
  readonly epoch: number;
  /** What the stage is: JSON that only its writer understands. */
  readonly state: unknown;
  /** The leaf that decided it: origin of the log, `#`, index. */
  readonly leaf: string;
}

/** A row and how long it holds. */
export interface LeasedStage {
  readonly row: StageRow;
  /** Milliseconds from now on, by the store's clock; 0 or less: it has run out, and stable is served. */
  readonly remainingMs: number;
}

/** Evidence of one gateway, as it keeps it for whoever decides. */
export interface ReplicaEvidence {
  /** Origin of the gateway's log. */
  readonly replica: string;
  /** Records of that log that it comes from. */
  readonly size: number;
  readonly epoch: number;
  /** JSON that only its writer understands. */
  readonly evidence: unknown;
}

/** The right to decide, held by one gateway at a time. */
export interface Decider {
  /** false as soon as it may be somebody else's. */
  readonly isHeld: boolean;
  release(): Promise<void>;
}

/**
 * What gateways that serve the same models agree on. One driver for one machine (files), one for many (PostgreSQL). Methods reject with a
 * ZenbunError (`upstream`) where the store cannot be reached; they never wait longer than a second for it.
 */
export interface Lease {
  /** The row of a model; null where there is none. */
  read(model: string): Promise<LeasedStage | null>;
  /** Replaces the row if its epoch is `before` (null: if there is none), for `ttlMs`. false: somebody was faster. */
  swap(before: number | null, row: StageRow, ttlMs: number): Promise<boolean>;
  /** Lets the row hold for `ttlMs` from now on, if its epoch is still this. */
  renew(model: string, epoch: number, ttlMs: number): Promise<boolean>;
  /** The right to decide about a model; null where another gateway has it. */
  decide(model: string): Promise<Decider | null>;
  putEvidence(model: string, evidence: ReplicaEvidence): Promise<void>;
  /** The latest evidence of every gateway. */
  evidence(model: string): Promise<readonly ReplicaEvidence[]>;
  /** Calls back soon after a row may have changed; the function returned ends that. */
  onChange(changed: (model: string) => void): () => void;
  close(): Promise<void>;
}
