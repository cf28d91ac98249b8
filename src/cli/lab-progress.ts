import { SingleBar } from 'cli-progress';
import type { Lang } from '../schema/index.ts';

const WORDS = {
  training: { en: 'training', ja: '訓練中' },
  models: {
    en: (done: number, all: number) => `${done} of ${all} models`,
    ja: (done: number, all: number) => `${all} 中 ${done} モデル`,
  },
  left: { en: (seconds: number) => `${seconds} s left`, ja: (seconds: number) => `残り ${seconds} 秒` },
} as const;

const BAR = 24;

/** How far a study is. */
export interface LabProgress {
  readonly models: number;
  readonly allModels: number;
  /** Steps of training done, of all. */
  readonly steps: number;
  readonly allSteps: number;
}

/** One line, below 80 columns; `seconds` since the start. */
export function labProgressLine(
  lang: Lang,
  { models, allModels, steps, allSteps }: LabProgress,
  seconds: number,
): string {
  const share = allSteps === 0 ? 1 : Math.min(1, steps / allSteps);
  const filled = Math.round(BAR * share);
  const left = share > 0.02 && seconds > 2 ? [WORDS.left[lang](Math.ceil((seconds * (1 - share)) / share))] : [];
  return [
    `${WORDS.training[lang]} ${'='.repeat(filled)}${'-'.repeat(BAR - filled)} ${String(Math.floor(100 * share)).padStart(3)}%`,
    WORDS.models[lang](models, allModels),
    ...left,
  ].join(' · ');
}

/** A line on stderr, gone without a trace at the end; silent where stderr is no terminal, or with `--quiet`. */
export function labProgressBar(lang: Lang, quiet: boolean): { update(progress: LabProgress): void; stop(): void } {
  if (quiet || !process.stderr.isTTY || process.env.TERM === 'dumb') {
    return { update: () => undefined, stop: () => undefined };
  }
  let now: LabProgress | undefined;
  const started = performance.now();
  const bar = new SingleBar({
    format: () => (now === undefined ? '' : labProgressLine(lang, now, (performance.now() - started) / 1000)),
    hideCursor: true,
    clearOnComplete: true,
    stream: process.stderr,
  });
  return {
    update(progress) {
      const running = now !== undefined;
      now = progress;
      if (!running) bar.start(progress.allSteps, progress.steps);
      bar.update(progress.steps);
    },
    stop() {
      if (now !== undefined) bar.stop();
    },
  };
}
