/** What became of the faults of one kind. */
export interface FaultLine {
  readonly fault: string;
  injected: number;
  /** The ledger went on, and every promise was kept. */
  recovered: number;
  /** It refused to go on, or verifying named it. */
  detected: number;
  /** Acknowledged records lost without a word. */
  lost: number;
  /** Everything else that was wrong and not told. */
  silent: number;
  /** The first few that were lost or silent. */
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

/** Counts one fault after which the ledger has to go on. */
export function countRecovery(line: FaultLine, where: string, broken: { lost: string[]; wrong: string[] }): void {
  line.injected += 1;
  line.lost += broken.lost.length;
  if (broken.wrong.length > 0) line.silent += 1;
  if (broken.lost.length + broken.wrong.length === 0) line.recovered += 1;
  else if (line.examples.length < 5) line.examples.push(`${where}: ${[...broken.lost, ...broken.wrong].join('; ')}`);
}

/** Counts one fault that has to be told. */
export function countDetection(line: FaultLine, where: string, isDetected: boolean): void {
  line.injected += 1;
  if (isDetected) line.detected += 1;
  else {
    line.silent += 1;
    if (line.examples.length < 5) line.examples.push(where);
  }
}
