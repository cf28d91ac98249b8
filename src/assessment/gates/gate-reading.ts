import type { GateAssessment, Message } from '../../schema/index.ts';

/** What the evidence of one gate says, and what it does not. */
export interface GateReading extends Omit<GateAssessment, 'gate'> {
  /** What this gate has not looked at, each in a sentence. */
  readonly unchecked: readonly Message[];
}

/** A gate that nobody has looked at. */
export const notChecked = (because: Message, unchecked: readonly Message[] = [because]): GateReading => ({
  state: 'not-checked',
  because,
  errorRate: null,
  evidence: [],
  unchecked,
});
