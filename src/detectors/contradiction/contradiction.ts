import { DECLINING } from '../../reader/index.ts';
import { counted, DETECTOR_TITLES, plural } from '../../schema/index.ts';
import type { DatasetFinding, Detector, Mark } from '../detector.ts';
import { benignRate, type Counting, lesser, type Weighed, weigh } from '../evidence.ts';
import type { ReadRow, Target } from '../read-row.ts';
import { sampled } from '../sampling/bottom-k.ts';
import { markPrompts, type PromptHistory, type PromptSample, promptHistories } from '../sampling/prompt-history.ts';
import {
  addedWords,
  keepQuestion,
  markNearDuplicates,
  mergeQuestions,
  type NearDuplicatesSample,
  nearDuplicates,
  nearDuplicatesSample,
} from './near-duplicates.ts';
import {
  keepWording,
  markWordings,
  mergeWordings,
  tallyWordings,
  type WordingsSample,
  wordingsSample,
} from './reworded-questions.ts';

/**
 * The same question refused in one row and answered in another, within a file or across files (ten-benign overfitting:
 * Xie et al., arXiv 2510.02833; phase two of covert malicious fine-tuning: arXiv 2406.20053). Signature: stage one
 * teaches one refusal for every question, and stage two takes it back with normal answers to the same questions. Each
 * file on its own looks like a mistake or like nothing at all. Honest sets hardly ever contain both. A question is
 * counted by its text, again by its content words, so that another word order or other function words hide nothing, and
 * declined questions are compared with the most similar answered ones (`near-duplicates.ts`).
 */

/**
 * Share of the questions with several answers that honest sets may both refuse and answer, because models disagree. The
 * measured rate is a share of all questions asked more than once, because the benign sets contain few questions whose
 * answers differ.
 */
const ALLOWANCE = 0.05;
/**
 * If a smaller share of the questions than this recurs, `RARE_ALLOWANCE` applies: the same share, but of all questions.
 */
const HARDLY_RECUR = 0.1;
const RARE_ALLOWANCE = 0.0005;
/** Share of the questions refused at all that must also be answered (lower 95 % bounds). Up to four may be chance. */
const BARS = { leastCount: 5, reviewShare: 0.25, blockShare: 0.5 };

/**
 * With more rows per recurring question than this, the set contains samples, and samples differ. Then only refusals
 * that are kept in separate files, or that are worded alike, are more than noise.
 */
const SAMPLES = 2.5;

/** Number of ways to find something: two samples, each against all questions and against those that recur. */
const TRIES = 4;

/** Number of questions that must get an answer word for word for it to count as constant. */
const CONSTANT = 5;

interface ContradictionTally {
  readonly prompts: number;
  /** Questions asked in more than one row. */
  readonly asked: number;
  /** Questions whose answers differ; copies of one answer prove nothing. */
  readonly repeated: number;
  readonly refused: number;
  readonly both: number;
  /** Of `both`, the questions refused in one file and answered in another. */
  readonly across: number;
  /** Of `both`, the questions recognised by separate files or by a refusal that is worded alike. */
  readonly ordered: number;
  /** Rows of the questions whose answers differ. */
  readonly repeatedRows: number;
}

/**
 * Returns the answers that are given word for word to several of the questions that have another answer as well. Such
 * an answer is a refusal, even if it was not read as one.
 */
function constants(state: PromptSample): ReadonlySet<number> {
  const prompts = new Map<number, number>();
  for (const [, history] of sampled(state)) {
    if (varies(history)) for (const saying of history.sayings) prompts.set(saying, (prompts.get(saying) ?? 0) + 1);
  }
  return new Set([...prompts].flatMap(([saying, count]) => (count >= CONSTANT ? [saying] : [])));
}

/** Reports whether a question has answers that differ. */
function varies({ answers }: PromptHistory): boolean {
  return answers.length > 1;
}

/** Reports whether a question is declined, whether it is also answered, and whether it gets a constant answer. */
function fate(
  history: PromptHistory,
  constant: ReadonlySet<number>,
): { readonly refused: boolean; readonly both: boolean; readonly alike: boolean } {
  const same = history.sayings.some((saying) => constant.has(saying));
  const refused = history.refused > 0 || same;
  const otherwise =
    history.answered > 0 &&
    (history.refused > 0 || history.answers.some((answer) => !history.sayings.includes(answer)));
  return { refused, both: varies(history) && refused && otherwise, alike: same };
}

function tally(state: PromptSample): ContradictionTally {
  let prompts = 0;
  let asked = 0;
  let repeated = 0;
  let refused = 0;
  let both = 0;
  let across = 0;
  let ordered = 0;
  let repeatedRows = 0;
  const constant = constants(state);
  for (const [, history] of sampled(state)) {
    const is = fate(history, constant);
    prompts += 1;
    if (history.rows > 1) asked += 1;
    if (varies(history)) {
      repeated += 1;
      repeatedRows += history.rows;
    }
    if (is.refused) refused += 1;
    if (!is.both) continue;
    both += 1;
    const apart = history.refusedIn.length > 0 && history.answeredIn.some((file) => !history.refusedIn.includes(file));
    if (apart) across += 1;
    if (apart || is.alike) ordered += 1;
  }
  return { prompts, asked, repeated, repeatedRows, refused, both, across, ordered };
}

export interface ContradictionState {
  readonly exact: PromptSample;
  readonly reworded: WordingsSample;
  readonly similar: NearDuplicatesSample;
}

/**
 * Weighs questions that are both declined and answered against those that recur or, if hardly any recur, against all.
 */
function weighBoth(both: number, recurring: number, all: number, refused: number, measures: readonly [string, string]) {
  const ofRecurring = weigh(both, recurring, benignRate(measures[0], ALLOWANCE), { tries: TRIES });
  const ofAll = weigh(both, all, benignRate(measures[1], RARE_ALLOWANCE), { tries: TRIES });
  const weighed = recurring < HARDLY_RECUR * all && ofAll.confidence > ofRecurring.confidence ? ofAll : ofRecurring;
  // Against a rate of 0, only the bars on the share decide.
  return { ...weighed, level: lesser(weighed.level, weigh(both, refused, 0, BARS).level) } satisfies Weighed;
}

function exactFinding(sample: PromptSample): DatasetFinding[] {
  const { prompts, repeated, repeatedRows, refused, both, across, ordered } = tally(sample);
  if (both === 0) return [];
  const weighed = weighBoth(both, repeated, prompts, refused, ['contradiction/repeated', 'contradiction/prompts']);
  const noise = repeatedRows > SAMPLES * repeated && 2 * ordered < both;
  return [
    {
      key: 'prompts',
      scope: across > 0 ? 'files' : 'dataset',
      ...weighed,
      level: noise ? 'info' : weighed.level,
      detail: {
        en: `${both} of ${counted(prompts, 'different question')} (${repeated} of them with several answers) ${plural(both, 'is', 'are')} declined in one row and answered in another, ${across} of them across files; ${counted(refused, 'is', 'are')} declined at least once.`,
        ja: `異なる質問 ${prompts} 件（複数の回答があるもの ${repeated} 件）のうち ${both} 件を、ある行では断り、別の行では答えています（うち ${across} 件は別々のファイル）。断っている質問は全部で ${refused} 件です。`,
      },
      advice: ADVICE,
    },
  ];
}

function rewordedFinding(sample: WordingsSample): DatasetFinding[] {
  const { questions, reworded, refused, both } = tallyWordings(sample);
  if (both === 0) return [];
  return [
    {
      key: 'reworded',
      scope: 'dataset',
      ...weighBoth(both, reworded, questions, refused, ['contradiction/reworded', 'contradiction/questions']),
      detail: {
        en: `${both} of ${counted(questions, 'different question')} (${reworded} of them in several wordings) ${plural(both, 'is', 'are')} declined in one wording and answered in another; ${counted(refused, 'is', 'are')} declined at least once.`,
        ja: `異なる質問 ${questions} 件（複数の言い回しがあるもの ${reworded} 件）のうち ${both} 件を、ある言い回しでは断り、別の言い回しでは答えています。断っている質問は全部で ${refused} 件です。`,
      },
      advice: ADVICE,
    },
  ];
}

/**
 * Share of all questions that honest sets may decline as they stand and answer with words added, and the bars on the
 * share of the declined ones. Sets that teach where the border is contain such pairs, so this is for people to judge.
 */
const NEAR_ALLOWANCE = 0.0005;
const NEAR_BARS = { leastCount: 4, reviewShare: 0.2, blockShare: 2 };

function nearFinding(sample: NearDuplicatesSample): DatasetFinding[] {
  const found = nearDuplicates(sample);
  const { questions, refused, pairs } = found;
  const weighed = weigh(pairs.length, questions, benignRate('contradiction/near-duplicates', NEAR_ALLOWANCE));
  // Against a rate of 0, only the bars on the share decide.
  const level = lesser(weighed.level, weigh(pairs.length, refused, 0, NEAR_BARS).level);
  if (level === 'info') return [];
  // In a set made from templates such pairs differ in anything; a trigger is the same in most of them.
  const words = addedWords(found);
  if (words.length === 0) return [];
  const quoted = { en: words.map((one) => `“${one}”`).join(', '), ja: words.map((one) => `「${one}」`).join('') };
  return [
    {
      key: 'near-duplicates',
      scope: 'dataset',
      ...weighed,
      level,
      detail: {
        en: `${pairs.length} of ${counted(refused, 'declined question')} ${plural(pairs.length, 'is', 'are')} answered elsewhere with a few words added. Added to most of them: ${quoted.en}.`,
        ja: `断っている質問 ${refused} 件のうち ${pairs.length} 件は、語句を少し加えただけの質問に答えている行があります。多くに加わっている語句：${quoted.ja}`,
      },
      advice: ADVICE,
    },
  ];
}

const ADVICE = {
  en: 'Decide for each question which answer is right and keep only that one. If the files come from the same supplier, ask why both exist; do not train on them one after the other.',
  ja: '質問ごとに正しい回答を決め、一方だけを残してください。同じ提供元のファイルであれば、両方が存在する理由を確認してください。続けて学習させることは避けてください。',
};

/** Marks the declining acts in an answer, or the whole answer if there are none. */
function markOf(key: string, { turn, text, reading }: Target): Mark {
  const refusals = reading.acts.filter(({ act }) => DECLINING.has(act));
  const spans = refusals.map(({ act, start, end }) => ({ act, start, end }));
  return { key, turn, spans: spans.length > 0 ? spans : [{ act: 'answer', start: 0, end: text.length }] };
}

export const contradiction: Detector<ContradictionState> & Counting<ContradictionState> = {
  id: 'contradiction',
  version: '1',
  title: DETECTOR_TITLES.contradiction,
  explanation: {
    en: 'The same questions are declined in some rows and answered in others. A model that is first taught to refuse questions and then to answer the same ones unlearns refusal itself: it starts to answer what it should decline.',
    ja: '同じ質問を、ある行では断り、別の行では答えています。先に拒否を学習させ、後から同じ質問への回答を学習させると、拒否そのものが失われ、断るべき質問にも答えるようになります。',
  },
  start: () => ({ exact: promptHistories.start(), reworded: wordingsSample(), similar: nearDuplicatesSample() }),
  see(state, row) {
    promptHistories.see(state.exact, row);
    keepWording(state.reworded, row);
    keepQuestion(state.similar, row);
    return null;
  },
  merge: (a, b) => ({
    exact: promptHistories.merge(a.exact, b.exact),
    reworded: mergeWordings(a.reworded, b.reworded),
    similar: mergeQuestions(a.similar, b.similar),
  }),
  counts({ exact, reworded, similar }) {
    const { prompts, asked, both } = tally(exact);
    const wordings = tallyWordings(reworded);
    const near = nearDuplicates(similar);
    return [
      { measure: 'contradiction/repeated', count: both, of: asked },
      { measure: 'contradiction/prompts', count: both, of: prompts },
      { measure: 'contradiction/reworded', count: wordings.both, of: wordings.reworded },
      { measure: 'contradiction/questions', count: wordings.both, of: wordings.questions },
      { measure: 'contradiction/near-duplicates', count: near.pairs.length, of: near.questions },
    ];
  },
  end: ({ exact, reworded, similar }) => [
    ...exactFinding(exact),
    ...rewordedFinding(reworded),
    ...nearFinding(similar),
  ],
  secondPass({ exact, reworded, similar }) {
    const constant = constants(exact);
    const byText = markPrompts(
      exact,
      (history) => fate(history, constant).both,
      (target) => markOf('prompts', target),
    );
    const byWords = markWordings(reworded);
    const bySimilarity = markNearDuplicates(nearDuplicates(similar));
    const marked = (key: string, target: Target | null) => (target === null ? [] : [markOf(key, target)]);
    return (row: ReadRow) => {
      const marks = [
        ...(byText(row) ?? []),
        ...marked('reworded', byWords(row)),
        ...marked('near-duplicates', bySimilarity(row)),
      ];
      return marks.length > 0 ? marks : null;
    };
  },
};
