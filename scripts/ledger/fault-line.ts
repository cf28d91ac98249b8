/** Results of all faults of one kind. */
export interface FaultLine {
  readonly fault: string;
  injected: number;
  /** The ledger continued, and every promise was kept. */
  recovered: number;
  /** The ledger refused to continue, or verification reported the fault. */
  detected: number;
  /** Acknowledged records that were lost silently. */
  lost: number;
  /** Other unreported faults. */
  silent: number;
  /** The first few lost or silent cases. */
  readonly examples: string[];
}

export const faultLine = (fault: string): FaultLine => ({
  fault,
  injected: 0,
  recovered: 0,
  detected: 0,
  lost: 0,
  silent: 0,
  examples: [],
});

/** Counts one fault after which the ledger must continue. */
export function countRecovery(line: FaultLine, where: string, broken: { lost: string[]; wrong: string[] }): void {
  line.injected += 1;
  line.lost += broken.lost.length;
  if (broken.wrong.length > 0) line.silent += 1;
  if (broken.lost.length + broken.wrong.length === 0) line.recovered += 1;
  else if (line.examples.length < 5) line.examples.push(`${where}: ${[...broken.lost, ...broken.wrong].join('; ')}`);
}

/** Counts one fault that must be reported. */
export function countDetection(line: FaultLine, where: string, isDetected: boolean): void {
  line.injected += 1;
  if (isDetected) line.detected += 1;
  else {
    line.silent += 1;
    if (line.examples.length < 5) line.examples.push(where);
  }
}
