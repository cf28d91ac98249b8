import { ZenbunError } from '../../errors.ts';
import { OutputFile } from '../../files/index.ts';
import { type CompareFlags, compare } from '../../gates/index.ts';
import { comparisonJunit, comparisonMarkdown, comparisonTerminalReport } from '../../report/index.ts';
import type { Comparison, Lang, Message } from '../../schema/index.ts';
import { withDotEnv } from '../config/dot-env.ts';
import { EXIT } from '../exit-code.ts';
import { interruptible } from '../interruptible.ts';
import type { SharedFlags } from '../program/shared-flags.ts';
import { comparisonBar } from '../terminal/compare-progress.ts';
import { writeStdout } from '../terminal/stdout.ts';
import { terminalStyle, terminalWidth } from '../terminal/style.ts';

/** Command-line flags, including those that are not settings of the run. */
export interface CompareCommandFlags extends SharedFlags, CompareFlags {
  readonly resume?: string;
  readonly runs?: string;
  readonly cache?: string;
  readonly unmask?: boolean;
  readonly json?: string;
  readonly junit?: string;
  readonly md?: string;
}

/** `zenbun compare`: asks, records, decides, writes every requested file, and only then determines the exit code. */
export async function compareCommand(flags: CompareCommandFlags, config: CompareFlags, lang: Lang): Promise<number> {
  const places = [flags.json, flags.junit, flags.md];
  if (places.filter((path) => path === '-').length > 1) {
    throw new ZenbunError('usage', {
      en: 'only one result can be written to standard output (-)',
      ja: '標準出力（-）に出力できる結果は 1 つだけです',
    });
  }
  const files = await Promise.all(
    places.map(async (path) => (path === undefined || path === '-' ? undefined : OutputFile.create(path))),
  );
  try {
    const { comparison, reported } = await compared(flags, config, lang);
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
    return { worse: EXIT.findings, 'not-worse': EXIT.done, undecided: EXIT.incomplete }[comparison.decision];
  } catch (failure) {
    for (const file of files) await file?.discard();
    throw failure;
  }
}

/**
 * A result, and the version shown in reports in the user's language. The failures in the result itself are in English,
 * for programs.
 */
interface Compared {
  readonly comparison: Comparison;
  readonly reported: Comparison;
}

async function compared(flags: CompareCommandFlags, config: CompareFlags, lang: Lang): Promise<Compared> {
  const { resume, runs, cache, unmask, quiet = false } = flags;
  const bar = comparisonBar(lang, quiet);
  let failures: readonly { readonly message: string; readonly count: number }[] | null = null;
  const comparison = await interruptible((signal) =>
    compare(ownFlags(flags), {
      env: withDotEnv(process.env),
      ...(runs === undefined ? {} : { runs }),
      ...(resume === undefined ? {} : { resume }),
      ...(cache === undefined ? {} : { cache }),
      ...(unmask === undefined ? {} : { unmask }),
      defaults: config,
      signal,
      onProgress: bar.update,
      onNotice: (notice: Message) => void (quiet || process.stderr.write(`zenbun: ${notice[lang]}\n`)),
      onFailures(counted) {
        failures = counted.map(({ message, count }) => ({ message: message[lang], count }));
      },
    }),
  ).finally(bar.stop);
  if (failures === null) return { comparison, reported: comparison };
  return { comparison, reported: { ...comparison, coverage: { ...comparison.coverage, failures } } };
}

/** Returns those of the typed flags that are settings of the run. */
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
