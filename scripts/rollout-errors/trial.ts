import {
  decide,
  mergeEvidence,
  type RolloutDecision,
  type RolloutEvidence,
  RolloutFold,
  type RolloutPlan,
  startPosition,
} from '../../src/rollout/index.ts';
import { BEGIN, type Random, type Traffic, TrafficStream } from './traffic.ts';

/** What is simulated: a plan, the traffic, and for how many requests at most. */
export interface Trial {
  readonly plan: RolloutPlan;
  readonly traffic: Traffic;
  readonly requests: number;
  /** After so many requests everybody gets the canary; null: never. */
  readonly aloneAfter: number | null;
}

const POSITION = startPosition({ epoch: 1, attempt: 1, at: BEGIN });

/**
 * One run through the fold and the rule. `decided` is told after every event with which the evidence changed what the rule says under each plan
 * (they differ in what `decide` reads only), and ends the run with true.
 */
export function runTrial(
  { plan, traffic, requests, aloneAfter }: Trial,
  plans: readonly RolloutPlan[],
  next: Random,
  decided: (decisions: readonly (RolloutDecision | null)[]) => boolean,
): TrafficStream {
  const folds = Array.from({ length: traffic.gateways }, () => new RolloutFold(plan, 1));
  for (const fold of folds) fold.enter(traffic.share);
  const known: RolloutEvidence[] = folds.map(({ evidence }) => evidence);
  let isOver = false;
  const stream = new TrafficStream(traffic, plan.labelWithinMs, next, (gateway, event) => {
    const fold = folds[gateway]!;
    fold.see(event);
    const { evidence } = fold;
    if (isOver || evidence === known[gateway]) return;
    known[gateway] = evidence;
    const all = folds.length === 1 ? evidence : mergeEvidence(known);
    isOver = decided(plans.map((each) => decide(each, POSITION, all, event.at)));
  });
  for (let i = 0; i < requests && !isOver; i += 1) {
    if (i === aloneAfter) for (const fold of folds) fold.enter(100_000);
    if (aloneAfter !== null && i >= aloneAfter) stream.step(1, 100_000);
    else stream.step();
  }
  return stream;
}
