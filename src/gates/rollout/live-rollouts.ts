import type { GatewayClient, GatewayRoute } from '../../gateway/index.ts';
import type { WireRequest } from '../../wire/index.ts';
import { IdleBuckets } from './idle-buckets.ts';
import type { LiveRollout } from './live-rollout.ts';
import type { LoggedRecord } from './record-events.ts';

type Routes = ReadonlyMap<string, GatewayRoute>;

/** All rollouts of a gateway, by the model name that clients ask for. */
export class LiveRollouts {
  readonly #byModel: Map<string, LiveRollout>;
  readonly #idle = new IdleBuckets();
  /** Routes of a drill, while there is one. */
  #drill: Routes = new Map();
  #isTight = false;

  constructor(rollouts: readonly LiveRollout[]) {
    this.#byModel = new Map(rollouts.map((rollout) => [rollout.model, rollout]));
  }

  get all(): readonly LiveRollout[] {
    return [...this.#byModel.values()];
  }

  get(model: string): LiveRollout | null {
    return this.#byModel.get(model) ?? null;
  }

  /** Reports whether a model is served as a canary only. */
  isCanary(model: string): boolean {
    return this.all.some(({ settings }) => settings.plan.canary.model === model);
  }

  /** Returns the first model of a rollout that a configuration does not serve, or null if it serves all. */
  missingIn(configured: Routes): string | null {
    const needed = this.all.flatMap(({ settings: { plan } }) => [plan.stable.model, plan.canary.model]);
    return needed.find((name) => !configured.has(name) && !this.#drill.has(name)) ?? null;
  }

  /** Adds a rollout of models that the configuration does not have. */
  add(live: LiveRollout, routes: Routes): void {
    this.#byModel.set(live.model, live);
    this.#drill = routes;
  }

  async remove(live: LiveRollout): Promise<void> {
    this.#byModel.delete(live.model);
    this.#drill = new Map();
    await live.close();
  }

  /** Guards every route as `final` from now on, until the next start. */
  tighten(): void {
    this.#isTight = true;
  }

  /** Returns the route of a request in the stage that is in force; null if no model of that name is served. */
  route(request: WireRequest, client: GatewayClient, configured: Routes): GatewayRoute | null {
    const route = this.#routeOf(request, client, configured);
    return route === null || !this.#isTight ? route : { ...route, policy: 'final' };
  }

  #routeOf(request: WireRequest, client: GatewayClient, configured: Routes): GatewayRoute | null {
    const routeOf = (name: string) => configured.get(name) ?? this.#drill.get(name) ?? null;
    const stable = this.isCanary(request.model) ? null : routeOf(request.model);
    if (stable === null) return null;
    const live = this.#byModel.get(request.model);
    if (live === undefined) return { ...stable, bucket: this.#idle.bucket(request, client) };
    const { arm, bucket, rollout, policy } = live.route(request, client);
    if (arm === 'stable' || policy === null) return { ...stable, bucket, rollout };
    const { canary } = live.settings.plan;
    const served = routeOf(canary.model);
    // A reloaded configuration may have other weights under this name, which nobody admitted.
    if (served?.modelDigest !== canary.digest) return { ...stable, bucket };
    // To clients it is the model that they asked for.
    return {
      ...served,
      name: stable.name,
      stage: 'canary',
      bucket,
      rollout,
      policy,
    };
  }

  /** Call this when a record is durable, in the order of the log. */
  see(record: LoggedRecord): void {
    for (const live of this.#byModel.values()) live.see(record);
  }

  async close(): Promise<void> {
    await Promise.all(this.all.map((live) => live.close()));
  }
}
