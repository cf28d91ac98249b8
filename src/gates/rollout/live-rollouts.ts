import type { GatewayClient, RouteRollout } from '../../gateway/index.ts';
import type { GuardPolicy } from '../../schema/index.ts';
import type { WireRequest } from '../../wire/index.ts';
import { IdleBuckets } from './idle-buckets.ts';
import type { LiveRollout } from './live-rollout.ts';
import type { LoggedRecord } from './record-events.ts';

/** Where a request for a model goes. */
export type ModelRoute = {
  readonly bucket: number;
  /** null: no rollout of the model is in force. */
  readonly rollout: RouteRollout | null;
} & (
  | { readonly canary: null; readonly policy: null }
  /** Name of the canary, and how its answers are guarded in this stage. */
  | { readonly canary: string; readonly policy: GuardPolicy }
);

/** All rollouts of a gateway, by the name that clients ask for. */
export class LiveRollouts {
  readonly #byModel: ReadonlyMap<string, LiveRollout>;
  readonly #canaries: ReadonlySet<string>;
  readonly #idle = new IdleBuckets();

  constructor(rollouts: readonly LiveRollout[]) {
    this.#byModel = new Map(rollouts.map((rollout) => [rollout.model, rollout]));
    this.#canaries = new Set(rollouts.map(({ settings }) => settings.plan.canary.model));
  }

  get all(): readonly LiveRollout[] {
    return [...this.#byModel.values()];
  }

  get(model: string): LiveRollout | null {
    return this.#byModel.get(model) ?? null;
  }

  /** Whether a model is served as a canary only. */
  isCanary(model: string): boolean {
    return this.#canaries.has(model);
  }

  route(request: WireRequest, client: GatewayClient): ModelRoute {
    const live = this.#byModel.get(request.model);
    if (live === undefined)
      return { bucket: this.#idle.bucket(request, client), rollout: null, canary: null, policy: null };
    const { arm, bucket, rollout, policy } = live.route(request, client);
    if (arm === 'stable' || policy === null) return { bucket, rollout, canary: null, policy: null };
    return { bucket, rollout, canary: live.settings.plan.canary.model, policy };
  }

  /** A record is durable. In the order of the log. */
  see(record: LoggedRecord): void {
    for (const live of this.#byModel.values()) live.see(record);
  }

  async close(): Promise<void> {
    await Promise.all(this.all.map((live) => live.close()));
  }
}
