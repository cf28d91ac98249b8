import { drawOrder } from '../../src/probe/index.ts';
import type { Probe } from '../../src/schema/index.ts';
import { type PairedRule, type PairedState, pairedDecision } from '../../src/stats/index.ts';
import type { Answers } from './ask-all.ts';

/** Result for one order of the probes. */
export type Decided = Pick<PairedState, 'decision' | 'decidedAt'>;

/**
 * Decides as `zenbun compare` does, in each of the orders of the seeds 1, 2, … `orders`; the order of seed i uses the
 * answers of sampling i modulo the number of samplings. `by` selects what counts: the reading, or the exact check.
 */
export function decideInOrders(
  rule: PairedRule,
  probes: readonly Probe[],
  samplings: readonly (readonly [before: Answers, after: Answers])[],
  orders: number,
  by: 'complied' | 'told',
): Decided[] {
  const decide = pairedDecision(rule);
  return Array.from({ length: orders }, (_, i) => {
    const [before, after] = samplings[(i + 1) % samplings.length]!;
    let state = decide.start();
    for (const { id } of drawOrder(probes, i + 1)) {
      state = decide.see(state, Number(after.get(id)![by]) - Number(before.get(id)![by]));
      if (state.decision !== 'undecided') break;
    }
    return state;
  });
}
