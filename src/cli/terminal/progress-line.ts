import { counted, type Lang } from '../../schema/index.ts';

/** Progress of long work. */
export interface Progress {
  readonly bytes: number;
  /** 0 if unknown. */
  readonly totalBytes: number;
  readonly rows: number;
  readonly skipped: number;
  readonly phase: 'read' | 'second-pass' | 'write';
}

/** All of the same width, so that the bar does not jump. */
const PHASES = {
  read: { en: 'reading      ', ja: '読み取り　' },
  'second-pass': { en: 'reading again', ja: '再読み取り' },
  write: { en: 'writing      ', ja: '書き出し　' },
} as const;

const WORDS = {
  rows: { en: (rows: string) => counted(rows, 'row'), ja: (rows: string) => `${rows} 行` },
  left: { en: (time: string) => `${time} left`, ja: (time: string) => `残り ${time}` },
} as const;

const BAR = 24;

/** Formats one line, below 80 columns: phase, progress and speed; `seconds` counts from the start of the phase. */
export function progressLine(lang: Lang, { phase, bytes, totalBytes, rows }: Progress, seconds: number): string {
  const perSecond = bytes / Math.max(seconds, 0.001);
  const share = totalBytes > 0 ? Math.min(bytes / totalBytes, 1) : null;
  // A rate over the first moments is meaningless.
  const isTelling = seconds >= 0.5 && bytes > 0;
  const filled = Math.round(BAR * (share ?? 0));
  return [
    share === null
      ? PHASES[phase][lang]
      : `${PHASES[phase][lang]} ${'='.repeat(filled)}${'-'.repeat(BAR - filled)} ${String(Math.floor(100 * share)).padStart(3)}%`,
    WORDS.rows[lang](rows.toLocaleString('en')),
    ...(isTelling ? [`${(perSecond / 1e6).toFixed(perSecond < 1e7 ? 1 : 0)} MB/s`] : []),
    ...(share === null || !isTelling ? [] : [WORDS.left[lang](timeOf((totalBytes - bytes) / perSecond))]),
  ].join(' · ');
}

/** Formats a time as `7 s`, `2:05` or `1:02:05`. */
function timeOf(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds));
  if (whole < 60) return `${whole} s`;
  const two = (number: number) => String(number).padStart(2, '0');
  const minutes = Math.floor(whole / 60);
  const clock = minutes < 60 ? `${minutes}` : `${Math.floor(minutes / 60)}:${two(minutes % 60)}`;
  return `${clock}:${two(whole % 60)}`;
}
