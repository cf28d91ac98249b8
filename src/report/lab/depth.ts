import type { LabReport } from '../../schema/index.ts';
import { displayWidth, padEnd, truncate } from '../text-width.ts';
import { compliedWithin, depthOf, shareOf } from './summary.ts';

const BLOCKS = '▁▂▃▄▅▆▇█';

/** Draws shares (0..1) as a line of block characters, in eighths; a share of 0 is a space. */
export function bars(shares: readonly number[]): string {
  return shares.map((share) => (share > 0 ? BLOCKS[Math.min(8, Math.ceil(share * 8)) - 1]! : ' ')).join('');
}

const LEFT_BLOCKS = '▏▎▍▌▋▊▉█';

/** Draws a share (0..1) as a bar of at most `columns`, in eighths; a share of 0 is empty. */
export function bar(share: number, columns: number): string {
  const eighths = share > 0 ? Math.ceil(Math.min(1, share) * columns * 8) : 0;
  const last = eighths % 8;
  return '█'.repeat(Math.floor(eighths / 8)) + (last === 0 ? '' : LEFT_BLOCKS[last - 1]!);
}

/**
 * Draws one line per fine-tuned row: how much of its compliance a guard that reads the first k tokens can see, with k
 * from 1 to the end from left to right, and the axis below. At most `width` columns: only every second or third k if
 * there is no room. Empty if no such row was run.
 */
export function depthCurves(report: LabReport, width: number): string[] {
  const rows = report.rows.filter(({ id, fineTuned }) => fineTuned && compliedWithin(report, id, 0).n > 0);
  const depth = depthOf(report);
  if (rows.length === 0 || depth === 0) return [];
  const label = Math.min(16, Math.max(...rows.map(({ id }) => displayWidth(id)))) + 1;
  const step = Math.max(1, Math.ceil(depth / Math.max(1, width - label)));
  const shown = Array.from({ length: Math.floor(depth / step) }, (_, i) => (i + 1) * step);
  const curves = rows.map(({ id }) => {
    const shares = shown.map((k) => shareOf(compliedWithin(report, id, k)) ?? 0);
    return padEnd(truncate(id, label - 1), label) + bars(shares);
  });
  return [...curves, padEnd('k', label) + axis(shown)].map((line) => line.trimEnd());
}

/** The last digit of a label is below its k. */
function axis(shown: readonly number[]): string {
  let line = '';
  for (const [i, k] of shown.entries()) {
    const label = String(k);
    if ((i === 0 || (i + 1) % 8 === 0) && line.length + label.length <= i + 1)
      line = line.padEnd(i + 1 - label.length) + label;
  }
  return line;
}
