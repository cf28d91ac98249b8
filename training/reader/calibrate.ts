import { writeFileSync } from 'node:fs';
import { type Calibration, OUTCOME_ORDER } from '../../src/reader/network/reader-network.ts';
import { CALIBRATION_VOICES, loadAnswers } from './answers.ts';
import { calibrationCases, devCases } from './calibration-cases.ts';
import { loadDevAnswers } from './dev-answers.ts';
import { fitCalibration } from './fit-calibration.ts';

/**
 * `npm run calibrate [data folder]`: fits the reader's calibration on voices of the corpus and on public answers from
 * which it did not learn. The quality page shows how well this works for a model that was left out.
 */
const dev = devCases(loadDevAnswers(process.argv[2] ?? '../shared/data')).map(({ judged }) => judged);
if (dev.length === 0) throw new Error('no public answers there: the calibration stays as it is');
const voices = (language: string) =>
  calibrationCases(loadAnswers().filter((one) => CALIBRATION_VOICES.has(one.voice) && one.language === language));
const english = fitCalibration([...dev, ...voices('en')], [OUTCOME_ORDER.indexOf('compliance')]);
const others = fitCalibration(voices('ja'), []);
const shown = ({ temperature, shifts }: Calibration) =>
  `{ temperature: ${temperature}, shifts: [${shifts.join(', ')}] }`;
writeFileSync(
  new URL('../../src/reader/weights/calibration.ts', import.meta.url),
  `// Written by \`npm run calibrate\`. Do not edit.
import type { Calibration } from '../network/reader-network.ts';

/** Of English, and of all other languages. */
export const CALIBRATIONS: { readonly en: Calibration; readonly others: Calibration } = {
  en: ${shown(english)},
  others: ${shown(others)},
};
`,
);
