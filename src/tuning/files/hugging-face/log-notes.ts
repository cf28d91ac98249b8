import type { Message } from '../../../schema/index.ts';

/** Lines of a log that are of no known form, where there are any. */
export function strangeLines(count: number): readonly Message[] {
  if (count === 0) return [];
  return [
    {
      en: `Log lines without a step, or of a form that is not known: ${count}.`,
      ja: `ステップ番号のない、または形式が不明なログ行：${count} 行。`,
    },
  ];
}

/** Losses that are not numbers, where there are any: they count as not said. */
export function unfiniteLines(count: number): readonly Message[] {
  if (count === 0) return [];
  return [
    {
      en: `Log lines whose loss is NaN, infinite or not a number: ${count}; they count as having none.`,
      ja: `損失が NaN、無限大、または数値でないログ行：${count} 行。損失の記載なしとして扱います。`,
    },
  ];
}
