import { OPENING_BUCKETS, openingSentences, type PackedOpening } from '../../src/reader/opening/opening-gate.ts';
import type { LabelledAnswer } from './answers.ts';
import { type LinearCase, learnLinear, packLinear } from './linear-model.ts';

/** Single sentences weigh less than those of whole answers, because they come from old grammars. */
const SENTENCE_WEIGHT = 0.3;

/** Acts in an opening that call for close reading. */
const TELLING: ReadonlySet<string> = new Set(['refusal', 'rebuttal', 'admonition', 'policy', 'obedience']);
/** A sentence is a positive case if this many of its characters, or half of them, are in such a stretch. */
const MIN_TELLING_CHARS = 10;

/** Trains the gate for openings. */
export function trainOpening(answers: readonly LabelledAnswer[]): PackedOpening {
  const options = { buckets: OPENING_BUCKETS, epochs: 6, rate: 0.3, decay: 1e-6, seed: 20261128 };
  return packLinear(learnLinear(answers.flatMap(casesOf), options));
}

function casesOf({ text, answer, kind }: LabelledAnswer): LinearCase[] {
  return openingSentences(text).map(({ start, end, features }) => {
    let at = 0;
    let telling = 0;
    for (const [act, { length }] of answer) {
      if (TELLING.has(act)) telling += Math.max(0, Math.min(end, at + length) - Math.max(start, at));
      at += length;
    }
    const target = telling >= Math.min(MIN_TELLING_CHARS, (end - start) / 2) ? 1 : 0;
    return { features, target, weight: kind === 'sentence' ? SENTENCE_WEIGHT : 1 };
  });
}

/** Returns the source text of `src/reader/weights/opening.ts`. */
export function openingSource(packed: PackedOpening): string {
  return `// Written by \`npm run train\`. Do not edit.
import type { PackedOpening } from '../opening/opening-gate.ts';

export const OPENING: PackedOpening = ${JSON.stringify(packed)};
`;
}
