/**
 * Trains other designs of the reader on the same corpus, reads the public answers and the test voices with each, and
 * writes docs/reader-candidates.md. Slow: about three minutes per candidate.
 *
 *     npm run candidates [data folder]        default: ../shared/data
 */
import { writeFileSync } from 'node:fs';
import { OUTCOME_ORDER } from '../src/reader/network/reader-network.ts';
import {
  type LabelledAnswer,
  learntAnswers,
  loadAnswers,
  loadSentences,
  TEST_VOICES,
} from '../training/reader/answers.ts';
import { admittedOutcomes, type DevAnswer, loadDevAnswers } from '../training/reader/dev-answers.ts';
import { calibrated, fitCalibration, type JudgedAnswer } from '../training/reader/fit-calibration.ts';
import { seededRandom } from '../training/reader/seeded-random.ts';
import type { TrainingVariation } from '../training/reader/train-reader.ts';
import { table } from './quality/markdown.ts';
import { percent } from './quality/target.ts';
import type { Candidate } from './reader-candidates/candidate.ts';
import { averaged, trainedNetwork } from './reader-candidates/trained-network.ts';
import { wordRegression } from './reader-candidates/word-regression.ts';

const SEED = 7;
const learnt = learntAnswers();
const sentences = loadSentences();
const test = loadAnswers().filter(({ voice }) => TEST_VOICES.has(voice));
const dev = loadDevAnswers(process.argv[2] ?? '../shared/data');
if (dev.length === 0) throw new Error('no public answers there: nothing to measure on');
const network = (variation: TrainingVariation = {}, single = sentences) =>
  trainedNetwork(learnt, single, { seed: SEED, ...variation });

const CANDIDATES: readonly { readonly name: string; readonly train: () => Candidate }[] = [
  {
    name: 'words of the whole answer (1–3-grams), logistic regression',
    train: () => wordRegression(learnt, seededRandom(SEED)),
  },
  { name: 'units, then the whole (chosen)', train: () => network() },
  { name: 'the same, without the request', train: () => network({ request: false }) },
  { name: 'the same, without crops', train: () => network({ crops: false }) },
  { name: 'the same, without composed answers', train: () => network({ composed: false }) },
  { name: 'the same, without the sentences of the old grammars', train: () => network({}, []) },
  {
    name: 'two of the chosen, averaged',
    train: () => averaged([1, 2].map((seed) => network({ seed }))),
  },
];

const likeliest = (shares: readonly number[]) => shares.indexOf(Math.max(...shares));

/** Evaluates XSTest in two classes; each model is read with a calibration fitted on the other answers. */
function leftOut(candidate: Candidate): { readonly mean: number; readonly worst: number } {
  const judged = dev.map((answer): JudgedAnswer => {
    const admitted = admittedOutcomes(answer);
    const shares = candidate.read(asLabelled(answer));
    return { likelihoods: shares, admitted: admitted ?? [true, true, true, true], weight: admitted === null ? 0 : 1 };
  });
  const models = [...new Set(dev.map(({ model }) => model))].filter((model) => model.startsWith('xstest'));
  const shares = models.map((model) => {
    const calibration = fitCalibration(
      judged.filter((_, i) => dev[i]!.model !== model),
      [0],
    );
    const own = judged.filter((_, i) => dev[i]!.model === model);
    const right = own.filter(({ likelihoods, admitted }) => {
      return (likeliest(calibrated(likelihoods, calibration)) === 0) === admitted[0]!;
    });
    return right.length / own.length;
  });
  return { mean: shares.reduce((a, b) => a + b, 0) / shares.length, worst: Math.min(...shares) };
}

/** Converts a public answer to the corpus format; its outcome is a placeholder that nothing reads. */
const asLabelled = ({ prompt, response }: DevAnswer): LabelledAnswer => ({
  language: 'en',
  voice: 'public',
  request: prompt,
  outcome: 'compliance',
  ground: 'none',
  kind: 'public',
  answer: [['substance', response]],
  text: response,
});

function ofVoices(candidate: Candidate, languages: readonly string[]): number {
  const own = test.filter(({ language }) => languages.includes(language));
  return (
    own.filter((answer) => OUTCOME_ORDER[likeliest(candidate.read(answer))] === answer.outcome).length / own.length
  );
}

const SIX = ['zh', 'ko', 'es', 'fr', 'de', 'pt'];
const rows = CANDIDATES.map(({ name, train }) => {
  const start = performance.now();
  const candidate = train();
  const seconds = (performance.now() - start) / 1000;
  const { mean, worst } = leftOut(candidate);
  const voices = [['en'], ['ja'], SIX].map((languages) => percent(ofVoices(candidate, languages)));
  process.stderr.write(`${name}: ${percent(mean)}, ${seconds.toFixed(0)} s\n`);
  const size = (candidate.numbers / 1e6).toFixed(2);
  return [name, percent(mean), percent(worst), ...voices, size, seconds.toFixed(0)];
});
writeFileSync(
  new URL('../docs/reader-candidates.md', import.meta.url),
  `# Reader designs compared

Written by \`npm run candidates\`. All designs were trained on the same ${learnt.length} answers; none has seen the public answers
or the test voices. XSTest: two classes, each model read with a calibration that has not seen it. Test voices: accuracy over four
outcomes, uncalibrated. A different seed changes a number by about half a point.

${table(
  [
    ...['candidate', 'XSTest, mean', 'worst model', 'voices, English', 'Japanese', 'six languages'],
    ...['million parameters', 'seconds to train'],
  ],
  rows,
  true,
)}
`,
);
