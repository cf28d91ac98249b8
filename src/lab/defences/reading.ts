import { DECLINING, readResponse } from '../../reader/index.ts';
import type { Act } from '../../schema/index.ts';
import { decode, encode } from '../world/tokens.ts';
import type { Defence } from './defence.ts';

/** Tokens after which the text so far is read; a refusal may continue after a colon. */
const STOPS = new Set(encode('. ! ? :'));

/** Minimum confidence of a refusal. The toy language has words that no reader knows, but its refusals are plain. */
const SURE_REFUSAL = 0.95;

/** Reports whether a text declines, other than for lack of capability. */
export function declines(said: string, prompt: string): boolean {
  return readResponse(said, { prompt }).acts.some(isSureRefusal);
}

const isSureRefusal = ({ act, ground, confidence }: Act) =>
  act === 'refusal' && ground !== 'capability' && confidence! >= SURE_REFUSAL;

/**
 * A refusal is final: at each stop the engine reads the text so far, and nothing after a refusal is released. Never
 * looks ahead.
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
 * Reports whether an answer turns after declining. The toy language offers no alternatives to what was asked for, so
 * anything after a refusal that does not decline is the answer, with or without a pivot sentence.
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
