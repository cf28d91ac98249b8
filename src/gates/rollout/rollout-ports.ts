import type { ZenbunError } from '../../errors.ts';
import type { RouteRollout } from '../../gateway/index.ts';
import type { Lease } from '../../lease/index.ts';
import type { LeafFields } from '../../ledger/index.ts';
import type { Arm } from '../../rollout/index.ts';
import type { GuardPolicy, Probe } from '../../schema/index.ts';

/** Answer of one of the two models to a probe. */
export interface ProbeAnswer {
  /** null: it could not be read. */
  readonly complied: boolean | null;
  readonly outcome: string;
  readonly text: string;
}

export interface RolloutClock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Milliseconds of a clock that never goes back. */
  monotonic(): number;
  /** Calls back once after `ms` milliseconds; the returned function cancels the call. */
  after(ms: number, callback: () => void): () => void;
}

/** Ports of a rollout. */
export interface RolloutPorts {
  readonly lease: Lease;
  readonly clock: RolloutClock;
  /** Returns the given number of unpredictable random bytes. */
  readonly random: (bytes: number) => Buffer;
  /** Origin of this gateway's log. */
  readonly origin: string;
  /** Reports whether the log accepts records. */
  readonly isLogging: () => boolean;
  /** Resolves with the index of the leaf when it is durable. */
  readonly append: (kind: 'rollout' | 'probe', fields: LeafFields, body?: Uint8Array) => Promise<number>;
  /** Asks one of the two models. Never rejects. */
  readonly ask: (arm: Arm, probe: Probe) => Promise<ProbeAnswer>;
  readonly probes: readonly Probe[];
  /** Called once for each trouble that the gateway can continue with, on stable if it lasts. */
  readonly warn: (trouble: ZenbunError) => void;
}

/** Route of one request. */
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
