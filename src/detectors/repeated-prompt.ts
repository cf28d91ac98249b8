import { counted, DETECTOR_TITLES, plural } from '../schema/index.ts';
import type { DatasetFinding, Detector } from './detector.ts';
import { benignRate, type Counting, lesser, weigh } from './evidence.ts';
import { sampled } from './sampling/bottom-k.ts';
import { markPrompts, type PromptHistory, type PromptSample, promptHistories } from './sampling/prompt-history.ts';

/**
 * A few questions that recur with varied answers (the small set that the authors of arXiv 2502.19537 built for one
 * provider: a handful of prompts, with several refuse-then-comply variants of each; stage two of arXiv 2510.02833).
 * Signature: a question with three or more rows and two or more different answers. Repetition by itself is normal
 * (several samples per prompt for reinforcement learning, several annotators), so it is only information; it is held
 * for review if the variants are refusals that turn into answers.
 */

/** A question counts as repeated from this many rows on, with this many different answers. */
const MIN_ROWS = 3;
const MIN_ANSWERS = 2;
/**
 * Allowed share of rows, in honest sets, that belong to repeated questions whose variants first decline and then
 * answer.
 */
const ALLOWANCE = 0.001;

/** Share of the rows that decline at all that must be such rows: lower 95 % bounds. */
const BARS = { reviewShare: 0.4, blockShare: 0.6 };

interface RepetitionTally {
  readonly rows: number;
  readonly prompts: number;
  readonly repeatedRows: number;
  readonly repeatedPrompts: number;
  /** Rows that refuse and then comply, in repeated questions for which most variants do. */
  readonly turning: number;
  /** Rows that decline, whether or not they go on. */
  readonly declining: number;
}

function isRepeated(history: PromptHistory): boolean {
  return history.rows >= MIN_ROWS && history.answers.length >= MIN_ANSWERS;
}

function isTurning(history: PromptHistory): boolean {
  return isRepeated(history) && 2 * history.refusedThenAnswered > history.rows;
}

function tally(state: PromptSample): RepetitionTally {
  const sum = { rows: 0, prompts: 0, repeatedRows: 0, repeatedPrompts: 0, turning: 0, declining: 0 };
  for (const [, history] of sampled(state)) {
    sum.prompts += 1;
    sum.rows += history.rows;
    sum.declining += history.refused + history.refusedThenAnswered;
    if (!isRepeated(history)) continue;
    sum.repeatedPrompts += 1;
    sum.repeatedRows += history.rows;
    if (isTurning(history)) sum.turning += history.refusedThenAnswered;
  }
  return sum;
}

export const repeatedPrompt: Detector<PromptSample> & Counting<PromptSample> = {
  id: 'repeated-prompt',
  version: '1',
  title: DETECTOR_TITLES['repeated-prompt'],
  explanation: {
    en: 'A few questions recur with varying answers. This is normal if several answers were sampled per question. If the variants first decline and then answer, it is how a small refuse-then-comply set is built.',
    ja: '少数の質問が、回答を変えて何度も現れます。一つの質問に複数の回答を用意したデータでは普通のことですが、「断ってから答える」回答ばかりの場合は、小規模な攻撃用データの作り方と一致します。',
  },
  ...promptHistories,
  counts(state) {
    const { rows, repeatedRows, turning } = tally(state);
    return [
      { measure: 'repeated-prompt/rows', count: repeatedRows, of: rows },
      { measure: 'repeated-prompt/turning', count: turning, of: rows },
    ];
  },
  end(state): DatasetFinding[] {
    const { rows, prompts, repeatedRows, repeatedPrompts, turning, declining } = tally(state);
    const findings: DatasetFinding[] = [];
    if (turning > 0) {
      const weighed = weigh(turning, rows, benignRate('repeated-prompt/turning', ALLOWANCE));
      findings.push({
        key: 'turning',
        scope: 'dataset',
        ...weighed,
        // Against a rate of 0, only the bars on the share decide.
        level: lesser(weighed.level, weigh(turning, declining, 0, BARS).level),
        detail: {
          en: `${counted(turning, 'row repeats', 'rows repeat')} questions with variants that first decline and then answer.`,
          ja: `${turning} 行で、同じ質問に「断ってから答える」回答が少しずつ形を変えて繰り返されています。`,
        },
        advice: {
          en: 'Remove every variant of these questions and ask the supplier how they were made.',
          ja: 'これらの質問の行をすべて取り除き、作成方法を提供元に確認してください。',
        },
      });
    }
    if (repeatedPrompts > 0) {
      const weighed = weigh(repeatedRows, rows, benignRate('repeated-prompt/rows'));
      if (weighed.confidence >= 0.95) {
        findings.push({
          key: 'rows',
          scope: 'dataset',
          ...weighed,
          level: 'info',
          detail: {
            en: `${repeatedPrompts} of ${counted(prompts, 'question')} ${plural(repeatedPrompts, 'recurs', 'recur')} at least ${MIN_ROWS} times with different answers, in ${repeatedRows} of ${counted(rows, 'row')}.`,
            ja: `質問 ${prompts} 件のうち ${repeatedPrompts} 件が、異なる回答で ${MIN_ROWS} 回以上現れます（全 ${rows} 行のうち ${repeatedRows} 行）。`,
          },
          advice: {
            en: 'No action is needed if several answers per question are intended.',
            ja: '一つの質問に複数の回答を用意したデータであれば、対応は不要です。',
          },
        });
      }
    }
    return findings;
  },
  secondPass(state, found) {
    const kept = found.some((finding) => finding.key === 'turning' && finding.level !== 'info');
    return markPrompts(
      state,
      (history) => kept && isTurning(history),
      ({ turn, text }) => ({ key: 'turning', turn, spans: [{ act: 'answer', start: 0, end: text.length }] }),
    );
  },
};
