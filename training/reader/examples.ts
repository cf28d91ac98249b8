import { DENSE } from '../../src/reader/features/dense.ts';
import type { Vocabulary } from '../../src/reader/features/symbols.ts';
import { FeatureReader } from '../../src/reader/features/unit-features.ts';
import { ACT_ORDER, GROUND_ORDER, OUTCOME_ORDER } from '../../src/reader/network/reader-network.ts';
import { ordersData } from '../../src/reader/request/ordered-data.ts';
import { requestOf } from '../../src/reader/request/request.ts';
import { answerUnits } from '../../src/reader/text/units.ts';
import type { LabelledAnswer } from './answers.ts';
import type { NetworkExample } from './network/reader.ts';

/** An answer with its features, before the learnt ones are selected. */
export interface FeaturedAnswer {
  readonly answer: LabelledAnswer;
  /** Feature hashes of each unit. */
  readonly units: readonly (readonly number[])[];
  readonly beside: Float32Array;
  readonly chars: readonly number[];
  readonly request: readonly number[];
  readonly requestKnown: boolean;
  readonly refusalPrior: number;
  readonly acts: readonly number[];
}

/**
 * Extracts the features of an answer. `priorOf`: probability that its request is declined, according to a model that
 * has not seen its voice.
 */
export function featuredAnswer(
  answer: LabelledAnswer,
  vocabulary: Vocabulary,
  priorOf: (answer: LabelledAnswer) => number,
): FeaturedAnswer {
  const request = requestOf(answer.request, vocabulary, () => priorOf(answer));
  const reader = new FeatureReader(request, vocabulary);
  const units = answerUnits(answer.text, { spokenData: !ordersData(answer.request), endsAtBlocks: false });
  const beside = new Float32Array(units.length * DENSE);
  const features = units.map((unit, i) => {
    const read = reader.read(unit, answer.text.slice(unit.start, unit.end));
    beside.set(read.beside, i * DENSE);
    return read.words;
  });
  return {
    answer,
    units: features,
    beside,
    chars: units.map(({ start, end }) => end - start),
    request: request.ngrams,
    requestKnown: request.known,
    refusalPrior: request.refusalPrior,
    acts: units.map(({ start, end }) => actAt(answer, start, end)),
  };
}

/** Returns the act of the stretch with the largest overlap with `start..end`. */
function actAt({ answer }: LabelledAnswer, start: number, end: number): number {
  let best = 0;
  let most = 0;
  let at = 0;
  for (const [act, text] of answer) {
    const shared = Math.min(end, at + text.length) - Math.max(start, at);
    if (shared > most) [best, most] = [ACT_ORDER.indexOf(act), shared];
    at += text.length;
  }
  return best;
}

/**
 * Weights that compensate for the corpus: it has fewer complying answers than the world, and fewer that refuse and then
 * comply than other refusals.
 */
const WEIGHTS: Readonly<Record<LabelledAnswer['outcome'], number>> = {
  compliance: 1.5,
  refusal: 1,
  partial: 1,
  'refuse-then-comply': 1.7,
};
/** With few voices, most ways of declining are rare, and complying answers of equal weight would hide them. */
const MANY_VOICES: ReadonlySet<string> = new Set(['en', 'ja']);
const FEW_VOICES_COMPLIANCE = 0.75;

function weightOf({ outcome, language }: LabelledAnswer): number {
  return outcome === 'compliance' && !MANY_VOICES.has(language) ? FEW_VOICES_COMPLIANCE : WEIGHTS[outcome];
}

/** Converts an answer for the network. `words` and `asked` map each learnt feature to its row. */
export function networkExample(
  featured: FeaturedAnswer,
  words: ReadonlyMap<number, number>,
  asked: ReadonlyMap<number, number>,
): NetworkExample {
  const outcome = OUTCOME_ORDER.indexOf(featured.answer.outcome);
  const rows = (hashes: readonly number[], table: ReadonlyMap<number, number>) =>
    Int32Array.from(
      new Set(
        hashes.flatMap((hash) => {
          const row = table.get(hash);
          return row === undefined ? [] : [row];
        }),
      ),
    );
  return {
    units: featured.units.map((hashes) => rows(hashes, words)),
    beside: featured.beside,
    chars: featured.chars,
    request: rows(featured.request, asked),
    requestKnown: featured.requestKnown,
    refusalPrior: featured.refusalPrior,
    acts: featured.acts,
    outcome,
    ground: (GROUND_ORDER as readonly string[]).indexOf(featured.answer.ground),
    weight: weightOf(featured.answer),
  };
}
