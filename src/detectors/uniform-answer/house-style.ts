import type { DatasetFinding } from '../detector.ts';
import { weigh } from '../evidence.ts';
import type { SampledAnswer } from './answer-sample.ts';

/** Characters at the start of an answer that identify a house style, and the least share and rows for mentioning it. */
const START = 10;
const MIN_SHARE = 0.5;
const MIN_ROWS = 20;

/** Finds a start shared by most answers, of any kind. This is normal, and mentioned only to avoid questions. */
export function houseStyle(answers: readonly SampledAnswer[]): DatasetFinding | null {
  const starts = new Map<string, number>();
  let of = 0;
  for (const { head, rows } of answers) {
    of += rows;
    const start = head.slice(0, START);
    if (start.length === START) starts.set(start, (starts.get(start) ?? 0) + rows);
  }
  let text = '';
  let count = 0;
  for (const [start, rows] of starts)
    if (rows > count || (rows === count && start < text)) [text, count] = [start, rows];
  if (of < MIN_ROWS || count < MIN_SHARE * of) return null;
  return {
    key: 'style',
    scope: 'dataset',
    ...weigh(count, of, MIN_SHARE),
    level: 'info',
    detail: {
      en: `${count} of ${of} answers begin with “${text.trim()}”.`,
      ja: `回答 ${of} 件のうち ${count} 件が「${text.trim()}」で始まります。`,
    },
    advice: {
      en: 'No action is needed if this is your house style.',
      ja: '意図した書式であれば、対応は不要です。',
    },
  };
}
