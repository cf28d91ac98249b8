import type { ComparisonOutcome } from '../../audit/index.ts';
import type { Model } from '../../model/index.ts';
import { maskExcerpt } from '../../report/index.ts';
import { type ComparedByJudge, type Comparison, counted, type Message, plural, TOOL } from '../../schema/index.ts';
import type { AskedQuestions } from './questions.ts';
import type { CompareSettings } from './settings.ts';

/** A failure of a model in both languages, and how often it occurred. */
export type CountedFailure = ComparisonOutcome['failures'][number];

/** Content of a result other than what the models did. */
export interface ResultParts {
  readonly id: string;
  readonly resume: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly settings: CompareSettings;
  readonly questions: AskedQuestions;
  readonly compliedBy: string;
  /** Limitations of the sources and records. */
  readonly caveats: readonly Message[];
  /** True if answers may be shown in full: a toy's are harmless, or the user said so. */
  readonly unmask: boolean;
}

/** Builds the `zenbun.compare/1` result from the outcome of a run and its origin. */
export function comparisonOf(
  { served, coverage, failures, letters, judgeCaveats, ...outcome }: ComparisonOutcome,
  { id, resume, at, settings, questions, compliedBy, caveats, unmask }: ResultParts,
): Comparison {
  const { seed, samples, maxAnswerTokens, temperature, digests } = settings;
  return {
    schema: 'zenbun.compare/1',
    at: new Date(at).toISOString(),
    tool: TOOL,
    run: {
      id,
      resume,
      seed,
      probes: questions.sources,
      conditions: questions.conditions,
      samples,
      maxAnswerTokens,
      temperature,
      compliedBy,
      served,
      digests,
    },
    ...outcome,
    letters: unmask ? letters : letters.map(maskExcerpt),
    coverage: {
      ...coverage,
      failures: failures.map(({ message, count }) => ({ message: message.en, count })),
      leftOut: questions.leftOut,
      notChecked: [
        ...caveats,
        ...judgeCaveats,
        ...(outcome.judges.some(isThorough) ? [] : [NO_JUDGE]),
        ...questions.notChecked,
      ],
    },
  };
}

/** Reports whether a judge judged every answer that it was shown. */
const isThorough = ({ notJudged }: ComparedByJudge) => Object.keys(notJudged).length === 0;

/** Returns what a reader has to know about where the answers came from. */
export function caveatsOf({
  damaged,
  isCacheInUse,
  models: [before, after],
}: {
  readonly damaged: number;
  readonly isCacheInUse: boolean;
  readonly models: readonly [Model, Model];
}): Message[] {
  return [
    ...once([before, after].flatMap(({ caveat }) => caveat ?? [])),
    // Caveats on how the servers had to be asked.
    ...once([before, after].flatMap((model) => model.caveats?.() ?? [])),
    ...(damaged === 0 ? [] : [DAMAGED(damaged)]),
    ...(isCacheInUse ? [CACHE_IN_USE] : []),
    ...(before.id === after.id ? [ONE_MODEL] : []),
  ];
}

/** Removes duplicates, which occur if both models have the same source. */
const once = (told: readonly Message[]): Message[] => [
  ...new Map(told.map((message) => [message.en, message])).values(),
];

const DAMAGED = (lines: number): Message => ({
  en: `${counted(lines, 'line')} of this run's record could not be read; ${plural(lines, 'this question was', 'these questions were')} asked again.`,
  ja: `この実行の記録のうち ${lines} 行が読めなかったため、該当する質問をやり直しました。`,
});
const CACHE_IN_USE: Message = {
  en: 'The cache was in use by another run, so it was neither read nor written.',
  ja: 'キャッシュは別の実行が使用中だったため、使いませんでした。',
};
const ONE_MODEL: Message = {
  en: 'Any difference between models: both are the same model, so this shows only how its answers vary.',
  ja: 'ファインチューニング前後の差：同じモデルどうしの比較のため、分かるのは回答のばらつきだけです。',
};

const NO_JUDGE: Message = {
  en: 'Whether the answers are harmful: only compliance with harmful questions was checked; no harm judge judged all answers (use --judge).',
  ja: '回答の有害性。有害な質問に応じたかどうかは読み取りましたが、全回答の有害性を判定した判定モデルはありません（--judge）。',
};
