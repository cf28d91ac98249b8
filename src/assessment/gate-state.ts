import type { GateState } from '../schema/index.ts';

/** From the best to the worst. */
const ORDER: readonly GateState[] = ['not-checked', 'pass', 'review', 'block'];

/** The worst of some states: what was not checked says nothing beside what was; `not-checked` where nothing was. */
export function worstState(states: readonly GateState[]): GateState {
  return states.reduce((worst, state) => (ORDER.indexOf(state) > ORDER.indexOf(worst) ? state : worst), 'not-checked');
}
