import { SingleBar } from 'cli-progress';
import type { Lang } from '../schema/index.ts';

/** What a long work says of itself. */
export interface Progress {
  readonly bytes: number;
  readonly totalBytes: number;
  readonly rows: number;
  readonly skipped: number;
  readonly phase: 'read' | 'second-pass' | 'write';
}

const PHASES = {
  read: { en: 'reading', ja: '読み取り' },
  'second-pass': { en: 'marking', ja: '行の特定' },
  write: { en: 'writing', ja: '書き出し' },
} as const;

const LINE = {
  en: '{phase} {bar} {percentage}% · {rows} rows · {rate} MB/s · {eta_formatted} left',
  ja: '{phase} {bar} {percentage}% · {rows} 行 · {rate} MB/s · 残り {eta_formatted}',
} as const;

/** A bar on stderr with rate and time left; silent where stderr is no terminal, or with `--quiet`. */
export function progressBar(lang: Lang, quiet: boolean): { update(progress: Progress): void; stop(): void } {
  if (quiet || !process.stderr.isTTY) return { update: () => undefined, stop: () => undefined };
  const bar = new SingleBar({
    format: LINE[lang],
    barsize: 24,
    hideCursor: true,
    clearOnComplete: true,
    etaBuffer: 50,
    stream: process.stderr,
  });
  const started = performance.now();
  let running = false;
  return {
    update(progress) {
      const seconds = Math.max((performance.now() - started) / 1000, 0.001);
      const payload = {
        phase: PHASES[progress.phase][lang],
        rows: progress.rows.toLocaleString('en'),
        rate: (progress.bytes / 1e6 / seconds).toFixed(0),
      };
      if (!running) bar.start(progress.totalBytes, progress.bytes, payload);
      running = true;
      bar.setTotal(progress.totalBytes);
      bar.update(progress.bytes, payload);
    },
    stop() {
      if (running) bar.stop();
    },
  };
}
