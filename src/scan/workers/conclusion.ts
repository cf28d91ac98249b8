import type { DatasetFinding, Detector } from '../../detectors/index.ts';
import type { Marking } from './marking.ts';

/** The conclusion on the whole set. Plain data, because it crosses a thread boundary. */
export interface Conclusion {
  /** Findings in the order of the detectors. */
  readonly concluded: readonly (readonly DatasetFinding[])[];
  /** The detectors that need to see the rows again, with the data they need for it. */
  readonly markings: readonly Marking[];
}

/** Ends the fold of every detector. `states` are merged over all readers and in the order of the detectors. */
export function conclusionOf(detectors: readonly Detector[], states: readonly unknown[]): Conclusion {
  const concluded = detectors.map((detector, index) => detector.end(states[index]));
  const markings = detectors.flatMap((detector, index): Marking[] => {
    const findings = concluded[index]!;
    const asks = detector.secondPass !== undefined && findings.some(({ level }) => level !== 'info');
    return asks ? [{ detector: index, state: states[index], findings }] : [];
  });
  return { concluded, markings };
}
