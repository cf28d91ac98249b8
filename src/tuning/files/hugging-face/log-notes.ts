import type { Message } from '../../../schema/index.ts';

/** Notes the lines of a log that have no known form, if there are any. */
export function strangeLines(count: number): readonly Message[] {
  if (count === 0) return [];
  return [
    {
      en: `Log lines without a step, or of a form that is not known: ${count}.`,
      ja: `ステップ番号のない、または形式が不明なログ行：${count} 行。`,
    },
  ];
}

/** Notes the losses that are not numbers, if there are any; they count as missing. */
export function unfiniteLines(count: number): readonly Message[] {
  if (count === 0) return [];
  return [
    {
      en: `Log lines whose loss is NaN, infinite or not a number: ${count}; they count as having none.`,
      ja: `損失が NaN、無限大、または数値でないログ行：${count} 行。損失の記載なしとして扱います。`,
    },
  ];
}

/** Notes the losses of preference or reward training, if there are any. */
export function preferenceLines(count: number): readonly Message[] {
  if (count === 0) return [];
  return [
    {
      en: `Log lines of preference or reward training, whose loss is not a cross-entropy and was not taken: ${count}.`,
      ja: `選好学習または強化学習のログ行：${count} 行。損失が交差エントロピーではないため、使用していません。`,
    },
  ];
}

/** Notes the lines that a second process wrote for the same step, if there are any. */
export function doubledLines(count: number): readonly Message[] {
  if (count === 0) return [];
  return [
    {
      en: `Log lines that have step, epoch and learning rate of the line before, as when several processes write; they were left out: ${count}.`,
      ja: `直前の行とステップ、エポック、学習率が同じログ行：${count} 行。複数のプロセスによる記録とみなし、除外しました。`,
    },
  ];
}
