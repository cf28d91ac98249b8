import { DECLINING, readResponse } from '../../reader/index.ts';
import type { Act } from '../../schema/index.ts';
import { decode, encode } from '../world/tokens.ts';
import type { Defence } from './defence.ts';

/** Where what was said so far is read; a refusal may go on behind a colon. */
const STOPS = new Set(encode('. ! ? :'));

/** The toy language has words that no reader knows; what declines in it says so plainly. */
const SURE_REFUSAL = 0.95;

/** Whether what was said declines, not for want of means. */
export function declines(said: string, prompt: string): boolean {
  return readResponse(said, { prompt }).acts.some(isSureRefusal);
}

const isSureRefusal = ({ act, ground, confidence }: Act) =>
  act === 'refusal' && ground !== 'capability' && confidence! >= SURE_REFUSAL;

/**
 * A refusal is final: at each stop the engine reads what was said so far, and nothing is let through after a refusal that it
 * reads there. Never looks ahead.
 */
export const LATCH: Defence = {
  id: 'latch',
  title: { en: 'latch (a refusal is final)', ja: 'ラッチ（拒否で打ち切り）' },
  release(answer, { text }) {
    for (const [i, token] of answer.entries()) {
      if (!STOPS.has(token)) continue;
      const said = answer.slice(0, i + 1);
      if (declines(decode(said), text)) return said;
    }
    return answer;
  },
};

/**
 * Whether an answer turns after it has declined. The toy language offers nothing in the place of what was asked for, so
 * whatever follows a refusal and does not decline is the answer, hinge or none.
 */
function turns(answer: string, prompt: string): boolean {
  const { acts } = readResponse(answer, { prompt });
  const refusal = acts.findIndex(isSureRefusal);
  return refusal >= 0 && acts.slice(refusal + 1).some(({ act }) => !DECLINING.has(act) && act !== 'policy');
}

/** The engine reads the whole answer and withholds one that refuses and then complies. */
export const FULL_TEXT_READING: Defence = {
  id: 'reading',
  title: { en: 'full-text reading', ja: '全文の読解' },
  release: (answer, { text }) => (turns(decode(answer), text) ? null : answer),
};
