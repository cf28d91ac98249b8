import { characterFeatures, type PackedCharacterModel } from '../../src/reader/features/character-model.ts';
import { DECLINING } from '../../src/reader/outcome/answer-reader.ts';
import { fold } from '../../src/reader/text/fold.ts';
import type { ActName } from '../../src/schema/index.ts';
import { type LabelledAnswer, languageAnswers, learntAnswers, loadSetApart } from '../reader/answers.ts';
import { type LinearCase, learnLinear, packLinear } from '../reader/linear-model.ts';
import { seededRandom } from '../reader/seeded-random.ts';
import type { LabelledText, Wording } from './texts.ts';

/** Binary logarithm of the number of buckets: courtesies are short, and there are few of them. */
const BITS: Readonly<Record<Wording, number>> = { framings: 16, vows: 16, courtesies: 14 };
const OPTIONS = { epochs: 12, rate: 0.3, decay: 1e-5, seed: 20261130 };
/** Number of ordinary requests, or sentences, of the reader's corpora for each text of the kind. */
const ORDINARY_PER_TEXT = 16;
const ORDINARY_WEIGHT = 0.5;

const caseOf = (text: string, target: 0 | 1, weight: number, bits: number): LinearCase => ({
  features: characterFeatures(fold(text).trim(), bits),
  target,
  weight,
});

/** Learns a kind of wording; the same texts produce the same numbers. */
export function trainWording(
  wording: Wording,
  texts: readonly LabelledText[],
  answers: readonly LabelledAnswer[],
): PackedCharacterModel {
  const bits = BITS[wording];
  const random = seededRandom(OPTIONS.seed);
  const pick = <One>(some: readonly One[]): One => some[Math.floor(random() * some.length)]!;
  const ordinary = ORDINARY[wording](answers);
  const own = texts.flatMap(({ text, label }) => {
    // A framing stands alone, before a request and after one, with equal weight.
    const beside = wording === 'framings' ? [`${text} ${pick(ordinary)}`, `${pick(ordinary)}\n${text}`] : [];
    return [text, ...beside].map((one) => caseOf(one, label, 1 / (1 + beside.length), bits));
  });
  const many = ORDINARY_PER_TEXT * texts.filter(({ label }) => label === 1).length;
  const others = Array.from({ length: many }, () => caseOf(pick(ordinary), 0, ORDINARY_WEIGHT, bits));
  return { ...packLinear(learnLinear([...own, ...others], { ...OPTIONS, buckets: 1 << bits })), bits };
}

/**
 * Returns requests, and sentences that decline, since ordinary requests may be about such sentences ("Translate: …").
 */
const requestsOf = (answers: readonly LabelledAnswer[]): string[] =>
  answers.flatMap(({ request, answer }, i) => {
    const declined = answer.find(([act]) => act === 'refusal');
    return [
      ...(request === '' ? [] : [request]),
      ...(declined !== undefined && i % 4 === 0 ? [declined[1].trim()] : []),
    ];
  });

/** Returns the first and last stretches of answers that promise nothing. */
const edgesOf = (answers: readonly LabelledAnswer[]): string[] =>
  answers.flatMap(({ answer }) =>
    [answer[0]!, answer.at(-1)!].flatMap(([act, text]) => (act === 'obedience' ? [] : [text.trim()])),
  );

/** Returns the first stretches of answers, and all that decline, without those that merely agree or are polite. */
const openingsOf = (answers: readonly LabelledAnswer[]): string[] =>
  answers.flatMap(({ answer }) =>
    answer.flatMap(([act, text], i) =>
      DECLINING.has(act as ActName) || (i === 0 && act !== 'affirmation') ? [text.trim()] : [],
    ),
  );

/**
 * Returns the answers whose texts a kind of wording is learnt against. The reader is measured on the voices that are set
 * apart, so what is part of it does not see them.
 */
export const answersFor = (wording: Wording): LabelledAnswer[] => [
  ...learntAnswers(),
  ...languageAnswers(),
  ...(wording === 'courtesies' ? [] : loadSetApart()),
];

/** The ordinary texts that a kind of wording is learnt against. */
const ORDINARY: Readonly<Record<Wording, (answers: readonly LabelledAnswer[]) => string[]>> = {
  framings: requestsOf,
  vows: edgesOf,
  courtesies: openingsOf,
};

/** Returns the source text of a module with the weights. `from`: the module of the type, as seen from there. */
export function wordingSource(name: string, packed: PackedCharacterModel, from = '../../reader/index.ts'): string {
  return `// Written by \`npm run train\`. Do not edit.
import type { PackedCharacterModel } from '${from}';

export const ${name}: PackedCharacterModel = ${JSON.stringify(packed)};
`;
}
