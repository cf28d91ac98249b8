import { type GateReading, notChecked } from './gate-reading.ts';

/** Nothing checks yet where data and models come from, and the report says so. */
export const provenanceGate = (): GateReading =>
  notChecked({
    en: 'Where the training data and the base model came from was not checked.',
    ja: '学習データと基盤モデルの出所は確認していません。',
  });
