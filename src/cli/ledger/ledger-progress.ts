import type { LogProgress } from '../../gates/index.ts';
import type { Lang } from '../../schema/index.ts';
import { terminalBar } from '../terminal/progress-bar.ts';

const WORDS = {
  checking: { en: 'checking', ja: '検証中' },
  records: { en: 'records', ja: '件' },
} as const;

const BAR = 24;

/** Makes the progress bar of a check. */
export const ledgerProgress = (lang: Lang, quiet: boolean) =>
  terminalBar<LogProgress>(quiet, {
    line: ({ leaves, size }, seconds) => {
      const share = size === 0 ? 0 : Math.min(1, leaves / size);
      const filled = Math.round(BAR * share);
      const bar = `${'='.repeat(filled)}${'-'.repeat(BAR - filled)} ${String(Math.floor(100 * share)).padStart(3)}%`;
      const rate = seconds < 0.5 ? '' : ` · ${Math.round(leaves / seconds).toLocaleString('en')}/s`;
      return `${WORDS.checking[lang]} ${bar} · ${leaves.toLocaleString('en')} ${WORDS.records[lang]}${rate}`;
    },
    measure: ({ leaves, size }) => ({ done: leaves, total: size }),
  });
