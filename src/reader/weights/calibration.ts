// Written by `npm run calibrate`. Do not edit.
import type { Calibration } from '../network/reader-network.ts';

/** Of English, and of all other languages. */
export const CALIBRATIONS: { readonly en: Calibration; readonly others: Calibration } = {
  en: { temperature: 1.4, shifts: [0.8, 0, 0, 0] },
  others: { temperature: 1.05, shifts: [0, 0, 0, 0] },
};
