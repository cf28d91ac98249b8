import type { GateAssessment, Message } from '../../schema/index.ts';

/** The reading of one gate's evidence: what it says, and what it leaves open. */
export interface GateReading extends Omit<GateAssessment, 'gate'> {
  /** Things that this gate has not examined, one sentence each. */
  readonly unchecked: readonly Message[];
}

/** Returns the reading of a gate that nobody has checked. */
export const notChecked = (because: Message, unchecked: readonly Message[] = [because]): GateReading => ({
  state: 'not-checked',
  because,
  errorRate: null,
  evidence: [],
  unchecked,
});
