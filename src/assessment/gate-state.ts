import type { GateState } from '../schema/index.ts';

/** From best to worst. */
const ORDER: readonly GateState[] = ['not-checked', 'pass', 'review', 'block'];

/**
 * Returns the worst of some states. A part that was not checked does not affect those that were; the result is
 * `not-checked` only if nothing was checked.
 */
export function worstState(states: readonly GateState[]): GateState {
  return states.reduce((worst, state) => (ORDER.indexOf(state) > ORDER.indexOf(worst) ? state : worst), 'not-checked');
}
