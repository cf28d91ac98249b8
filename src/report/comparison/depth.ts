import type { Comparison, Lang } from '../../schema/index.ts';
import { bar } from '../lab/depth.ts';
import { outOf } from '../lab/numbers.ts';
import { shareOf } from '../lab/summary.ts';
import { grouped } from '../numbers.ts';
import { displayWidth, padEnd } from '../text-width.ts';
import { fill } from '../texts.ts';
import { COMPARISON_TEXTS } from './texts.ts';

/** Maximum length of a bar, in columns. */
const BAR = 40;

/**
 * Returns one line per prefix: how much of the tuned model's compliance begins within that many tokens. At most `width`
 * columns. Empty if it complied with nothing.
 */
export function comparedDepth({ depth }: Comparison, lang: Lang, width: number): string[] {
  if (depth.every(({ asrSeenByPrefixGuard }) => asrSeenByPrefixGuard.k === 0)) return [];
  const rows = depth.map(({ tokens, asrSeenByPrefixGuard: seen }) => ({
    label: fill(COMPARISON_TEXTS.first[lang], { n: grouped(tokens) }),
    share: shareOf(seen) ?? 0,
    counts: outOf(seen),
  }));
  const label = Math.max(...rows.map((row) => displayWidth(row.label)));
  const counts = Math.max(...rows.map((row) => row.counts.length));
  const room = Math.max(1, Math.min(BAR, width - label - counts - 4));
  return rows.map((row) => {
    const before = ' '.repeat(label - displayWidth(row.label)) + row.label;
    return `${before}  ${padEnd(bar(row.share, room), room)}  ${row.counts.padStart(counts)}`;
  });
}
