import { eachSentence, SCREEN_BITS } from '../../src/acts/screen/sentence-features.ts';
import type { LabelledAnswer } from './answers.ts';
import { seededRandom } from './seeded-random.ts';

const EPOCHS = 6;
const RATE = 0.15;
const DECAY = 1e-5;
const TELLING: ReadonlySet<string> = new Set(['refusal', 'obedience']);
/** A telling sentence weighs so much: what the screen lets pass is read by nobody. */
const TELLING_WEIGHT = 3;
/** The sum from which on a sentence tells; lower ones are those of ordinary prose. */
const THRESHOLD = 50;

/** The screen: a weight for each bucket in steps of `scale`, and the sum that a telling sentence reaches. */
export interface TrainedScreen {
  readonly weights: Int8Array;
  readonly threshold: number;
}

interface Sentence {
  readonly buckets: readonly number[];
  readonly telling: boolean;
}

function sentencesOf({ text, answer }: LabelledAnswer): Sentence[] {
  const sentences: Sentence[] = [];
  let buckets: number[] = [];
  let start = 0;
  eachSentence(
    text,
    (word, pair) => buckets.push(word, pair),
    (end) => {
      if (buckets.length > 0) sentences.push({ buckets, telling: tells(answer, start, end) });
      buckets = [];
      start = end;
    },
  );
  return sentences;
}

function tells(answer: LabelledAnswer['answer'], start: number, end: number): boolean {
  let at = 0;
  let most = 0;
  let telling = false;
  for (const [act, text] of answer) {
    const shared = Math.min(end, at + text.length) - Math.max(start, at);
    if (shared > most) [most, telling] = [shared, TELLING.has(act)];
    at += text.length;
  }
  return telling;
}

/** Logistic regression over words and pairs of words by AdaGrad; then the threshold. */
export function trainScreen(answers: readonly LabelledAnswer[]): TrainedScreen {
  const sentences = answers.flatMap(sentencesOf);
  const size = 1 << SCREEN_BITS;
  const weights = new Float64Array(size);
  const squares = new Float64Array(size).fill(0.1);
  const random = seededRandom(20261201);
  for (let epoch = 0; epoch < EPOCHS; epoch += 1) {
    for (let n = 0; n < sentences.length; n += 1) {
      const { buckets, telling } = sentences[Math.floor(random() * sentences.length)]!;
      let score = BIAS;
      for (const bucket of buckets) score += weights[bucket]!;
      const g = (1 / (1 + Math.exp(-score)) - (telling ? 1 : 0)) * (telling ? TELLING_WEIGHT : 1);
      for (const bucket of buckets) {
        squares[bucket]! += g * g;
        weights[bucket]! -= (RATE * g) / Math.sqrt(squares[bucket]!) + DECAY * weights[bucket]!;
      }
    }
  }
  const packed = Int8Array.from(weights, (weight) => Math.max(-127, Math.min(127, Math.round(weight * STEPS))));
  return { weights: packed, threshold: THRESHOLD };
}

/** Sentences are substance unless words tell otherwise. */
const BIAS = -1.5;
/** Steps of a weight for each unit of the score. */
const STEPS = 32;

export const screenSource = ({ weights, threshold }: TrainedScreen) => `// Written by \`npm run train\`. Do not edit.
export const SCREEN = { threshold: ${threshold}, weights: ${JSON.stringify(Buffer.from(weights.buffer).toString('base64'))} };
`;
