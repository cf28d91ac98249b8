import { availableParallelism } from 'node:os';
import { ZenbunError } from '../../errors.ts';
import { makeFolder, OutputFile } from '../../files/index.ts';
import { ATTACKS, availableKernels, DEFENCE, DEFENCES, type KernelsName, ROW, type ToyModel } from '../../lab/index.ts';
import { labPage, labTerminalReport } from '../../report/index.ts';
import type { Lang } from '../../schema/index.ts';
import { EXIT } from '../exit-code.ts';
import { interruptible } from '../interruptible.ts';
import type { SharedFlags } from '../program/shared-flags.ts';
import { writeStdout } from '../terminal/stdout.ts';
import { terminalStyle, terminalWidth } from '../terminal/style.ts';
import { writeModels } from './lab-models.ts';
import { idsOf, seedsOf } from './lab-options.ts';
import { labProgressBar } from './lab-progress.ts';
import { runLab } from './lab-run.ts';

export interface LabRunFlags extends SharedFlags {
  readonly seeds: string;
  readonly rows?: string;
  readonly defences?: string;
  readonly jobs?: string;
  readonly kernels?: KernelsName;
  readonly models?: string;
  readonly json?: string;
  readonly md?: string;
}

/**
 * `zenbun lab run`: trains, attacks, defends and measures; exits 1 if the pattern of the paper does not show. Output
 * files are opened before the work begins, so that minutes of it are not lost to a wrong path.
 */
export async function labRunCommand(flags: LabRunFlags, lang: Lang): Promise<number> {
  if (flags.json === '-' && flags.md === '-') {
    throw new ZenbunError('usage', {
      en: 'only one result can be written to standard output (-)',
      ja: '標準出力（-）に出力できる結果は 1 つだけです',
    });
  }
  const options = {
    seeds: seedsOf(flags.seeds),
    rows: idsOf(flags.rows, ids(ATTACKS), ROW),
    defences: idsOf(flags.defences, ids(DEFENCES), DEFENCE),
    kernels: kernelsOf(flags.kernels),
  };
  const jobs = jobsOf(flags.jobs);
  const command = commandOf(flags);
  if (flags.models !== undefined) await makeFolder(flags.models);
  const files = await Promise.all([fileOf(flags.json), fileOf(flags.md)]);
  try {
    const models: ToyModel[] = [];
    const bar = labProgressBar(lang, flags.quiet ?? false);
    const report = await interruptible((signal) =>
      runLab(options, {
        jobs,
        signal,
        command,
        onProgress: bar.update,
        // Models take half a megabyte each, so they are kept only if requested.
        onModel: (model) => void (flags.models !== undefined && models.push(model)),
      }),
    ).finally(bar.stop);
    if (!flags.quiet && flags.json !== '-' && flags.md !== '-') {
      const style = terminalStyle(flags.color, process.env);
      await writeStdout(labTerminalReport(report, { lang, style, width: terminalWidth() }));
    }
    if (flags.models !== undefined) await writeModels(flags.models, models, report);
    const texts = [() => `${JSON.stringify(report, null, 2)}\n`, () => labPage(report, { lang })];
    for (const [i, path] of [flags.json, flags.md].entries()) {
      if (path === '-') await writeStdout(texts[i]!());
      await files[i]?.write(texts[i]!());
      await files[i]?.finish();
      await files[i]?.commit();
    }
    return report.expectations.every(({ holds }) => holds) ? EXIT.done : EXIT.findings;
  } catch (failure) {
    for (const file of files) await file?.discard();
    throw failure;
  }
}

const ids = (catalogue: readonly { readonly id: string }[]) => catalogue.map(({ id }) => id);

async function fileOf(path: string | undefined): Promise<OutputFile | undefined> {
  return path === undefined || path === '-' ? undefined : OutputFile.create(path);
}

/** Returns the named kernels, or the fastest available ones. */
function kernelsOf(named: KernelsName | undefined): KernelsName {
  const available = availableKernels();
  if (named === undefined || available.includes(named)) return named ?? available[0]!;
  throw new ZenbunError(
    'usage',
    {
      en: 'this version of Node cannot run WebAssembly with SIMD',
      ja: 'この Node では SIMD 付きの WebAssembly を実行できません',
    },
    {
      advice: {
        en: 'Use --kernels plain: same pattern, but several times slower.',
        ja: '--kernels plain を使ってください。所要時間は数倍になりますが、同じ傾向の結果が得られます。',
      },
    },
  );
}

function jobsOf(typed: string | undefined): number {
  const jobs = typed === undefined ? availableParallelism() : Number(typed);
  if (Number.isInteger(jobs) && jobs >= 1 && jobs <= 256) return jobs;
  throw new ZenbunError('usage', {
    en: `--jobs ${typed} is not a whole number from 1 to 256`,
    ja: `--jobs は 1 から 256 の整数で指定してください（指定値：${typed}）`,
  });
}

/** Returns a command that gives the same numbers again. */
function commandOf({ seeds, rows, defences, kernels, models, md }: LabRunFlags): string {
  const flags = { seeds, rows, defences, kernels, models, md };
  const typed = Object.entries(flags).flatMap(([name, value]) => (value === undefined ? [] : [`--${name} ${value}`]));
  return ['zenbun lab run', ...typed].join(' ');
}
