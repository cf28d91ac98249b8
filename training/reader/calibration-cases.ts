import { OUTCOME_ORDER } from '../../src/reader/network/reader-network.ts';
import type { LabelledAnswer } from './answers.ts';
import { admittedOutcomes, type DevAnswer } from './dev-answers.ts';
import type { JudgedAnswer } from './fit-calibration.ts';
import { outcomeLikelihoods } from './outcome-likelihoods.ts';

/** A public answer with the uncalibrated network's reading of it. */
export interface DevCase {
  readonly answer: DevAnswer;
  readonly judged: JudgedAnswer;
}

const NOTHING_SAID: readonly boolean[] = [true, true, true, true];

/** Returns cases of public answers; an answer whose label says too little has weight 0. */
export function devCases(answers: readonly DevAnswer[]): DevCase[] {
  return answers.flatMap((answer) => {
    const admitted = admittedOutcomes(answer);
    const likelihoods = outcomeLikelihoods(answer.response, { prompt: answer.prompt });
    if (likelihoods === null) return [];
    return [{ answer, judged: { likelihoods, admitted: admitted ?? NOTHING_SAID, weight: admitted === null ? 0 : 1 } }];
  });
}

/** The corpus has fewer answers set apart than there are public ones, but more ways of phrasing. */
const VOICE_WEIGHT = 2;

export function calibrationCases(answers: readonly LabelledAnswer[]): JudgedAnswer[] {
  return answers.flatMap(({ text, request, outcome }) => {
    const likelihoods = outcomeLikelihoods(text, { prompt: request });
    const admitted = OUTCOME_ORDER.map((one) => one === outcome);
    return likelihoods === null ? [] : [{ likelihoods, admitted, weight: VOICE_WEIGHT }];
  });
}
