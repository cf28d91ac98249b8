import type { HashProgress } from '../../gates/index.ts';
import type { Lang } from '../../schema/index.ts';
import { terminalBar } from '../terminal/progress-bar.ts';

const WORDS = { hashing: { en: 'hashing', ja: 'ハッシュ計算中' }, files: { en: 'files', ja: 'ファイル' } } as const;
const BAR = 24;

/** Makes the progress bar of hashing. */
export const hashProgress = (lang: Lang, quiet: boolean) =>
  terminalBar<HashProgress>(quiet, {
    line: ({ files, bytes, totalBytes }, seconds) => {
      const share = totalBytes === 0 ? 1 : Math.min(1, bytes / totalBytes);
      const filled = Math.round(BAR * share);
      const bar = `${'='.repeat(filled)}${'-'.repeat(BAR - filled)} ${String(Math.floor(100 * share)).padStart(3)}%`;
      const rate = seconds < 0.5 ? '' : ` · ${(bytes / seconds / 1e6).toFixed(0)} MB/s`;
      return `${WORDS.hashing[lang]} ${bar} · ${files.toLocaleString('en')} ${WORDS.files[lang]}${rate}`;
    },
    measure: ({ bytes, totalBytes }) => ({ done: bytes, total: totalBytes }),
    beginsAnew: (before, now) => now.bytes < before.bytes,
  });
