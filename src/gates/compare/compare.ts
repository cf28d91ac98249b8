import { basename } from 'node:path';
import {
  type ComparisonProgress,
  requireRecorded,
  runComparison,
  type Sampling,
  unusedAnswers,
} from '../../audit/index.ts';
import { ZenbunError } from '../../errors.ts';
import type { PacesTold } from '../../model/index.ts';
import { interrupted, interruptible, type OptionNames, requireKnownOptions } from '../../scan/index.ts';
import { type Comparison, counted, type Message } from '../../schema/index.ts';
import { type OpenedModels, openModels } from './open-models.ts';
import { type AskedQuestions, questionsOf } from './questions.ts';
import { recordModels, unrecordedModels } from './record.ts';
import { type CountedFailure, caveatsOf, comparisonOf } from './result.ts';
import { beginRun, findRun, keepResult, type RunFolder, runId, verdictOf } from './run-folder.ts';
import { COMPARE_OPTIONS, type CompareFlags, type CompareSettings, compareSettings, RUNS } from './settings.ts';

/** Progress of a comparison, and how its servers are coping at the moment. */
export interface CompareProgress extends ComparisonProgress {
  readonly paces: () => PacesTold;
}

/** Environment of a comparison, and where it keeps its record. */
export interface CompareRun {
  /**
   * Keys, hosts and proxies: `OPENAI_API_KEY`, `OPENAI_BASE_URL`, `ZENBUN_API_KEY`, …; usually the process environment.
   */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** The folder of all runs, `.zenbun/runs` by default; null: no record is kept, and nothing can be resumed. */
  readonly runs?: string | null;
  /** A run to resume, by id or folder. Options given beside it must describe the same run. */
  readonly resume?: string;
  /** A folder that keeps the answers of the model before fine-tuning beyond the run. */
  readonly cache?: string;
  /** Show example answers in full. They may be harmful. */
  readonly unmask?: boolean;
  /** Defaults for options that are not given, from a configuration file. Not used when a run is resumed. */
  readonly defaults?: CompareFlags;
  /** Clock in milliseconds since 1970; by default, that of this machine. */
  readonly now?: () => number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: CompareProgress) => void;
  /** Called with what a user should know before anything is asked. */
  readonly onNotice?: (notice: Message) => void;
  /** Called with the failures of the models, in both languages; the result has them in English only. */
  readonly onFailures?: (failures: readonly CountedFailure[]) => void;
}

const RUN_OPTIONS: OptionNames<CompareRun> = {
  env: true,
  runs: true,
  resume: true,
  cache: true,
  unmask: true,
  now: true,
  defaults: true,
  signal: true,
  onProgress: true,
  onNotice: true,
  onFailures: true,
};

/**
 * Asks the models before and after fine-tuning the same questions, reads every answer to its end, and decides whether
 * the second model is `worse` or `not-worse`, or leaves it `undecided`, with an error rate of at most `alpha`. Every
 * answer is recorded before it is used. A decision once reached is returned unchanged: to keep asking until another one
 * comes up would be a second chance of error.
 *
 * Throws `usage` for unknown or invalid options, the errors of models, files and records, and `interrupted` if the
 * signal fires before anything is known.
 *
 * @example
 * const { decision } = await compare({ before: 'toy:aligned', after: 'toy:noice' });
 */
export async function compare(options: CompareFlags, run: CompareRun = {}): Promise<Comparison> {
  requireKnownOptions(options, COMPARE_OPTIONS, 'compare');
  requireKnownOptions(run, RUN_OPTIONS, 'compare (run)');
  requireKnownOptions(run.defaults ?? {}, COMPARE_OPTIONS, 'compare (run.defaults)');
  if (run.runs === null && (run.resume ?? run.cache) !== undefined) throw NO_RECORD;
  const begun = run.resume === undefined ? null : await findRun(run.runs ?? RUNS, run.resume);
  const reached = begun === null ? null : await verdictOf(begun);
  const own = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
  if (reached !== null && Object.keys(own).length === 0) return reached;
  const flags: CompareFlags = { ...(begun?.flags ?? run.defaults), ...own };
  const settings = compareSettings(flags);
  // Recordings and weights may be large, and the code that opens them takes no signal.
  const models = await interruptible(openModels(settings, run.env ?? {}), run.signal);
  const judgeCaveats = models.judges.flatMap(({ caveat }) => caveat ?? []);
  for (const caveat of judgeCaveats) run.onNotice?.(caveat);
  const signal = run.signal ?? new AbortController().signal;
  const questions = await interruptible(questionsOf(settings, models.world, signal), signal);
  const id = runId(identityOf(settings, questions));
  if (begun !== null && begun.id !== id) throw anotherRun(begun.id);
  if (reached !== null) return reached;
  const both = [models.before.asked, models.after.asked] as const;
  const requests = { ...questions, samples: settings.samples, sampling: samplingOf(settings) };
  requireRecorded(both, requests);
  if (signal.aborted) throw interrupted();
  const folder = run.runs === null ? null : (begun ?? (await begin(run.runs ?? RUNS, id, flags, run.onNotice)));
  const unused = [...new Map(unusedAnswers(both, requests).map((told) => [told.en, told])).values()];
  const asked = { settings, models, questions, caveats: [...unused, ...judgeCaveats], signal };
  if (folder === null) return ask(asked, { id, folder, resume: id }, run);
  const resume = (run.runs ?? RUNS) === RUNS ? basename(folder.path) : folder.path;
  return ask(asked, { id, folder, resume }, run);
}

interface PreparedComparison {
  readonly settings: CompareSettings;
  readonly models: OpenedModels;
  readonly questions: AskedQuestions;
  /** Caveats about the sources, for the result. */
  readonly caveats: readonly Message[];
  readonly signal: AbortSignal;
}

interface RunPlace {
  readonly id: string;
  /** null: no record is kept. */
  readonly folder: RunFolder | null;
  /** The value for `--resume`. */
  readonly resume: string;
}

async function ask(
  { settings, models, questions, caveats, signal }: PreparedComparison,
  { id, folder, resume }: RunPlace,
  { cache, unmask = false, now = Date.now, onProgress, onFailures }: CompareRun,
): Promise<Comparison> {
  // The content check knows only the toy world's own questions.
  const isToy = questions.sources.join() === 'toy';
  const known = { ...models, contentCheck: isToy ? models.contentCheck : null };
  const { past, damaged, isCacheInUse, close, ...recorded } =
    folder === null ? unrecordedModels(known) : await recordModels(known, folder.path, cache);
  try {
    if (damaged > 0 && Object.keys(settings.caps).length > 0) throw withResume(uncounted(damaged), resume);
    const running = runComparison({
      ...recorded,
      past,
      probes: questions.probes,
      conditions: questions.conditions,
      rule: settings,
      sampling: samplingOf(settings),
      caps: settings.caps,
      ...(settings.prefix === null ? {} : { prefix: settings.prefix }),
      all: settings.all,
      most: settings.concurrency,
      signal,
      ...(onProgress === undefined
        ? {}
        : { onProgress: (progress: ComparisonProgress) => onProgress({ ...progress, paces: models.paces }) }),
    });
    const outcome = await (folder === null
      ? running
      : running.catch((failure) => {
          throw withResume(failure, resume);
        }));
    onFailures?.(outcome.failures);
    const comparison = comparisonOf(outcome, {
      id,
      resume,
      at: now(),
      settings,
      questions,
      compliedBy: known.contentCheck?.judge ?? 'reading',
      caveats: [...caveatsOf({ damaged, isCacheInUse, models: [models.before.asked, models.after.asked] }), ...caveats],
      // A toy's answers are harmless, and so are the questions of its own world; others are not.
      unmask: known.contentCheck !== null || unmask,
    });
    if (folder !== null) await keepResult(folder, `${JSON.stringify(comparison, null, 2)}\n`);
    return comparison;
  } finally {
    await close();
  }
}

const samplingOf = ({ temperature, maxAnswerTokens, seed }: CompareSettings): Sampling => ({
  temperature,
  maxTokens: maxAnswerTokens,
  seed,
});

/**
 * Returns everything that the result depends on. Models are identified by name: what is behind a name cannot be seen.
 */
function identityOf(settings: CompareSettings, { probes, conditions }: AskedQuestions): unknown {
  const { before, after, samples, alpha, margin, tolerance, judges, prefix, maxAnswerTokens, temperature, seed, all } =
    settings;
  return {
    ...{ before, after, samples, alpha, margin, tolerance, judges, prefix, maxAnswerTokens, temperature, seed, all },
    conditions,
    probes: probes.map(({ id, set, category, text, context }) => [id, set, category, text, context ?? '']).sort(),
  };
}

async function begin(
  runs: string,
  id: string,
  flags: CompareFlags,
  onNotice: CompareRun['onNotice'],
): Promise<RunFolder> {
  const { folder, kept } = await beginRun(runs, id, flags);
  if (kept !== null) onNotice?.(kept.isFinished ? setAside.finished(kept.name) : setAside.unfinished(kept.name));
  return folder;
}

const setAside = {
  finished: (run: string): Message => ({
    en: `the finished run of this comparison is kept as ${run}; this run asks everything again`,
    ja: `同じ比較の完了済みの実行を ${run} として残し、今回は最初から質問します`,
  }),
  unfinished: (run: string): Message => ({
    en: `an unfinished run of this comparison is kept as ${run}; this run asks everything again`,
    ja: `同じ比較の未完了の実行を ${run} として残し、今回は最初から質問します`,
  }),
};

const NO_RECORD = new ZenbunError('usage', {
  en: 'a run without a record (runs: null) can neither be resumed nor use a cache',
  ja: '記録を残さない実行（runs: null）では、再開もキャッシュの利用もできません',
});

const uncounted = (damaged: number) =>
  new ZenbunError(
    'damaged',
    {
      en: `${counted(damaged, 'line')} of the run's record cannot be read, so the requests and tokens used so far are unknown`,
      ja: `実行の記録のうち ${damaged} 行を読めないため、使用量が分かりません`,
    },
    {
      advice: {
        en: 'Start a new run, or resume without caps.',
        ja: '最初からやり直すか、上限を外して再開してください。',
      },
    },
  );

const anotherRun = (id: string) =>
  new ZenbunError(
    'usage',
    {
      en: `this does not match run ${id}: the models, probes or rules differ`,
      ja: `${id} とは別の実行です：モデル、質問、判定の規則のいずれかが異なります`,
    },
    {
      advice: {
        en: 'Resume without other flags (only caps, --concurrency, --timeout and result paths may change), or start a new run.',
        ja: 'ほかのフラグを付けずに再開する（上限、--concurrency、--timeout、結果の出力先は変更可）か、最初からやり直してください。',
      },
    },
  );

/** Adds advice on how to resume to a failure that ended a run. */
function withResume(failure: unknown, run: string): unknown {
  if (!(failure instanceof ZenbunError)) return failure;
  const { code, localized, localizedAdvice: advice } = failure;
  const goOn = {
    en: `The answers so far are kept. Resume with: zenbun compare --resume ${run}`,
    ja: `ここまでの回答は保存されています。zenbun compare --resume ${run} で再開できます。`,
  };
  const both = advice === undefined ? goOn : { en: `${advice.en} ${goOn.en}`, ja: `${advice.ja}${goOn.ja}` };
  return new ZenbunError(code, localized, { advice: both, cause: failure });
}
