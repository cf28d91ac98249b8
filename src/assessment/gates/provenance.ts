import { type GateReading, notChecked } from './gate-reading.ts';

/** Nothing checks yet where data and models come from, and the report says so. */
export const provenanceGate = (): GateReading =>
  notChecked({
    en: 'Nobody has checked where the training data and the original model came from.',
    ja: '学習データと元のモデルの出所は、まだ確認していません。',
  });
