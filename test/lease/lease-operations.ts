import fc from 'fast-check';
import type { Decider, Lease } from '../../src/lease/index.ts';

export const GATEWAYS = 3;

/** One call on one of three gateways. */
export interface Operation {
  readonly gateway: number;
  readonly kind: 'read' | 'swap' | 'renew' | 'decide' | 'release' | 'put-evidence' | 'evidence';
  readonly before: number | null;
  readonly first: number;
  readonly ttlMs: number;
  readonly state: unknown;
}

const operation: fc.Arbitrary<Operation> = fc.record({
  gateway: fc.nat({ max: GATEWAYS - 1 }),
  kind: fc.constantFrom(
    'read',
    'swap',
    'swap',
    'swap',
    'renew',
    'decide',
    'decide',
    'release',
    'put-evidence',
    'evidence',
  ),
  before: fc.constantFrom(null, 0, 1, 2, 3),
  first: fc.nat({ max: 2 }),
  // Expires at once, or not while the test runs.
  ttlMs: fc.constantFrom(0, 1e9),
  state: fc.jsonValue({ maxDepth: 2 }),
});

/** Groups of concurrent calls. */
export const batches = fc.array(fc.array(operation, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 12 });

/** Three gateways that share a store. */
export class Gateways {
  readonly #leases: readonly Lease[];
  readonly #model: string;
  readonly #deciders = new Map<number, Decider>();

  constructor(leases: readonly Lease[], model: string) {
    this.#leases = leases;
    this.#model = model;
  }

  /** Gateways that have the right to decide. */
  get deciding(): readonly number[] {
    return [...this.#deciders.keys()];
  }

  async together(operations: readonly Operation[]): Promise<unknown[]> {
    const held = new Map(this.#deciders);
    return Promise.all(operations.map((operation) => this.#result(operation, held)));
  }

  /** Makes the same calls one after another; every call sees the deciders as they were before the first. */
  async inOrder(operations: readonly Operation[], order: readonly number[]): Promise<unknown[]> {
    const held = new Map(this.#deciders);
    const results: unknown[] = [];
    for (const place of order) results[place] = await this.#result(operations[place]!, held);
    return results;
  }

  async releaseAll(): Promise<void> {
    for (const decider of this.#deciders.values()) await decider.release();
  }

  async #result(operation: Operation, held: ReadonlyMap<number, Decider>): Promise<unknown> {
    const { gateway, kind, before, first, ttlMs, state } = operation;
    const lease = this.#leases[gateway]!;
    const model = this.#model;
    if (kind === 'read') {
      const stage = await lease.read(model);
      return stage === null ? null : { row: stage.row, holds: stage.remainingMs > 0 };
    }
    if (kind === 'swap') {
      const epoch = before === null ? first : before + 1;
      return lease.swap(before, { model, epoch, state, leaf: `log#${gateway}` }, ttlMs);
    }
    if (kind === 'renew') return lease.renew(model, first, ttlMs);
    if (kind === 'put-evidence') {
      await lease.putEvidence(model, { replica: `${gateway}`, size: first, epoch: first, evidence: state });
      return null;
    }
    if (kind === 'evidence') return byReplica(await lease.evidence(model));
    return kind === 'decide' ? this.#decide(lease, gateway) : this.#release(gateway, held.get(gateway));
  }

  async #decide(lease: Lease, gateway: number): Promise<boolean> {
    const decider = await lease.decide(this.#model);
    if (decider !== null) this.#deciders.set(gateway, decider);
    return decider?.isHeld ?? false;
  }

  async #release(gateway: number, decider: Decider | undefined): Promise<boolean> {
    if (decider === undefined) return false;
    if (this.#deciders.get(gateway) === decider) this.#deciders.delete(gateway);
    await decider.release();
    return decider.isHeld;
  }
}

const byReplica = <T extends { readonly replica: string }>(found: readonly T[]): T[] =>
  [...found].sort((a, b) => a.replica.localeCompare(b.replica));

/** Returns all orders of this many calls. */
export function orders(count: number): number[][] {
  if (count === 0) return [[]];
  return orders(count - 1).flatMap((order) =>
    Array.from({ length: count }, (_, place) => [...order.slice(0, place), count - 1, ...order.slice(place)]),
  );
}
