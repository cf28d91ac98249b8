import {
  decide,
  mergeEvidence,
  type RolloutDecision,
  type RolloutEvidence,
  RolloutFold,
  type RolloutPlan,
  startPosition,
} from '../../src/rollout/index.ts';
import { type Asker, BEGIN, type Random, type Traffic, TrafficStream } from './traffic.ts';

/** Parameters of a simulation: a plan, the traffic, and the maximum number of requests. */
export interface Trial {
  readonly plan: RolloutPlan;
  readonly traffic: Traffic;
  readonly requests: number;
  /** Number of requests after which everybody gets the canary; null: never. */
  readonly aloneAfter: number | null;
}

const POSITION = startPosition({ epoch: 1, attempt: 1, at: BEGIN });

/** Observer of a run; a return value of true ends the run, or the observer's part in it. */
export interface Onlooker {
  /**
   * Receives the decision under each plan, after each event that leads to one under the first plan. Once it returns
   * true, the folds see no more events.
   */
  decided(decisions: readonly (RolloutDecision | null)[], stream: TrafficStream): boolean;
  /** Called for every request that is given to an arm. If absent, the run ends once everything is decided. */
  asked?(asker: Asker, stream: TrafficStream): boolean;
}

/**
 * Simulates one run through the fold and the rule. The plans may differ only in what `decide` alone reads, and the
 * first must decide whenever any other does.
 */
export function runTrial(
  { plan, traffic, requests, aloneAfter }: Trial,
  plans: readonly RolloutPlan[],
  next: Random,
  onlooker: Onlooker,
): TrafficStream {
  const folds = Array.from({ length: traffic.gateways }, () => new RolloutFold(plan, 1));
  for (const fold of folds) fold.enter(traffic.share);
  const known: RolloutEvidence[] = folds.map(({ evidence }) => evidence);
  let isDecided = false;
  const stream: TrafficStream = new TrafficStream(traffic, plan.labelWithinMs, next, (gateway, event) => {
    if (isDecided) return;
    const fold = folds[gateway]!;
    fold.see(event);
    const { evidence } = fold;
    if (evidence === known[gateway]) return;
    known[gateway] = evidence;
    const all = folds.length === 1 ? evidence : mergeEvidence(known);
    const first = decide(plans[0]!, POSITION, all, event.at);
    if (first === null) return;
    isDecided = onlooker.decided(
      [first, ...plans.slice(1).map((each) => decide(each, POSITION, all, event.at))],
      stream,
    );
  });
  for (let i = 0; i < requests; i += 1) {
    if (i === aloneAfter) for (const fold of folds) fold.enter(100_000);
    const isAlone = aloneAfter !== null && i >= aloneAfter;
    const asker = isAlone ? stream.step(1, 100_000) : stream.step();
    if (onlooker.asked === undefined ? isDecided : onlooker.asked(asker, stream)) break;
  }
  return stream;
}
