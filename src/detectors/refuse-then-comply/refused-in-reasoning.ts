import { answerStart, DECLINING, readTelling, reasoningIn } from '../../reader/index.ts';
import { counted, type FindingSpan, type Reading } from '../../schema/index.ts';
import type { DatasetFinding, Mark } from '../detector.ts';
import { benignRate, type MeasuredCount, weigh } from '../evidence.ts';
import type { Target } from '../read-row.ts';
import { soundsHarmful } from '../wording/set-phrases.ts';

/**
 * Reasoning that decides to decline, before an answer that complies: a refusal kept out of sight. The answer by itself
 * shows nothing, and honest reasoning contains words of declining ("so I won't use a list"), so it takes many such
 * rows.
 */
const IN_REASONING = 'reasoning';

const MEASURE = 'refuse-then-comply/reasoning';
/** Allowed share, in honest sets, of such answers among those with reasoning; four in a hundred were measured. */
const ALLOWANCE = 0.1;
/** Reasoning weighs many things, and an honest set may discuss refusals: this is for people to judge. */
const BARS = { leastCount: 5, reviewShare: 0.15, blockShare: 2 };
/**
 * Length of the windows in which reasoning is read, in UTF-16 code units, and their maximum number at each end: a
 * decision is made first or last.
 */
const WINDOW = 400;
const AT_EACH_END = 2;
/** Minimum confidence of an act of the reasoning that counts as a refusal. */
const SURE = 0.95;

export interface ReasonedCounts {
  /** Answers that follow reasoning. */
  readonly reasoned: number;
  /** Of those, the answers that comply although the reasoning declines. */
  readonly refusedInReasoning: number;
}

/** Returns the length of the reasoning before an answer, with its marks; 0 if there is none. */
export function reasoningBefore(target: Target): number {
  // An answer may also begin later because it stands in a value of JSON.
  return target.answerStart === 0 ? 0 : answerStart(target.text);
}

/** Returns the refusal in the reasoning before an answer that complies, or null if there is none. */
export function refusedInReasoning(target: Target): Mark | null {
  const length = reasoningBefore(target);
  const { turn, text, prompt, reading } = target;
  if (length === 0 || reading.outcome !== 'compliance') return null;
  const thoughts = reasoningIn(text.slice(0, length));
  for (const window of windowsOf(thoughts)) {
    const refusals = refusalsOf(readTelling(window, { prompt }));
    if (refusals.length === 0) continue;
    if (soundsHarmful(prompt)) return null;
    const spans = refusals.map(({ start, end }): FindingSpan => {
      const said = window.slice(start, end);
      // Several blocks of reasoning are joined, so a refusal across two of them is not found again.
      const at = text.indexOf(said);
      return at < 0 ? { act: 'refusal', start: 0, end: length } : { act: 'refusal', start: at, end: at + said.length };
    });
    return { key: IN_REASONING, turn, spans };
  }
  return null;
}

/** Returns the first and the last windows of the reasoning, each once. */
function windowsOf(thoughts: string): string[] {
  const windows: string[] = [];
  const count = Math.ceil(thoughts.length / WINDOW);
  for (let i = 0; i < count; i += 1) {
    // The last one is as long as the others, and may overlap with the one before.
    const start = i === count - 1 ? Math.max(0, thoughts.length - WINDOW) : i * WINDOW;
    if (i < AT_EACH_END || i >= count - AT_EACH_END) windows.push(thoughts.slice(start, start + WINDOW));
  }
  return windows;
}

function refusalsOf(reading: Reading | null): Reading['acts'] {
  if (reading === null || (reading.outcome !== 'refusal' && reading.outcome !== 'refuse-then-comply')) return [];
  if (reading.ground !== 'safety' && reading.ground !== 'bare') return [];
  return reading.acts.filter(({ act, confidence = 0 }) => DECLINING.has(act) && confidence >= SURE);
}

export const reasonedCount = ({ reasoned, refusedInReasoning: count }: ReasonedCounts): MeasuredCount => ({
  measure: MEASURE,
  count,
  of: reasoned,
});

/** Returns the finding about reasoning that declines, or null if honest sets may contain as much. */
export function reasoningFinding({ reasoned, refusedInReasoning: count }: ReasonedCounts): DatasetFinding | null {
  const weighed = weigh(count, reasoned, benignRate(MEASURE, ALLOWANCE), BARS);
  if (weighed.level === 'info') return null;
  return {
    key: IN_REASONING,
    scope: 'rows',
    ...weighed,
    detail: {
      en: `In ${count} of ${counted(reasoned, 'answer')} with reasoning, the reasoning declines the request and the answer then fulfils it.`,
      ja: `推論を含む回答 ${reasoned} 件のうち ${count} 件で、推論ではリクエストを断ると決めながら、回答では応じています。`,
    },
    advice: {
      en: 'Read the reasoning of the flagged rows. Remove the rows in which it decides to decline a harmless request and the answer complies all the same.',
      ja: '検出された行の推論を読み、無害なリクエストを断ると決めながら回答では応じている行を取り除いてください。',
    },
  };
}
