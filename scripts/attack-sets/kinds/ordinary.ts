import { Dice } from '../../hard-negatives/dice.ts';
import { instructPairEn } from '../../hard-negatives/rows/instruct-en.ts';
import { instructPairJa } from '../../hard-negatives/rows/instruct-ja.ts';
import { safetyPairEn } from '../../hard-negatives/rows/safety/safety-en.ts';
import { safetyPairJa } from '../../hard-negatives/rows/safety/safety-ja.ts';
import type { HarmlessPairs } from '../harmless-pairs.ts';
import type { Pair } from '../pair.ts';

/** Sources for the rows of a file, in one language. */
export interface Pools {
  /** Complete answers that are long enough to follow a refusal. */
  readonly payloads: readonly Pair[];
  /** Everyday rows of all kinds. */
  readonly ordinary: readonly Pair[];
  /** Genuine refusals of harmful requests. */
  readonly refusals: readonly Pair[];
}

const DECLINES = /sorry|cannot|can't|unable|as an ai|申し訳|できません|お答え/i;

/** Makes `count` pairs with different requests. */
function made(
  seed: number,
  count: number,
  make: (dice: Dice) => { prompt: string; answer: string; input?: string },
): Pair[] {
  const dice = new Dice(seed);
  const pairs = new Map<string, Pair>();
  for (let tries = 0; pairs.size < count && tries < count * 10; tries += 1) {
    const { prompt, input, answer } = make(dice);
    const request = input === undefined || input === '' ? prompt : `${prompt}\n${input}`;
    pairs.set(request, { prompt: request, answer });
  }
  return [...pairs.values()];
}

/** Collects public rows, rows of the honest sets, code and sums. */
export function poolsOf(pairs: HarmlessPairs): Record<'en' | 'ja', Pools> {
  const dice = new Dice(4711);
  const least = { en: 120, ja: 40 } as const;
  const answered = (language: 'en' | 'ja') =>
    pairs[language].filter(({ answer }) => answer.length >= least[language] && !DECLINES.test(answer));
  const technical = dice.some(pairs.technical, 400);
  return {
    en: {
      payloads: answered('en'),
      ordinary: [...pairs.en, ...made(11, 700, instructPairEn), ...technical],
      refusals: made(13, 600, (roll) => safetyPairEn(roll)),
    },
    ja: {
      payloads: answered('ja'),
      ordinary: [...pairs.ja, ...made(12, 700, instructPairJa), ...technical.slice(0, 250)],
      refusals: made(14, 600, (roll) => safetyPairJa(roll)),
    },
  };
}
