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

/** What is simulated: a plan, the traffic, and for how many requests at most. */
export interface Trial {
  readonly plan: RolloutPlan;
  readonly traffic: Traffic;
  readonly requests: number;
  /** After so many requests everybody gets the canary; null: never. */
  readonly aloneAfter: number | null;
}

const POSITION = startPosition({ epoch: 1, attempt: 1, at: BEGIN });

/** Who looks on; each ends the run, or its part in it, with true. */
export interface Onlooker {
  /** What the rule says under each plan, after each event with which it says something under the first. After true the folds see no more. */
  decided(decisions: readonly (RolloutDecision | null)[], stream: TrafficStream): boolean;
  /** A request was given to an arm. Without it, the run ends when all is decided. */
  asked?(asker: Asker, stream: TrafficStream): boolean;
}

/** One run through the fold and the rule. The plans differ in what `decide` alone reads, the first says no less than the others. */
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
