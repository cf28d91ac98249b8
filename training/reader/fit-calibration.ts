import type { Calibration } from '../../src/reader/network/reader-network.ts';

/** One answer from which nothing was learnt. */
export interface JudgedAnswer {
  /** The network's uncalibrated reading: probabilities in the order of OUTCOME_ORDER. */
  readonly likelihoods: readonly number[];
  /** Outcomes admitted by the human label. */
  readonly admitted: readonly boolean[];
  readonly weight: number;
}

const SHIFTS = range(-3, 3, 0.1);
const TEMPERATURES = range(0.6, 3, 0.05);
const ROUNDS = 4;

/**
 * Fits the temperature and shifts under which the human labels are least surprising: vector scaling (Guo et al., arXiv
 * 1706.04599) with a single slope, by coordinate search over a grid. `shifted`: indices of the outcomes that may be
 * shifted.
 */
export function fitCalibration(answers: readonly JudgedAnswer[], shifted: readonly number[]): Calibration {
  let fitted: Calibration = { temperature: 1, shifts: [0, 0, 0, 0] };
  const scores = answers.map(({ likelihoods }) => likelihoods.map((p) => Math.log(p + 1e-9)));
  const best = (candidates: readonly Calibration[]) => {
    let least = Number.POSITIVE_INFINITY;
    for (const candidate of candidates) {
      let surprise = 0;
      for (let i = 0; i < answers.length; i += 1) surprise += surpriseOf(answers[i]!, scores[i]!, candidate);
      if (surprise < least) [fitted, least] = [candidate, surprise];
    }
  };
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const place of shifted) {
      best(SHIFTS.map((shift) => ({ ...fitted, shifts: fitted.shifts.with(place, shift) })));
    }
    best(TEMPERATURES.map((temperature) => ({ ...fitted, temperature })));
  }
  return fitted;
}

function surpriseOf(
  { admitted, weight }: JudgedAnswer,
  scores: readonly number[],
  { temperature, shifts }: Calibration,
): number {
  let all = 0;
  let right = 0;
  for (let i = 0; i < scores.length; i += 1) {
    const share = Math.exp((scores[i]! + shifts[i]!) / temperature);
    all += share;
    if (admitted[i]!) right += share;
  }
  return -weight * Math.log(right / all + 1e-9);
}

/** Returns the probabilities under a calibration. */
export function calibrated(likelihoods: readonly number[], { temperature, shifts }: Calibration): number[] {
  const shares = likelihoods.map((p, i) => Math.exp((Math.log(p + 1e-9) + shifts[i]!) / temperature));
  const sum = shares.reduce((a, b) => a + b, 0);
  return shares.map((share) => share / sum);
}

function range(from: number, to: number, step: number): number[] {
  return Array.from({ length: Math.round((to - from) / step) + 1 }, (_, i) => Number((from + i * step).toFixed(4)));
}
