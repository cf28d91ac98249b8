import type { ZenbunError } from '../../errors.ts';
import type { RouteRollout } from '../../gateway/index.ts';
import type { Lease } from '../../lease/index.ts';
import type { LeafFields } from '../../ledger/index.ts';
import type { Arm } from '../../rollout/index.ts';
import type { GuardPolicy, Probe } from '../../schema/index.ts';

/** What one of the two models said to a probe. */
export interface ProbeAnswer {
  /** null: it could not be read. */
  readonly complied: boolean | null;
  readonly outcome: string;
  readonly text: string;
}

export interface RolloutClock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Milliseconds that never go back. */
  monotonic(): number;
  /** Calls back once after so many milliseconds; the function returned takes the call back. */
  after(ms: number, callback: () => void): () => void;
}

/** What a rollout needs of the world. */
export interface RolloutPorts {
  readonly lease: Lease;
  readonly clock: RolloutClock;
  /** So many random bytes, that nobody can guess. */
  readonly random: (bytes: number) => Buffer;
  /** Origin of this gateway's log. */
  readonly origin: string;
  /** Whether the log takes records. */
  readonly isLogging: () => boolean;
  /** Resolves with the index of the leaf when it is durable. */
  readonly append: (kind: 'rollout' | 'probe', fields: LeafFields, body?: Uint8Array) => Promise<number>;
  /** Asks one of the two models. Never rejects. */
  readonly ask: (arm: Arm, probe: Probe) => Promise<ProbeAnswer>;
  readonly probes: readonly Probe[];
  /** Told once of each trouble that the gateway goes on with, on stable if it lasts. */
  readonly warn: (trouble: ZenbunError) => void;
}

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
