import { counted, type Lang } from '../../schema/index.ts';
import { terminalBar } from '../terminal/progress-bar.ts';

const WORDS = {
  training: { en: 'training', ja: '学習中' },
  models: {
    en: (done: number, all: number) => `${done} of ${counted(all, 'model')}`,
    ja: (done: number, all: number) => `${all} モデル中 ${done} モデル`,
  },
  left: { en: (seconds: number) => `${seconds} s left`, ja: (seconds: number) => `残り ${seconds} 秒` },
} as const;

const BAR = 24;

/** Progress of a study. */
export interface LabProgress {
  readonly models: number;
  readonly allModels: number;
  /** Training steps done, out of `allSteps`. */
  readonly steps: number;
  readonly allSteps: number;
}

/** Formats one line, below 80 columns; `seconds` counts from the start. */
function labProgressLine(lang: Lang, { models, allModels, steps, allSteps }: LabProgress, seconds: number): string {
  const share = allSteps === 0 ? 1 : Math.min(1, steps / allSteps);
  const filled = Math.round(BAR * share);
  const left = share > 0.02 && seconds > 2 ? [WORDS.left[lang](Math.ceil((seconds * (1 - share)) / share))] : [];
  return [
    `${WORDS.training[lang]} ${'='.repeat(filled)}${'-'.repeat(BAR - filled)} ${String(Math.floor(100 * share)).padStart(3)}%`,
    WORDS.models[lang](models, allModels),
    ...left,
  ].join(' · ');
}

/** Makes the progress bar of a study. */
export function labProgressBar(lang: Lang, quiet: boolean) {
  return terminalBar<LabProgress>(quiet, {
    line: (progress, seconds) => labProgressLine(lang, progress, seconds),
    measure: ({ steps, allSteps }) => ({ done: steps, total: allSteps }),
  });
}
