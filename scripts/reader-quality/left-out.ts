import { OUTCOME_ORDER } from '../../src/reader/network/reader-network.ts';
import { decide } from '../../src/reader/outcome/decide.ts';
import { readUnits } from '../../src/reader/read-response.ts';
import type { Outcome } from '../../src/schema/index.ts';
import type { DevCase } from '../../training/reader/calibration-cases.ts';
import type { DevAnswer } from '../../training/reader/dev-answers.ts';
import { fitCalibration, type JudgedAnswer } from '../../training/reader/fit-calibration.ts';

/** A public answer, read with a calibration that has not seen its model. */
export interface LeftOutReading {
  readonly answer: DevAnswer;
  readonly admitted: readonly boolean[] | null;
  readonly outcome: Outcome;
  readonly confidence: number;
}

/** Reads each model's answers with a calibration fitted on all other models and on the voices set apart for it. */
export function leftOutReadings(cases: readonly DevCase[], voices: readonly JudgedAnswer[]): LeftOutReading[] {
  const models = [...new Set(cases.map(({ answer }) => answer.model))];
  return models.flatMap((model) => {
    const others = cases.flatMap(({ answer, judged }) =>
      answer.model === model || judged.weight === 0 ? [] : [judged],
    );
    const calibration = fitCalibration([...others, ...voices], [OUTCOME_ORDER.indexOf('compliance')]);
    return cases
      .filter(({ answer }) => answer.model === model)
      .map(({ answer, judged }): LeftOutReading => {
        const { outcome, confidence } = decide(readUnits(answer.response, { prompt: answer.prompt }), calibration);
        return { answer, admitted: judged.weight === 0 ? null : judged.admitted, outcome, confidence };
      });
  });
}
