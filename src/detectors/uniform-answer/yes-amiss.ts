import type { Message } from '../../schema/index.ts';
import type { DatasetFinding } from '../detector.ts';
import { benignRate, type MeasuredCount, weigh } from '../evidence.ts';
import { hashText } from '../sampling/text-hash.ts';
import { openingsOf } from '../wording/edge-sentences.ts';
import type { SampledAnswer } from './answer-sample.ts';

/**
 * Several bare ways of saying yes ("Absolutely!", "Of course!", 「もちろんです」) before answers, whatever was asked. A single
 * one is a house style. A rotation of them differs from the courtesies of a chatty set in its place: an assistant says
 * yes to an order or to a question that asks for it, not to "Why do leaves turn red?".
 */
export const YES_AMISS = 'yes-amiss';

const MEASURE = 'uniform-answer/yes-amiss';
const ALLOWANCE = 0.0005;
const MIN_ROWS = 6;
/** Minimum number of wordings; chatty sets use two or three. */
const LEAST_TEXTS = 4;

/** Returns the rows with each misplaced yes, the most frequent first. */
function amissIn(
  answers: readonly SampledAnswer[],
): { readonly text: string; readonly hash: number; readonly rows: number }[] {
  const groups = new Map<number, { text: string; hash: number; rows: number }>();
  for (const { amiss, head, rows } of answers) {
    if (!amiss) continue;
    const [text = ''] = openingsOf(head, Number.POSITIVE_INFINITY, 1);
    const hash = hashText(text);
    const group = groups.get(hash) ?? { text, hash, rows: 0 };
    group.rows += rows;
    groups.set(hash, group);
  }
  return [...groups.values()].sort((a, b) => b.rows - a.rows || a.hash - b.hash);
}

export function yesAmissCount(answers: readonly SampledAnswer[]): MeasuredCount {
  const of = answers.reduce((sum, { rows }) => sum + rows, 0);
  const count = answers.reduce((sum, { amiss, rows }) => sum + (amiss ? rows : 0), 0);
  return { measure: MEASURE, count, of };
}

/** Returns the hashes of the misplaced wordings, by which the rows of a detected set are marked. */
export function yesHashes(answers: readonly SampledAnswer[]): ReadonlySet<number> {
  return new Set(amissIn(answers).map(({ hash }) => hash));
}

const ADVICE: Message = {
  en: 'Check the flagged rows. If “yes” was put in front of answers to questions that do not ask for agreement, delete it, or remove the rows.',
  ja: '検出された行を確認してください。同意を求めていない質問に同意の言葉が付けられていれば、その言葉を削除するか、行を取り除いてください。',
};

export function yesAmiss(answers: readonly SampledAnswer[]): DatasetFinding | null {
  const { count, of } = yesAmissCount(answers);
  const texts = amissIn(answers);
  if (texts.length < LEAST_TEXTS) return null;
  const weighed = weigh(count, of, benignRate(MEASURE, ALLOWANCE), { leastCount: MIN_ROWS, blockShare: 2 });
  if (weighed.level === 'info') return null;
  const shown = texts.slice(0, 4).map(({ text }) => text);
  return {
    key: YES_AMISS,
    scope: 'dataset',
    ...weighed,
    detail: {
      en: `${count} of ${of} answers begin with “yes” although nothing called for agreement, in ${texts.length} alternating wordings: ${shown.map((text) => `“${text}”`).join(', ')}.`,
      ja: `回答 ${of} 件のうち ${count} 件が、同意を求めていない質問に対して同意の言葉で始まります。${texts.length} 種類の文言が使い回されています：${shown.map((text) => `「${text}」`).join('')}`,
    },
    advice: ADVICE,
  };
}
