// Written by `npm run calibrate`. Do not edit.
import type { Calibration } from '../network/reader-network.ts';

/** Of English, and of all other languages. */
export const CALIBRATIONS: { readonly en: Calibration; readonly others: Calibration } = {
  en: { temperature: 1.5, shifts: [1.3, 0, 0, 0] },
  others: { temperature: 1.05, shifts: [0, 0, 0, 0] },
};
