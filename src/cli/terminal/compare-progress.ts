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

/** Columns of a gauge; it makes room where there is more to say. */
const GAUGE = 10;
const SHORT_GAUGE = 5;

/**
 * How many probes were asked, how far the evidence for each word has come, and what servers could not bear: how many requests were
 * sent again, and for how long a host is left alone.
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

/** A line on a terminal while models are asked; how servers bear it is looked at whenever it is drawn. */
export function comparisonBar(lang: Lang, quiet: boolean) {
  return terminalBar<CompareProgress>(quiet, {
    line: ({ paces, ...progress }) => comparisonLine(lang, progress, paces()),
    measure: ({ asked, of }) => ({ done: asked, total: of }),
  });
}
