import type { ComparisonProgress } from '../../audit/index.ts';
import type { CompareProgress } from '../../gates/index.ts';
import type { PacesTold } from '../../model/index.ts';
import { counted, type Lang } from '../../schema/index.ts';
import { terminalBar } from './progress-bar.ts';

const WORDS = {
  asked: {
    en: (asked: number, of: number) => `${asked} of at most ${counted(of, 'probe')}`,
    ja: (asked: number, of: number) => `${asked} 問（最大 ${of} 問）`,
  },
  worse: { en: 'worse', ja: '悪化' },
  notWorse: { en: 'not worse', ja: '悪化なし' },
  resent: {
    en: (n: number) => `${n} retried`,
    ja: (n: number) => `再送 ${n} 回`,
  },
  paused: {
    en: (host: string, seconds: number) => `${host} paused for ${seconds} s`,
    ja: (host: string, seconds: number) => `${host} を ${seconds} 秒休止中`,
  },
} as const;

/** Width of a gauge in columns; the short one leaves room for more text. */
const GAUGE = 10;
const SHORT_GAUGE = 5;

/**
 * Shows the number of probes asked, the progress of the evidence for worse and for not worse, and how the servers cope:
 * the number of requests sent again, and how long a host is left alone.
 */
export function comparisonLine(
  lang: Lang,
  { asked, of, logWorse, logNotWorse, enough }: ComparisonProgress,
  { resent, pause }: PacesTold,
): string {
  const width = resent > 0 ? SHORT_GAUGE : GAUGE;
  const gauge = (log: number) => {
    const filled = Math.round(width * Math.min(1, Math.max(0, log / enough)));
    return `${'='.repeat(filled)}${'-'.repeat(width - filled)}`;
  };
  return [
    WORDS.asked[lang](asked, of),
    ...(pause === null
      ? [`${WORDS.worse[lang]} ${gauge(logWorse)}`, `${WORDS.notWorse[lang]} ${gauge(logNotWorse)}`]
      : [WORDS.paused[lang](pause.host, Math.ceil(pause.milliseconds / 1000))]),
    ...(resent > 0 ? [WORDS.resent[lang](resent)] : []),
  ].join(' · ');
}

/**
 * Makes a progress line for the time while models are asked. It queries the state of the servers each time it is drawn.
 */
export function comparisonBar(lang: Lang, quiet: boolean) {
  return terminalBar<CompareProgress>(quiet, {
    line: ({ paces, ...progress }) => comparisonLine(lang, progress, paces()),
    measure: ({ asked, of }) => ({ done: asked, total: of }),
  });
}
