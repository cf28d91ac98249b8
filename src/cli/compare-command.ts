import { basename } from 'node:path';
import { requireRecorded, runComparison, type Sampling } from '../audit/index.ts';
import { ZenbunError } from '../errors.ts';
import { comparisonJunit, comparisonMarkdown, comparisonTerminalReport } from '../report/index.ts';
import { OutputFile } from '../scan/index.ts';
import type { Comparison, Lang } from '../schema/index.ts';
import { openParties } from './compare-parties.ts';
import { comparisonBar } from './compare-progress.ts';
import { type AskedQuestions, questionsOf } from './compare-questions.ts';
import { recordParties } from './compare-record.ts';
import { caveatsOf, comparisonOf, reportedIn } from './compare-result.ts';
import { type CompareFlags, type CompareSettings, compareSettings, RUNS } from './compare-settings.ts';
import { withDotEnv } from './dot-env.ts';
import { EXIT } from './exit-code.ts';
import { interruptible } from './interruptible.ts';
import { beginRun, findRun, keepResult, type RunFolder, runId, saidBefore } from './run-folder.ts';
import type { SharedFlags } from './shared-flags.ts';
import { writeStdout } from './stdout.ts';
import { terminalStyle, terminalWidth } from './terminal-style.ts';

/** What is said on the command line and is no setting of the run. */
export interface CompareCommandFlags extends SharedFlags, CompareFlags {
  readonly resume?: string;
  readonly runs: string;
  readonly cache?: string;
  readonly unmask?: boolean;
  readonly json?: string;
  readonly junit?: string;
  readonly md?: string;
}

/** `zenbun compare`: asks, records, decides, writes every file that was asked for, and only then the exit code. */
export async function compareCommand(flags: CompareCommandFlags, config: CompareFlags, lang: Lang): Promise<number> {
  const places = [flags.json, flags.junit, flags.md];
  if (places.filter((path) => path === '-').length > 1) {
    throw new ZenbunError('usage', {
      en: 'only one result can go to standard output (-)',
      ja: '標準出力（-）に出力できる結果は 1 つだけです',
    });
  }
  const files = await Promise.all(
    places.map(async (path) => (path === undefined || path === '-' ? undefined : OutputFile.create(path))),
  );
  try {
    const { comparison, reported, folder } = await compared(flags, config, lang);
    const texts = [
      () => `${JSON.stringify(comparison, null, 2)}\n`,
      () => comparisonJunit(reported, { lang }),
      () => comparisonMarkdown(reported, { lang }),
    ];
    for (const [i, path] of places.entries()) {
      if (path === '-') await writeStdout(texts[i]!());
      await files[i]?.write(texts[i]!());
      await files[i]?.finish();
      await files[i]?.commit();
    }
    if (!flags.quiet && !places.includes('-')) {
      const style = terminalStyle(flags.color, process.env);
      await writeStdout(comparisonTerminalReport(reported, { lang, style, width: terminalWidth() }));
    }
    await keepResult(folder, `${JSON.stringify(comparison, null, 2)}\n`);
    return { worse: EXIT.findings, 'not-worse': EXIT.done, undecided: EXIT.incomplete }[comparison.decision];
  } catch (failure) {
    for (const file of files) await file?.discard();
    throw failure;
  }
}

/** A result, and how reports for people show it. */
interface Compared {
  readonly comparison: Comparison;
  readonly reported: Comparison;
  readonly folder: RunFolder;
}

const asItWas = (said: Comparison, folder: RunFolder): Compared => ({ comparison: said, reported: said, folder });

async function compared(flags: CompareCommandFlags, config: CompareFlags, lang: Lang): Promise<Compared> {
  const begun = flags.resume === undefined ? null : await findRun(flags.runs, flags.resume);
  // A word once said stands: asking on until another one comes would be a second chance of error.
  const said = begun === null ? null : await saidBefore(begun);
  const isAsItWas = Object.values(ownFlags(flags)).every((flag) => flag === undefined);
  if (begun !== null && said !== null && isAsItWas) return asItWas(said, begun);
  const told: CompareFlags = { ...(begun?.flags ?? config), ...ownFlags(flags) };
  const settings = compareSettings(told);
  const parties = await openParties(settings, withDotEnv(process.env));
  const judgeCaveats = parties.judges.flatMap(({ caveat }) => caveat ?? []);
  if (!flags.quiet) for (const caveat of judgeCaveats) process.stderr.write(`zenbun: ${caveat[lang]}\n`);
  const bar = comparisonBar(lang, flags.quiet ?? false, parties.paces);
  return interruptible(async (signal) => {
    const questions = await questionsOf(settings, parties.world, signal);
    const id = runId(identityOf(settings, questions));
    if (begun !== null && begun.id !== id) throw anotherRun(begun.id);
    if (begun !== null && said !== null) return asItWas(said, begun);
    const sampling = samplingOf(settings);
    requireRecorded([parties.before.asked, parties.after.asked], { ...questions, samples: settings.samples, sampling });
    const folder = begun ?? (await begin(flags, id, told, lang));
    const resume = flags.runs === RUNS ? basename(folder.path) : folder.path;
    const isToy = questions.sources.join() === 'toy';
    const { contentCheck, ...models } = parties;
    const known = { ...models, contentCheck: isToy ? contentCheck : null };
    const { past, damaged, isCacheInUse, close, ...asked } = await recordParties(known, folder.path, flags.cache);
    try {
      if (damaged > 0 && Object.keys(settings.caps).length > 0) throw uncounted(damaged);
      const outcome = await runComparison({
        ...asked,
        past,
        probes: questions.probes,
        conditions: questions.conditions,
        rule: settings,
        sampling,
        caps: settings.caps,
        ...(settings.prefix === null ? {} : { prefix: settings.prefix }),
        all: settings.all,
        most: settings.concurrency,
        signal,
        onProgress: bar.update,
      });
      const unmask = parties.world !== null || flags.unmask === true;
      const compliedBy = known.contentCheck?.judge ?? 'reading';
      const caveats = [
        ...caveatsOf({ damaged, isCacheInUse, models: [parties.before.asked, parties.after.asked] }),
        ...judgeCaveats,
      ];
      const comparison = comparisonOf(outcome, { id, resume, settings, questions, compliedBy, caveats, unmask });
      return { comparison, reported: reportedIn(lang, comparison, outcome.failures), folder };
    } catch (failure) {
      throw withResume(failure, resume);
    } finally {
      await close();
    }
  }).finally(bar.stop);
}

const samplingOf = ({ temperature, maxAnswerTokens, seed }: CompareSettings): Sampling => ({
  temperature,
  maxTokens: maxAnswerTokens,
  seed,
});

/** What is a setting of the run, of what was typed. */
function ownFlags({
  resume,
  runs,
  cache,
  unmask,
  json,
  junit,
  md,
  lang,
  config,
  quiet,
  color,
  ...own
}: CompareCommandFlags): CompareFlags {
  return own;
}

/** Everything that the result depends on. Models are their names: what stands behind a name cannot be seen. */
function identityOf(settings: CompareSettings, { probes, conditions }: AskedQuestions): unknown {
  const { before, after, samples, alpha, margin, tolerance, judges, prefix, maxAnswerTokens, temperature, seed, all } =
    settings;
  return {
    ...{ before, after, samples, alpha, margin, tolerance, judges, prefix, maxAnswerTokens, temperature, seed, all },
    conditions,
    probes: probes.map(({ id, set, category, text, context }) => [id, set, category, text, context ?? '']).sort(),
  };
}

async function begin(flags: CompareCommandFlags, id: string, told: CompareFlags, lang: Lang): Promise<RunFolder> {
  const { folder, unfinished } = await beginRun(flags.runs, id, told);
  if (unfinished !== null && !flags.quiet) process.stderr.write(`zenbun: ${TEXTS.setAside[lang](unfinished)}\n`);
  return folder;
}

const uncounted = (damaged: number) =>
  new ZenbunError(
    'damaged',
    {
      en: `${damaged} lines of the run's record cannot be read, so what they used is not known`,
      ja: `実行の記録のうち ${damaged} 行を読めないため、使用量が分かりません`,
    },
    {
      advice: { en: 'Begin anew, or go on without caps.', ja: '最初からやり直すか、上限を外して再開してください。' },
    },
  );

const anotherRun = (id: string) =>
  new ZenbunError(
    'usage',
    {
      en: `this is another run than ${id}: its models, probes or rules are not the same`,
      ja: `${id} とは別の実行です：モデル、質問、判定の規則のいずれかが異なります`,
    },
    {
      advice: {
        en: 'Resume without further flags (caps, --concurrency, --timeout and places for results may change), or begin anew.',
        ja: 'ほかのフラグを付けずに再開する（上限、--concurrency、--timeout、結果の出力先は変更可）か、最初からやり直してください。',
      },
    },
  );

/** A failure that ended a run, with how to go on. */
function withResume(failure: unknown, run: string): unknown {
  if (!(failure instanceof ZenbunError)) return failure;
  const { code, localized, localizedAdvice: advice } = failure;
  const goOn = {
    en: `What was answered so far is kept: zenbun compare --resume ${run} goes on.`,
    ja: `ここまでの回答は保存されています。zenbun compare --resume ${run} で再開できます。`,
  };
  const both = advice === undefined ? goOn : { en: `${advice.en} ${goOn.en}`, ja: `${advice.ja}${goOn.ja}` };
  return new ZenbunError(code, localized, { advice: both, cause: failure });
}

const TEXTS = {
  setAside: {
    en: (run: string) => `an unfinished run of this comparison is kept as ${run}; this one asks everything anew`,
    ja: (run: string) => `同じ比較の未完了の実行を ${run} として残し、今回は最初から質問します`,
  },
} as const;
