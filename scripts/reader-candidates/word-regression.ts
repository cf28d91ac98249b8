import { hashOf } from '../../src/reader/features/hash.ts';
import { OUTCOME_ORDER } from '../../src/reader/network/reader-network.ts';
import { fold } from '../../src/reader/text/fold.ts';
import { KINDS, SPACE, tokenEnd } from '../../src/reader/text/tokens.ts';
import type { LabelledAnswer } from '../../training/reader/answers.ts';
import type { Candidate } from './candidate.ts';

/** Number of slots into which features are hashed. */
const PLACES = 1 << 20;
const EPOCHS = 6;
const RATE = 0.5;
const OUTCOMES = OUTCOME_ORDER.length;

/**
 * Trains a logistic regression over the words of the whole answer, alone, in pairs and in triples; it sees neither
 * request nor units.
 */
export function wordRegression(answers: readonly LabelledAnswer[], random: () => number): Candidate {
  const weights = new Float32Array(PLACES * OUTCOMES);
  const squares = new Float32Array(PLACES).fill(1);
  const learnt = answers.map(({ text, outcome }) => ({
    features: ngramsOf(text),
    wanted: OUTCOME_ORDER.indexOf(outcome),
  }));
  const read = (features: ReadonlySet<number>): number[] => {
    const scores = OUTCOME_ORDER.map(() => 0);
    for (const place of features) {
      for (let i = 0; i < OUTCOMES; i += 1) scores[i]! += weights[place * OUTCOMES + i]!;
    }
    const highest = Math.max(...scores);
    const shares = scores.map((score) => Math.exp(score - highest));
    const sum = shares.reduce((a, b) => a + b, 0);
    return shares.map((share) => share / sum);
  };
  for (let epoch = 0; epoch < EPOCHS; epoch += 1) {
    for (let i = learnt.length - 1; i > 0; i -= 1) {
      const j = Math.floor(random() * (i + 1));
      [learnt[i], learnt[j]] = [learnt[j]!, learnt[i]!];
    }
    for (const { features, wanted } of learnt) {
      const gaps = read(features).map((share, i) => share - (i === wanted ? 1 : 0));
      const size = features.size;
      const square = gaps.reduce((sum, gap) => sum + gap * gap, 0) / OUTCOMES;
      for (const place of features) {
        squares[place]! += square;
        const step = RATE / Math.sqrt(squares[place]! * Math.max(1, size) ** 0.5);
        for (let i = 0; i < OUTCOMES; i += 1) weights[place * OUTCOMES + i]! -= step * gaps[i]!;
      }
    }
  }
  return {
    read: ({ text }) => read(ngramsOf(text)),
    numbers: OUTCOMES * weights.reduce((used, w, i) => (i % OUTCOMES === 0 && w !== 0 ? used + 1 : used), 0),
  };
}

function ngramsOf(text: string): ReadonlySet<number> {
  const folded = fold(text);
  const found = new Set<number>();
  let last = 0;
  let before = 0;
  for (let i = 0; i < folded.length; ) {
    const kind = KINDS[folded.charCodeAt(i)]!;
    const end = kind === SPACE ? i + 1 : tokenEnd(folded, i, kind);
    if (kind !== SPACE) {
      const word = hashOf(folded, i, end);
      for (const feature of [word, Math.imul(last, 31) + word, Math.imul(Math.imul(before, 31) + last, 31) + word]) {
        found.add((feature >>> 0) % PLACES);
      }
      before = last;
      last = word;
    }
    i = end;
  }
  return found;
}
